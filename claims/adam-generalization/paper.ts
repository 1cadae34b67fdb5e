import { definePaper } from 'lemmata';

export default definePaper({
  slug: 'adam-generalization',
  title: 'Understanding the generalization of Adam in learning neural networks with proper regularization',
  authors: 'D. Zou, Y. Cao, Y. Li, Q. Gu',
  venue: 'ICLR 2023, arXiv 2108.11371',
  url: 'https://arxiv.org/abs/2108.11371',
  sections: [
    '1. Data, gradient, update identities',
    '2. Adam and signGD',
    '3. Adam and signGD: Stage I',
    '4. Adam and signGD: Stage II, convergence, output',
    '5. Gradient descent',
    '6. Comparisons and remarks',
    '7. Convex case',
    '8. Experiments',
  ],
});
