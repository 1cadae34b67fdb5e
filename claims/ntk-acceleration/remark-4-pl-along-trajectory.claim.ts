import {
  all,
  always,
  alwaysWithProbability,
  defineClaim,
  dot,
  part,
  random,
  symmetricEigenvalues,
  type Worst,
} from 'lemmata';
import { limitingGram, tuning } from './experiments.ts';
import { drawStart, NetRun, type Start, sphereExamples } from './net-run.ts';
import { residual, subgradient } from './small-net.ts';

interface Regime {
  readonly width: number;
  /** Looked at this often, up to the last step. */
  readonly every: number;
  readonly steps: number;
  /** μ is this eigenvalue of H(W_t), and half of the same of H. */
  readonly eigenvalue: 'smallest' | 'largest';
}

interface Observation {
  /** μ − ‖∇L‖²/(2L), with μ = λ_min(H(W_t)) and with μ = λ/2. */
  readonly current: Worst;
  readonly limiting: Worst;
  /** ‖∇L‖²/(2L) and λ_min(H(W_t)) along the run of heavy ball. */
  readonly curve: readonly (readonly [step: number, quotient: number, smallest: number])[];
}

const [samples, dimension] = [5, 10];
const setting = { every: 5, steps: 60, eigenvalue: 'smallest' } as const;

/** ‖∇L(W_t)‖²/(2L(W_t)) from the neurons' own gradients; both of one ξ_t, which is all rounding late in a run. */
function quotientAt({ examples, signs }: Start, { active }: NetRun): number {
  const n = examples.inputs.length;
  const net = { ...examples, signs: [...signs] };
  const rows = net.signs.map((_, r) => Array.from(active.subarray(r * n, (r + 1) * n)));
  const gradient = subgradient(net, rows);
  const xi = residual(net, rows);
  return dot(gradient, gradient) / dot(xi, xi);
}

export default defineClaim<Regime, Observation>({
  id: 'remark-4-pl-along-trajectory',
  paper: 'ntk-acceleration',
  title: 'The Polyak-Łojasiewicz inequality holds along the runs of a wide net',
  label: 'Remark 4, in the kernel regime',
  section: 'C. Theorems and remarks',
  restsOn: ['eq-2-subgradient-formula'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\tfrac12\|\nabla L(W_t)\|_F^2\ge\mu\,L(W_t)\quad\text{with}\quad\mu=\lambda_{\min}(H(W_t)),\ \text{and}\ \mu=\tfrac\lambda2\ \text{with probability}\ge0.9`,
    plain:
      'Along heavy ball and gradient descent ½‖∇L‖² is at least λ_min(H(W_t)) times the loss, and in a wide net at least λ/2 times it at every step.',
  },
  assumptions: ['L(w_*) = 0', 'η = 1/(2λ_max)', 'x uniform on the sphere, y = ±1, n = 5, d = 10'],
  profiles: {
    quick: { trials: 220, regime: { ...setting, every: 10, width: 200 } },
    full: { trials: 220, regime: { ...setting, width: 5_000 } },
  },
  measure: ({ width, every, steps, eigenvalue }, trials, lab) =>
    trials.map((trial) => {
      const examples = sphereExamples(lab, trial, samples, dimension);
      const { eta, beta, lambda, lambdaMax } = tuning(limitingGram(examples.inputs), 1);
      const start = drawStart(random(lab.seed('start', trial)), examples, width);
      const half = (eigenvalue === 'smallest' ? lambda : lambdaMax) / 2;
      const worst = { current: { excess: -1, step: 0 }, limiting: { excess: -1, step: 0 } };
      const curve: [number, number, number][] = [];
      for (const momentum of [beta, 0]) {
        const run = new NetRun(start, { eta, beta: momentum });
        for (let t = 0; t <= steps; t++) {
          if (t % every === 0) {
            const quotient = quotientAt(start, run);
            const eigenvalues = symmetricEigenvalues(run.gram());
            const current = eigenvalues.at(eigenvalue === 'smallest' ? 0 : -1)! - quotient;
            if (current > worst.current.excess) worst.current = { excess: current, step: t };
            if (half - quotient > worst.limiting.excess) worst.limiting = { excess: half - quotient, step: t };
            if (momentum > 0) curve.push([t, quotient, eigenvalues[0]]);
          }
          run.step();
        }
      }
      return { ...worst, curve };
    }),
  rule: all({
    'μ = λ_min(H(W_t))': part(always({ tolerance: 1e-12, atMost: 0.05 }), ({ current }: Observation) => current),
    'μ = λ/2': part(alwaysWithProbability({ p: 0.9 }), ({ limiting }: Observation) => limiting),
  }),
  controls: [
    {
      name: 'the largest eigenvalue',
      breaks: 'takes μ = λ_max(H(W_t))',
      regime: { eigenvalue: 'largest' },
      trials: 8,
    },
  ],
  figures: ([{ curve }]) => [
    {
      title: '‖∇L‖²/(2L) along the first run of heavy ball',
      x: { label: 'step' },
      y: { label: 'quotient, eigenvalue' },
      series: [
        { name: '‖∇L‖²/(2L)', points: curve.map(([t, quotient]) => [t, quotient] as const) },
        { name: 'λ_min(H(W_t))', points: curve.map(([t, , smallest]) => [t, smallest] as const) },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
