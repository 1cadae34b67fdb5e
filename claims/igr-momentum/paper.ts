import { definePaper } from 'lemmata';

export default definePaper({
  slug: 'igr-momentum',
  title: 'Implicit regularization in heavy-ball momentum accelerated stochastic gradient descent',
  authors: 'A. Ghosh, H. Lyu, X. Zhang, R. Wang',
  venue: 'ICLR 2023, arXiv 2302.00849',
  url: 'https://arxiv.org/abs/2302.00849',
  sections: [
    'Section 3: Gradient descent',
    'Section 4: Heavy ball, deterministic',
    'Section 5: Heavy ball, stochastic',
    'Section 6: Stability and experiments',
    'Section 7: Noise injection',
  ],
});
