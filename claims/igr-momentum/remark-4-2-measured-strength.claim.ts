import { all, defineClaim, equivalent, exponentAtLeast, part, random, type Sweep } from 'lemmata';
import { imbalanceLoss, momenta } from './two-d.ts';

interface Regime {
  /** Step sizes of gradient descent, the smallest last. */
  readonly etas: readonly number[];
  /** What D_β/D_0 is predicted to be. */
  readonly factor: keyof typeof factors;
  /** What momentum and gradient descent have in common: h/(1−β), or h itself. */
  readonly common: 'effective rate' | 'step';
}

/** By β: D_β/D_0 over the predicted factor, along η, and its distance from 1; runs that overshot the minima. */
type Observation = Readonly<Record<string, { ratios: readonly number[]; distance: Sweep; crossed: number }>>;

const factors = {
  '(1+β)/(1−β)': (beta: number) => (1 + beta) / (1 - beta),
  '1/(1−β)': (beta: number) => 1 / (1 - beta),
  '(1+β)/(1−β)²': (beta: number) => (1 + beta) / (1 - beta) ** 2,
};
const betas = momenta.slice(1);
const printed = { factor: '(1+β)/(1−β)', common: 'effective rate' } as const;

export default defineClaim<Regime, Observation>({
  id: 'remark-4-2-measured-strength',
  paper: 'igr-momentum',
  title: 'The regulariser measured on the iterates is (1+β)/(1−β) times as strong as without momentum',
  label: 'Remark 4.2, on iterates',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-piecewise-flow-order'],
  kind: 'equivalence',
  statement: {
    tex: String.raw`\lim_{\eta\to0}\frac{D_\beta}{D_0}=\frac{1+\beta}{1-\beta},\quad D_\beta=-\ln\frac{Q_\infty}{Q_0},\ Q=w_1^2-w_2^2,\ h=(1-\beta)\eta`,
    plain:
      'On E = ½(y − w₁w₂x)² only the regulariser changes Q = w₁² − w₂²; at one effective learning rate heavy ball damps Q (1+β)/(1−β) times as much as gradient descent, in the limit of small steps.',
  },
  assumptions: ['(x, y) = (1, 0.6)', 'starts in [0.8, 1.6]² with |w₁ − w₂| > 0.05', 'rest start'],
  profiles: {
    quick: { trials: 16, regime: { ...printed, etas: [4e-3, 2e-3, 1e-3] } },
    full: { trials: 40, regime: { ...printed, etas: [8e-3, 4e-3, 2e-3, 1e-3, 5e-4, 2.5e-4] } },
  },
  measure({ etas, factor, common }, trials, lab) {
    return trials.map((trial) => {
      const stream = random(lab.seed('start', trial));
      let start: [number, number];
      do start = [0.8 + 0.8 * stream.uniform(), 0.8 + 0.8 * stream.uniform()];
      while (Math.abs(start[0] - start[1]) < 0.05);
      const plain = etas.map((eta) => imbalanceLoss(start, { h: eta, beta: 0, steps: 100 / eta }).loss);
      return Object.fromEntries(
        betas.map((beta) => {
          const runs = etas.map((eta) =>
            imbalanceLoss(start, { h: common === 'step' ? eta : (1 - beta) * eta, beta, steps: 100 / eta }),
          );
          const ratios = runs.map(({ loss }, i) => loss / plain[i] / factors[factor](beta));
          const distance = { x: etas, y: ratios.map((ratio) => Math.abs(ratio - 1)) };
          return [beta, { ratios, distance, crossed: runs.filter(({ crossed }) => crossed).length }];
        }),
      );
    });
  },
  rule: all(
    Object.fromEntries(
      betas.flatMap((beta) => [
        [
          `β = ${beta}, smallest η`,
          part(equivalent({ target: 1, margin: 0.03 }), (o: Observation) => o[beta].ratios.at(-1)!),
        ],
        [
          `β = ${beta}, distance from the limit`,
          part(exponentAtLeast({ order: 1, towards: 'zero' }), (o: Observation) => o[beta].distance),
        ],
      ]),
    ),
    ['equivalence'],
  ),
  controls: [
    { name: 'factor 1/(1−β)', breaks: 'predicts the growth of the force alone', regime: { factor: '1/(1−β)' } },
    {
      name: 'factor (1+β)/(1−β)²',
      breaks: 'predicts the growth of the coefficient at one step size',
      regime: { factor: '(1+β)/(1−β)²' },
    },
    { name: 'equal step', breaks: 'runs both at the same h', regime: { common: 'step' } },
  ],
  figures: (observations, { etas }) => [
    {
      title: 'Strength of the regulariser, mean over the starts',
      x: { label: '(1+β)/(1−β)', log: true },
      y: { label: 'D_β/D_0', log: true },
      series: [
        ...etas.map((eta, i) => ({
          name: `η = ${eta}`,
          points: betas.map((beta) => {
            const factor = (1 + beta) / (1 - beta);
            const sum = observations.reduce((total, o) => total + o[beta].ratios[i], 0);
            return [factor, (factor * sum) / observations.length] as const;
          }),
        })),
        {
          name: 'predicted',
          draw: 'bound',
          points: betas.map((beta) => [(1 + beta) / (1 - beta), (1 + beta) / (1 - beta)] as const),
        },
      ],
    },
    {
      title: 'Runs that overshot the curve of minima',
      x: { label: 'β' },
      y: { label: 'runs' },
      series: [
        {
          name: 'overshot',
          points: betas.map((beta) => [beta, observations.reduce((sum, o) => sum + o[beta].crossed, 0)] as const),
        },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
