import { all, defineClaim, equivalent, exponentEquals, part, powerLaw, random, type Sweep } from 'lemmata';
import { type Angle, closedForm, drawnGram, entryVariance } from './gram-draws.ts';
import { drawInputs } from './small-net.ts';

interface Regime {
  readonly samples: number;
  readonly dimension: number;
  /** ‖x_i‖, equal, or few entries would make up most of the distance and it would scatter more. */
  readonly norm: number;
  readonly angle: Angle;
  readonly widths: readonly number[];
  /** Draws of W_0 per width; as many at each, or the logarithm of their mean square would be biased unequally. */
  readonly draws: number;
  /** Draws at the smallest width for the constant. */
  readonly more: number;
}

interface Observation {
  /** Root mean square of ‖H(W_0) − H‖_F against m. */
  readonly sweep: Sweep;
  /** m‖H(W_0) − H‖_F² over Σ K_ij² p_ij(1 − p_ij) at the smallest m, averaged. */
  readonly constant: number;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const setting = { samples: 6, dimension: 6, norm: 0.7, angle: 'normalised' } as const;

export default defineClaim<Regime, Observation>({
  id: 'eq-3-gram-monte-carlo-rate',
  paper: 'ntk-acceleration',
  title: 'The Gram matrix at initialisation deviates by Θ(1/√m), with a known constant',
  label: 'Equation (3) and Lemma 6',
  section: 'B. Gram matrix',
  restsOn: ['eq-3-gram-closed-form'],
  kind: 'exponent',
  statement: {
    tex: String.raw`m\,\mathbb E\|H(W_0)-H\|_F^2=\sum_{ij}K_{ij}^2\,p_{ij}(1-p_{ij}),\qquad p_{ij}=\frac{\pi-\theta_{ij}}{2\pi}`,
    plain:
      'The mean square distance of H(W_0) from its expectation is Σ K_ij² p_ij(1 − p_ij)/m, so the distance falls like 1/√m.',
  },
  assumptions: ['w ~ N(0, I), independent', 'norms 0.7'],
  profiles: {
    // The identity is exact at every m, and at equal cost small widths with more draws settle the slope better.
    quick: { trials: 32, regime: { ...setting, widths: [30, 100, 300, 1_000, 3_000], draws: 14, more: 500 } },
    full: {
      trials: 32,
      regime: { ...setting, widths: [100, 1_000, 10_000, 100_000, 1_000_000], draws: 6, more: 1_000 },
    },
  },
  measure: ({ samples, dimension, norm, angle, widths, draws, more }, trials, lab) =>
    trials.map((trial) => {
      const inputs = drawInputs(random(lab.seed('data', trial)), samples, dimension).map((x) =>
        x.map((entry) => (norm * entry) / Math.hypot(...x)),
      );
      const limit = closedForm(inputs, angle);
      const predicted = sum(entryVariance(inputs).flat());
      const stream = random(lab.seed('weights', trial));
      const meanSquare = (width: number, count: number) =>
        sum(
          Array.from({ length: count }, () =>
            sum(
              drawnGram(inputs, width, stream).flatMap((row, i) => row.map((entry, j) => (entry - limit[i][j]) ** 2)),
            ),
          ),
        ) / count;
      return {
        sweep: { x: widths, y: widths.map((width) => Math.sqrt(meanSquare(width, draws))) },
        constant: (widths[0] * meanSquare(widths[0], more)) / predicted,
      };
    }),
  rule: all(
    {
      exponent: part(
        exponentEquals({ value: -0.5, tolerance: 0.03, towards: 'infinity' }),
        ({ sweep }: Observation) => sweep,
      ),
      constant: part(equivalent({ target: 1, margin: 0.05 }), ({ constant }: Observation) => constant),
    },
    ['exponent'],
  ),
  controls: [
    {
      name: 'the kernel without norms',
      breaks: 'compares with θ_ij = arccos(x_iᵀx_j) for norms below 1',
      regime: { angle: 'raw' },
      trials: 4,
    },
  ],
  figures: (observations) => [
    {
      title: 'Distance of the Gram matrix at initialisation from its expectation',
      x: { label: 'm', log: true },
      y: { label: 'root mean square of ‖H(W_0) − H‖_F', log: true },
      series: [
        {
          name: 'each trial',
          draw: 'dots',
          points: observations.flatMap(({ sweep }) => sweep.x.map((m, j) => [m, sweep.y[j]] as const)),
        },
        powerLaw(
          'geometric mean over the trials',
          observations.map(({ sweep }) => sweep),
        ),
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
