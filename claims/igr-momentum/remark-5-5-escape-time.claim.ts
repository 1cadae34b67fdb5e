import { all, defineClaim, pairedLess, part } from 'lemmata';
import { betas, type EscapeObservation, type EscapeRegime, escapeFigure, escapes } from './escape-time.ts';

const printed = { runs: [{ eta: 0.1, chains: 40 }], D: 0.08, arm: 'momentum' } as const;

export default defineClaim<EscapeRegime, EscapeObservation>({
  id: 'remark-5-5-escape-time',
  paper: 'igr-momentum',
  title: 'At a finite effective learning rate, SGD with momentum escapes from a minimum more slowly than SGD',
  label: 'Remark 5.5, escape efficiency',
  section: 'Section 5: Heavy ball, stochastic',
  restsOn: ['remark-5-4-force-covariance'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\mathbb E\,\tau_\beta>\mathbb E\,\tau_0\quad\text{at equal }\eta=h/(1-\beta)=0.1`,
    plain:
      'In the double well E = ¼(x² − 1)², at one effective learning rate, the mean time to pass from −1 to 0.7 is longer with momentum than without.',
  },
  assumptions: ['additive Gaussian gradient noise of variance 2D/η, D = 0.08', 'time counted as kη', 'paired noise'],
  profiles: {
    quick: { trials: 40, regime: printed },
    full: { trials: 60, regime: { ...printed, runs: [{ eta: 0.1, chains: 200 }] } },
  },
  measure: escapes,
  rule: all(
    Object.fromEntries(
      betas.map((beta) => [
        `β = ${beta}`,
        part(pairedLess(), ({ logRatios }: EscapeObservation) => ({ a: 0, b: logRatios[0][beta] })),
      ]),
    ),
  ),
  controls: [
    {
      name: 'as much force variance as SGD',
      breaks: 'gives momentum (1+β)/(1−β) times the noise variance, so that nothing is reduced',
      regime: { arm: 'momentum with more noise' },
    },
    {
      name: 'less noise without momentum',
      breaks: 'nothing: SGD with (1−β)/(1+β) of the noise variance escapes more slowly too',
      regime: { arm: 'SGD with less noise', runs: [{ eta: 0.1, chains: 2 }] },
      expected: 'supported',
    },
  ],
  figures: (observations, regime) => [escapeFigure(observations, regime)],
  expectation: { verdict: 'holds' },
});
