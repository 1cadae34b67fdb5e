import { all, defineClaim, equivalent, pairedLess, part } from 'lemmata';
import { betas, type EscapeObservation, type EscapeRegime, escapeFigure, escapes } from './escape-time.ts';

const corrected = { D: 0.08, arm: 'momentum' } as const;
const few = {
  runs: [
    { eta: 0.1, chains: 4 },
    { eta: 0.03, chains: 4 },
  ],
} as const;

export default defineClaim<EscapeRegime, EscapeObservation>({
  id: 'remark-5-5-escape-time-limit',
  paper: 'igr-momentum',
  title: 'As the effective learning rate falls, SGD with momentum escapes as fast as SGD',
  label: 'Remark 5.5, escape efficiency, limit',
  section: 'Section 5: Heavy ball, stochastic',
  restsOn: ['remark-5-4-long-run-covariance'],
  kind: 'equivalence',
  statement: {
    tex: String.raw`\frac{\mathbb E\,\tau_\beta}{\mathbb E\,\tau_0}\to1\quad\text{as }\eta=h/(1-\beta)\to0`,
    plain:
      'In the double well E = ¼(x² − 1)², the ratio of the mean escape times with and without momentum falls towards 1 with the effective learning rate: at η = 0.01 its logarithm is within 0.25 of 0, and at β = 0.9 below that at η = 0.1.',
  },
  assumptions: ['additive Gaussian gradient noise of variance 2D/η, D = 0.08', 'time counted as kη', 'paired noise'],
  profiles: {
    quick: {
      trials: 36,
      regime: {
        ...corrected,
        runs: [
          { eta: 0.1, chains: 40 },
          { eta: 0.01, chains: 20 },
        ],
      },
    },
    full: {
      trials: 40,
      regime: {
        ...corrected,
        runs: [
          { eta: 0.1, chains: 200 },
          { eta: 0.03, chains: 100 },
          { eta: 0.01, chains: 50 },
        ],
      },
    },
  },
  measure: escapes,
  rule: all(
    {
      ...Object.fromEntries(
        betas.map((beta) => [
          `β = ${beta}, smallest η`,
          part(equivalent({ margin: 0.25 }), ({ logRatios }: EscapeObservation) => logRatios.at(-1)![beta]),
        ]),
      ),
      'β = 0.9, falls with η': part(pairedLess(), ({ logRatios }: EscapeObservation) => ({
        a: logRatios.at(-1)![0.9],
        b: logRatios[0][0.9],
      })),
    },
    ['equivalence'],
  ),
  controls: [
    {
      name: 'less noise without momentum',
      breaks: 'reduces the variance of the noise itself by (1−β)/(1+β), in SGD',
      regime: { arm: 'SGD with less noise', ...few },
      trials: 16,
    },
  ],
  figures: (observations, regime) => [escapeFigure(observations, regime)],
  expectation: { verdict: 'holds' },
});
