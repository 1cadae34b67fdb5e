import {
  all,
  always,
  alwaysWithProbability,
  defineClaim,
  dot,
  equivalent,
  part,
  random,
  symmetricEigenvalues,
} from 'lemmata';
import { type Angle, closedForm, drawnGram, entryVariance } from './gram-draws.ts';
import { drawInputs } from './small-net.ts';

interface Regime {
  readonly samples: number;
  readonly dimension: number;
  /** Weights per trial. */
  readonly width: number;
  readonly angle: Angle;
}

interface Observation {
  /** (H(W_0) − H)_ij in standard deviations, upper triangle. */
  readonly scores: readonly number[];
  /** Mean over the entries of (H(W_0) − H)_ij/K_ij, the error of the probability that both gates are open. */
  readonly bias: number;
  /** Largest of |H_ii − ‖x_i‖²/2|, λ − ½ and λ_max − n/2. */
  readonly consequences: number;
}

const largestScore = 4.5;
const setting = { samples: 6, dimension: 5, angle: 'normalised' } as const;

export default defineClaim<Regime, Observation>({
  id: 'eq-3-gram-closed-form',
  paper: 'ntk-acceleration',
  title: 'The limiting Gram matrix is x_iᵀx_j(π − θ_ij)/(2π)',
  label: 'Equation (3)',
  section: 'B. Gram matrix',
  kind: 'identity',
  statement: {
    tex: String.raw`H_{ij}=\mathbb E\big[x_i^\top x_j\mathbf 1\{\langle w,x_i\rangle\ge0,\langle w,x_j\rangle\ge0\}\big]=x_i^\top x_j\,\frac{\pi-\theta_{ij}}{2\pi},\quad H_{ii}=\tfrac12\|x_i\|^2,\ \lambda\le\tfrac12,\ \lambda_{\max}\le\tfrac n2`,
    plain:
      'The expected Gram matrix of Gaussian weights has the entries x_iᵀx_j(π − θ_ij)/(2π), θ_ij being the angle of the inputs; so its diagonal is ‖x_i‖²/2, its smallest eigenvalue at most ½ and its largest at most n/2.',
  },
  assumptions: ['w ~ N(0, I)', 'norms in [0.2, 1]'],
  profiles: {
    quick: { trials: 240, regime: { ...setting, width: 5_000 } },
    full: { trials: 240, regime: { ...setting, width: 200_000 } },
  },
  measure: ({ samples, dimension, width, angle }, trials, lab) =>
    trials.map((trial) => {
      const inputs = drawInputs(random(lab.seed('data', trial)), samples, dimension);
      const limit = closedForm(inputs, angle);
      const drawn = drawnGram(inputs, width, random(lab.seed('weights', trial)));
      const variance = entryVariance(inputs);
      const upper = inputs.flatMap((_, i) => inputs.map((_, j) => [i, j])).filter(([i, j]) => i <= j);
      const errors = upper.map(([i, j]) => drawn[i][j] - limit[i][j]);
      const shares = upper.map(([i, j], k) => errors[k] / dot(inputs[i], inputs[j]));
      const eigenvalues = symmetricEigenvalues(limit);
      return {
        scores: upper.map(([i, j], k) => errors[k] / Math.sqrt(variance[i][j] / width)),
        bias: shares.reduce((sum, share) => sum + share, 0) / shares.length,
        consequences: Math.max(
          ...inputs.map((x, i) => Math.abs(limit[i][i] - dot(x, x) / 2)),
          eigenvalues[0] - 0.5,
          eigenvalues[samples - 1] - samples / 2,
        ),
      };
    }),
  rule: all(
    {
      'entries within 4.5 standard deviations': part(
        alwaysWithProbability({ p: 0.9, tolerance: largestScore }),
        ({ scores }: Observation) => ({ excess: Math.max(...scores.map(Math.abs)), step: 0 }),
      ),
      'error of the gate probability': part(equivalent({ margin: 0.005 }), ({ bias }: Observation) => bias),
      'diagonal and eigenvalues': part(always({ tolerance: 1e-12, atMost: 0.05 }), ({ consequences }: Observation) => ({
        excess: consequences,
        step: 0,
      })),
    },
    ['identity'],
  ),
  controls: [
    {
      name: 'an angle without norms',
      breaks: 'takes θ_ij = arccos(x_iᵀx_j) for norms below 1',
      regime: { angle: 'raw' },
      trials: 24,
    },
  ],
  figures: ([{ scores }]) => [
    {
      title: 'Scores of the 21 entries of the first trial',
      x: { label: 'entry of the upper triangle' },
      y: { label: '(H(W_0) − H)_ij in standard deviations' },
      series: [{ name: 'closed form', points: scores.map((score, k) => [k, score] as const) }],
    },
  ],
  expectation: { verdict: 'holds' },
});
