import { all, always, defineClaim, part, proportionAtLeast, type Worst } from 'lemmata';
import { type MomentumRegime, overMomentum, theta1Assumptions, theta1Full, theta1Quick } from './momentum-regimes.ts';
import type { ProofRun, State } from './proof-runs.ts';
import { sweepFigure } from './small-step.ts';
import { testErrors } from './test-errors.ts';

interface Regime extends MomentumRegime {
  /** Fresh samples of each class. */
  readonly fresh: number;
}

interface Observation {
  /** Training error at the worst d; `step` is d. */
  readonly train: Worst;
  /** By dimension: loss·d/μ̂, its exponent in t over the last factor four, and the errors on either class. */
  readonly loss: readonly number[];
  readonly fall: readonly number[];
  readonly small: readonly number[];
  readonly large: readonly number[];
  readonly dimensions: readonly number[];
}

const lossOf = ({ margins }: State) =>
  margins.reduce((sum, margin) => sum + Math.log1p(Math.exp(-margin)), 0) / margins.length;

function fallOf({ states }: ProofRun): number {
  const end = states.at(-1)!;
  const early = states.findLast(({ t }) => t <= end.t / 4)!;
  return Math.log(lossOf(end) / lossOf(early)) / Math.log(end.t / early.t);
}

const atEach = (what: string, holds: (observation: Observation, k: number) => boolean, p: number) =>
  Object.fromEntries(
    ['smallest', 'middle', 'largest'].map((which, k) => [
      `${what} at the ${which} d`,
      part(proportionAtLeast({ p }), (observation: Observation) => holds(observation, k)),
    ]),
  );

export default defineClaim<Regime, Observation>({
  id: 'theorem-3-2-errors',
  paper: 'momentum-generalization',
  title: 'GD+M fits everything and classifies large and small margins',
  label: 'Theorem 3.2, last sentence',
  section: 'D. GD+M (Section 5, Theorem 3.2)',
  restsOn: ['theorem-3-2-signal', 'theorem-3-2-noise-corrected'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\widehat L(W^{(T)})\le O(\mu/\mathrm{poly}(d)),\quad\text{test error}\le O(\mu/\mathrm{poly}(d))`,
    plain:
      'No training error; the loss is below μ̂/d or still falls like 1/t, which T ≥ poly(d)N/η makes 1/poly(d); no error in 2000 fresh samples of either class, both in at least 60 % of the runs.',
  },
  assumptions: [
    ...theta1Assumptions,
    'T = 20N/η (full: 100N/η)',
    'no error in 2000 samples bounds an error rate by about 2·10⁻³, no more',
  ],
  profiles: {
    quick: {
      trials: 32,
      regime: { ...theta1Quick, fresh: 2000 },
      tooSmall: {
        decidedBy: 'full',
        reason:
          'by T = 20N/η the loss is below μ̂/d, or falls like 1/t, in 66 to 84 % of the runs: 32 cannot tell that from 60 %; all else is decided here',
      },
    },
    full: { trials: 32, regime: { ...theta1Full, fresh: 4000 } },
  },
  async measure(regime, trials, lab) {
    const seeds = new Map(trials.map((trial, k) => [k, lab.seed('test', trial)]));
    const runs = await overMomentum(regime, trials, lab, (run) => run);
    return runs.map((row, k) => {
      const errors = row.map((run) => testErrors(run, regime.fresh, seeds.get(k)!));
      const most = Math.max(...errors.map(({ train }) => train));
      return {
        train: { excess: most, step: regime.dimensions[errors.findIndex(({ train }) => train === most)] },
        fall: row.map(fallOf),
        loss: errors.map(({ loss }, j) => (loss * row[j].d) / row[j].fraction),
        small: errors.map(({ small }) => small),
        large: errors.map(({ large }) => large),
        dimensions: regime.dimensions,
      };
    });
  },
  rule: all(
    {
      'training error': part(always({ tolerance: 0, atMost: 0.4 }), ({ train }: Observation) => train),
      ...atEach('loss', ({ loss, fall }, k) => loss[k] <= 1 || fall[k] <= -0.7, 0.6),
      ...atEach('test errors', ({ small, large }, k) => small[k] + large[k] === 0, 0.6),
    },
    ['trajectory'],
  ),
  controls: [
    {
      name: 'R-window with the momentum reset',
      breaks: 'η = 0.1, γ = 0.99 at small d, and sets g = 0 at the end of stage 1',
      regime: {
        ...{ rate: 0.1, memory: 0.99, reset: true, dimensions: [20, 25, 30] },
        horizon: { times: 0.8, unit: 'N√d/(ηκ₀)' },
      },
      trials: 18,
    },
    {
      name: 'GD of R-window',
      breaks: 'runs GD with η = 0.1',
      regime: { rate: 0.1, memory: null, dimensions: [30, 40, 50], horizon: { times: 1, unit: 'N√d/(ηκ₀)' } },
      trials: 16,
    },
  ],
  figures: (observations) => [
    sweepFigure(
      'Training loss in units of μ̂/d',
      'L d/μ̂',
      observations.map(({ dimensions, loss }) => ({ x: dimensions, y: loss })),
    ),
  ],
  expectation: { verdict: 'holds' },
});
