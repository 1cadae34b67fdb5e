import { definePaper } from 'lemmata';

export default definePaper({
  slug: 'adam-generalization',
  title: 'Understanding the generalization of Adam in learning neural networks with proper regularization',
  authors: 'D. Zou, Y. Cao, Y. Li, Q. Gu',
  venue: 'ICLR 2023, arXiv 2108.11371',
  url: 'https://arxiv.org/abs/2108.11371',
});
