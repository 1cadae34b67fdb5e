import { all, alwaysWithProbability, defineClaim, part, random, symmetricEigenvalues, type Worst } from 'lemmata';
import { certificate, gramsAt, leastEigenvalue, prescribedWidth, pushedGrams } from './gram-ball.ts';
import { drawStart, sphereExamples } from './net-run.ts';

interface Regime {
  /** [n, d] */
  readonly sizes: readonly (readonly [number, number])[];
  /** Widths; 0 stands for the prescribed one, λ⁻²n² ln(n/δ). */
  readonly width: number;
  /** Widths shown beside it. */
  readonly others: readonly number[];
}

interface Observation {
  /** Over H(W) at W_0 and at pushed weights. */
  readonly pushes: Worst;
  /** Over every W in the ball, by the certificate. */
  readonly ball: Worst;
  /** Extreme eigenvalues over H(W), over λ and λ_max + λ/2, by width. */
  readonly extremes: readonly { readonly width: number; readonly least: number; readonly most: number }[];
}

const failure = 0.1;
const within = alwaysWithProbability({ p: 1 - failure });
const quick: Regime = { sizes: [[5, 10]], width: 0, others: [10, 30, 200] };

export default defineClaim<Regime, Observation>({
  id: 'lemma-3-eigenvalue-range',
  paper: 'ntk-acceleration',
  title: 'In the ball about W_0, the eigenvalues of H(W) stay above λ/2 and below λ_max + λ/2',
  label: 'Proof of Lemma 3, eqs. (36)–(37)',
  section: 'D. Residual dynamics',
  restsOn: ['lemma-6-gram-concentration', 'lemma-7-gram-stability'],
  kind: 'probability',
  statement: {
    tex: String.raw`\|w^{(r)}-w_0^{(r)}\|\le\tfrac\lambda{8n}\ \forall r\ \Rightarrow\ \lambda_{\min}(H(W))\ge\tfrac\lambda2,\ \lambda_{\max}(H(W))\le\lambda_{\max}+\tfrac\lambda2,\ \eta\lambda^{(k)}\le1,\quad\text{with probability}\ge1-\delta`,
    plain:
      'With probability at least 0.9 over W_0, every W whose weight vectors are within λ/(8n) of it has a Gram matrix with eigenvalues between λ/2 and λ_max + λ/2, so that ηλ^(k) ≤ 1.',
  },
  assumptions: ['m = λ⁻²n² ln(n/δ), δ = 0.1: the constant of Ω is 1', 'η = 1/(2λ_max)', 'x uniform on the sphere'],
  profiles: {
    quick: { trials: 170, regime: quick },
    full: {
      trials: 400,
      regime: {
        ...quick,
        sizes: [
          [5, 10],
          [10, 20],
        ],
      },
    },
  },
  measure: ({ sizes, width, others }, trials, lab) =>
    trials.map((trial) => {
      let [pushes, ball]: Worst[] = [
        { excess: Number.NEGATIVE_INFINITY, step: 0 },
        { excess: Number.NEGATIVE_INFINITY, step: 0 },
      ];
      const extremes: { width: number; least: number; most: number }[] = [];
      sizes.forEach(([samples, dimension], step) => {
        const examples = sphereExamples(lab, trial, samples, dimension);
        const m = width || prescribedWidth(leastEigenvalue(examples.inputs), samples, failure);
        for (const one of [m, ...(step === 0 && trial < 20 ? others : [])]) {
          const start = drawStart(random(lab.seed(`start ${samples} ${one === m ? 0 : one}`, trial)), examples, one);
          const { lambda, lambdaMax, initial } = gramsAt(start);
          const radius = lambda / (8 * samples);
          const grams = [initial, ...pushedGrams(start, radius, random(lab.seed('pushes', trial)))];
          const eigenvalues = grams.map(symmetricEigenvalues);
          const least = Math.min(...eigenvalues.map((values) => values[0]));
          const most = Math.max(...eigenvalues.map((values) => values[samples - 1]));
          if (step === 0) extremes.push({ width: one, least: least / lambda, most: most / (lambdaMax + lambda / 2) });
          if (one !== m) continue;
          // λ_max + λ/2 ≤ 2λ_max = 1/η, so the last of the three follows from the second.
          const excess = (low: number, high: number) =>
            Math.max(lambda / 2 - low, high - lambdaMax - lambda / 2) / lambda;
          const certified = certificate(start, radius);
          const worst = { excess: excess(least, most), step };
          const proven = {
            excess: excess(eigenvalues[0][0] - certified, eigenvalues[0][samples - 1] + certified),
            step,
          };
          if (worst.excess > pushes.excess) pushes = worst;
          if (proven.excess > ball.excess) ball = proven;
        }
      });
      return { pushes, ball, extremes };
    }),
  rule: all({
    'pushed weights': part(within, ({ pushes }: Observation) => pushes),
    'every W in the ball': part(within, ({ ball }: Observation) => ball),
  }),
  controls: [{ name: 'ten neurons', breaks: 'takes m = 10', regime: { width: 10 } }],
  figures: (observations) => [
    {
      title: 'Extreme eigenvalues over the ball; the limits are ½ and 1',
      x: { label: 'm', log: true },
      y: { label: 'λ_min(H(W))/λ, and λ_max(H(W))/(λ_max + λ/2)' },
      series: (['least', 'most'] as const).map((name) => ({
        name: name === 'least' ? 'smallest over λ' : 'largest over λ_max + λ/2',
        draw: 'dots' as const,
        points: observations.flatMap(({ extremes }) =>
          extremes.map((extreme) => [extreme.width, extreme[name]] as const),
        ),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
