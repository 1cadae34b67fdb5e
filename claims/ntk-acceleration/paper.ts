import { definePaper } from 'lemmata';

export default definePaper({
  slug: 'ntk-acceleration',
  title: "Provable acceleration of wide neural net training via Polyak's momentum",
  authors: 'Anonymous submission',
  venue: 'ICLR 2021 submission',
  url: 'https://openreview.net/group?id=ICLR.cc/2021/Conference',
  sections: [
    'A. Algorithms, gradient, quadratic model',
    'B. Gram matrix',
    'C. Theorems and remarks',
    'D. Residual dynamics',
    'E. Experiment (Appendix D)',
  ],
});
