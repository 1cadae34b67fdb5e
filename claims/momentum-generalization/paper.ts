import { definePaper } from 'lemmata';

export default definePaper({
  slug: 'momentum-generalization',
  title: 'Towards understanding how momentum improves generalization in deep learning',
  authors: 'S. Jelassi, Y. Li',
  venue: 'ICLR 2022 submission; PMLR 162:9965-10040 (ICML 2022)',
  url: 'https://proceedings.mlr.press/v162/jelassi22a.html',
});
