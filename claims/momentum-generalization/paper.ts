import { definePaper } from 'lemmata';

export default definePaper({
  slug: 'momentum-generalization',
  title: 'Towards understanding how momentum improves generalization in deep learning',
  authors: 'S. Jelassi, Y. Li',
  venue: 'ICLR 2022 submission; PMLR 162:9965-10040 (ICML 2022)',
  url: 'https://proceedings.mlr.press/v162/jelassi22a.html',
  sections: [
    'A. Exact algebra',
    'B. Convexity remarks',
    'C. GD (Section 4, Theorem 3.1)',
    'D. GD+M (Section 5, Theorem 3.2)',
    'E. Headline statements',
    'F. Tables and figures',
  ],
});
