import { defineClaim } from 'lemmata';
import { type FloorObservation, type FloorRegime, floorFigure, floorRule, floors } from './floor.ts';

const corrected = { labels: 'random', horizon: 60 } as const;

export default defineClaim<FloorRegime, FloorObservation>({
  id: 'remark-2-neighbourhood-convergence-corrected',
  paper: 'ntk-acceleration',
  title: 'Heavy ball and gradient descent on a wide net both converge without a floor',
  label: 'Remark 2, on actual runs, corrected',
  section: 'C. Theorems and remarks',
  restsOn: ['thm-1-gd-linear-rate', 'thm-2-asymptotic-rate'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\frac{\|\xi_t\|}{\|\xi_0\|}<10^{-8}\quad\text{for some}\ t\le\frac{60}{\sqrt{\eta\lambda/2}}\ \text{(heavy ball)},\ t\le\frac{60}{\eta\lambda}\ \text{(GD)}`,
    plain:
      'On a wide net, heavy ball reaches 10⁻⁸ of the first residual within 60/√(ηλ/2) steps and gradient descent within 60/(ηλ), with probability at least 0.9: neither stops at a neighbourhood.',
  },
  assumptions: ['η = 1/(2λ_max)', 'β = (1 − √(ηλ/2))²', 'x uniform on the sphere, y = ±1, n = 5, d = 10', 'm large'],
  profiles: {
    quick: { trials: 120, regime: { ...corrected, widths: [1_000, 10, 20, 50, 100, 300] } },
    full: { trials: 120, regime: { ...corrected, widths: [10_000, 10, 20, 50, 100, 300, 1_000] } },
  },
  measure: floors,
  rule: floorRule((heavyBall, gradientDescent) => heavyBall.final < 1e-8 && gradientDescent.final < 1e-8),
  controls: [
    {
      name: 'contradicting labels',
      breaks: 'adds the first input with the opposite label, which no net fits',
      regime: { labels: 'contradicting', widths: [50] },
      trials: 12,
    },
  ],
  figures: (observations) => [floorFigure(observations)],
  expectation: { verdict: 'holds' },
});
