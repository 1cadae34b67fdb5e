import { all, always, defineClaim, part, proportionAtLeast, sampleLoss, type Worst } from 'lemmata';
import { type MomentumRegime, overMomentum, theta1Assumptions, theta1Full, theta1Quick } from './momentum-regimes.ts';
import { overDimensions, type ProofRegime, type ProofRun, proofEnds } from './proof-runs.ts';
import { type Curve, timeFigure } from './small-step.ts';
import { restartedRuns } from './stage-1.ts';
import { testErrors } from './test-errors.ts';

interface Regime extends MomentumRegime {
  /** Fresh samples of each class. */
  readonly fresh: number;
  /** Runs to T = dN/η for the loss, of the first trials. */
  readonly longRun: Pick<ProofRegime, 'horizon'> & { readonly dimension: number; readonly trials: number };
}

interface Observation {
  /** Training error at the worst d; `step` is d. */
  readonly train: Worst;
  /** [t + 1, loss·d/μ̂] up to T = dN/η; null where there was no long run. */
  readonly loss: Curve | null;
  /** By dimension: errors on either class. */
  readonly small: readonly number[];
  readonly large: readonly number[];
}

/** Where n₂ = μ̂N and the large margins are fitted, the loss is below μ̂/d once max ℓ_i < 1/d; the last record is up to 5 % earlier. */
const longRun: Regime['longRun'] = {
  dimension: 480,
  trials: 24,
  horizon: { times: 480, unit: 'N/η', stopBelow: 0.7 / 480 },
};

/** For both at d = 30, in units of the time of memorisation. */
const short = (times: number) => {
  const horizon = { times, unit: 'N√d/(ηκ₀)' } as const;
  return { horizon, longRun: { ...longRun, dimension: 30, horizon } };
};

const zeroAtEach = Object.fromEntries(
  ['smallest', 'middle', 'largest'].map((which, k) => [
    `no test error at the ${which} d`,
    part(proportionAtLeast({ p: 0.8 }), ({ small, large }: Observation) => small[k] + large[k] === 0),
  ]),
);

export default defineClaim<Regime, Observation>({
  id: 'theorem-3-2-errors',
  paper: 'momentum-generalization',
  title: 'GD+M fits everything and classifies large and small margins',
  label: 'Theorem 3.2, last sentence',
  section: 'D. GD+M (Section 5, Theorem 3.2)',
  restsOn: ['theorem-3-2-signal', 'theorem-3-2-noise-corrected', 'lemma-5-4-derivative-decay'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\widehat L(W^{(T)})\le O(\mu/\mathrm{poly}(d)),\quad\text{test error}\le O(\mu/\mathrm{poly}(d))`,
    plain:
      'No training error; by T = dN/η a median loss below μ̂/d; no error in 4000 fresh samples of either class in at least 80 % of the runs.',
  },
  assumptions: [
    ...theta1Assumptions,
    'T = 20N/η (full: 100N/η); the loss at d = 480 and, for the poly(d) of T ≥ poly(d)N/η, T = dN/η, or as soon as max ℓ_i < 0.7/d: by 100N/η it is below μ̂/d in half of the runs',
    'no error in 4000 samples bounds an error rate by about 10⁻³, no more',
  ],
  profiles: {
    quick: { trials: 66, regime: { ...theta1Quick, dimensions: [480, 640, 960], fresh: 4000, longRun } },
    full: { trials: 80, regime: { ...theta1Full, fresh: 4000, longRun } },
  },
  async measure(regime, trials, lab) {
    const runs = await overDimensions(regime, trials, lab, (run) => run, regime.reset ? restartedRuns : proofEnds);
    const { dimension, horizon, trials: few } = regime.longRun;
    const chosen = trials.filter((trial) => trial < few);
    const long = await overMomentum({ ...regime, horizon, dimensions: [dimension] }, chosen, lab, (run) => run);
    return runs.map((row, k) => {
      const errorsOf = (run: ProofRun) => testErrors(run, regime.fresh, lab.seed('test', trials[k]));
      const errors = row.map(errorsOf);
      const most = Math.max(...errors.map(({ train }) => train));
      const [own] = long[chosen.indexOf(trials[k])] ?? [];
      const lossOf = ({ states, d, fraction }: ProofRun) =>
        states.map(({ t, margins }) => {
          const loss = margins.reduce((sum, margin) => sum + sampleLoss('logistic', margin, 1), 0) / margins.length;
          return [t + 1, (loss * d) / fraction] as const;
        });
      return {
        train: { excess: most, step: regime.dimensions[errors.findIndex(({ train }) => train === most)] },
        loss: own ? lossOf(own) : null,
        small: errors.map(({ small }) => small),
        large: errors.map(({ large }) => large),
      };
    });
  },
  rule: all(
    {
      'training error': part(always({ tolerance: 0, atMost: 0.4 }), ({ train }: Observation) => train),
      loss: part(proportionAtLeast({ p: 0.5 }), ({ loss }: Observation) => loss && loss.at(-1)![1] <= 1),
      ...zeroAtEach,
    },
    ['trajectory'],
  ),
  controls: [
    {
      name: 'R-window with the momentum reset',
      breaks: 'η = 0.1, γ = 0.99 at small d, and sets g = 0 at the end of stage 1',
      regime: { rate: 0.1, memory: 0.99, reset: true, dimensions: [20, 25, 30], ...short(0.8) },
      trials: 18,
    },
    {
      name: 'GD of R-window',
      breaks: 'runs GD with η = 0.1',
      regime: { rate: 0.1, memory: null, dimensions: [20, 25, 30], ...short(1) },
      trials: 16,
    },
  ],
  figures: (observations) => [
    timeFigure(
      'Training loss at the smallest d, in units of μ̂/d',
      'L d/μ̂',
      Object.fromEntries(
        observations.slice(0, 6).flatMap(({ loss }, trial) => (loss ? [[`trial ${trial}`, loss] as const] : [])),
      ),
    ),
  ],
  expectation: { verdict: 'holds' },
});
