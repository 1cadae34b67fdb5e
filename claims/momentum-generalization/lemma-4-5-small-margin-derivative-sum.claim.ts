import { all, always, defineClaim, part, type Worst } from 'lemmata';
import { overDimensions, type ProofRegime, type ProofRun, proofRuns, sums } from './proof-runs.ts';
import { type Curve, smallStepAssumptions, smallStepFull, smallStepQuick, timeFigure } from './small-step.ts';

interface Regime extends ProofRegime {
  /** A run far beyond memorisation, at η = 0.1. */
  readonly longRun: { readonly dimension: number; readonly horizon: ProofRegime['horizon'] };
}

interface Observation {
  /** Largest S(t) − 1.5 of the sweep and of the long run; `step` is d. */
  readonly size: Worst;
  /** S(2T)/S(T) − 1.25 in the long run. */
  readonly saturation: Worst;
  /** [t + 1, S(t)] of the long run. */
  readonly curve: Curve;
}

/** S(t) = ησ₀ Σ_{τ≤t} ν₂ at every record. */
const spent = ({ states, rate, sigma0 }: ProofRun) => sums(states, ({ nu2 }) => nu2).map((sum) => rate * sigma0 * sum);
const longRun = { dimension: 30, horizon: { times: 4, unit: 'N√d/(ηκ₀)' } } as const;

export default defineClaim<Regime, Observation>({
  id: 'lemma-4-5-small-margin-derivative-sum',
  paper: 'momentum-generalization',
  title: 'The derivatives of the small margins add up to no more than 1/(ησ₀)',
  label: 'Lemma 4.5',
  section: 'C. GD (Section 4, Theorem 3.1)',
  restsOn: ['lemma-4-4-memorisation-time-corrected'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\sum_{\tau=0}^t\nu_2^{(\tau)}\le\tilde O\Big(\frac1{\eta\sigma_0}\Big),\quad t\in[T_1,T]`,
    plain: 'ησ₀Σν₂ stays below 1.5 at every d, and stops growing once the small margins are memorised.',
  },
  assumptions: [
    ...smallStepAssumptions,
    'n₂ = μ̂N = 1 (full: 2): the sum is proportional to n₂, which the paper keeps of order one',
    'saturation at d = 30, η = 0.1, over 4 N√d/(ηκ₀) steps; the catalogue’s 1.5 are too few for one start in twenty',
  ],
  profiles: {
    quick: { trials: 24, regime: { ...smallStepQuick, longRun } },
    full: { trials: 24, regime: { ...smallStepFull, longRun } },
  },
  async measure(regime, trials, lab) {
    const ends = await overDimensions(regime, trials, lab, (run) => spent(run).at(-1)!, proofRuns);
    const { dimension, horizon } = regime.longRun;
    const curveOf = (run: ProofRun) => spent(run).map((sum, k) => [run.states[k].t + 1, sum] as const);
    const own = { ...regime, rate: 0.1, dimensions: [dimension], horizon };
    const long = await overDimensions(own, trials, lab, curveOf, proofRuns);
    return trials.map((_, k) => {
      const [curve] = long[k];
      const [last, total] = curve.at(-1)!;
      const half = curve.find(([t]) => t >= last / 2)![1];
      const sizes = [...ends[k], total];
      const largest = Math.max(...sizes);
      return {
        size: { excess: largest - 1.5, step: [...regime.dimensions, dimension][sizes.indexOf(largest)] },
        saturation: { excess: total / half - 1.25, step: last },
        curve,
      };
    });
  },
  rule: all({
    size: part(always({ tolerance: 0, atMost: 0.4 }), ({ size }: Observation) => size),
    saturation: part(always({ tolerance: 0, atMost: 0.4 }), ({ saturation }: Observation) => saturation),
  }),
  controls: [
    {
      name: 'nothing to memorise',
      breaks: 'takes the noise patches of Z₂ away and divides β by 4',
      regime: { bareBeta: 'β/4', dimensions: [20], horizon: { times: 1, unit: 'N√d/(ηκ₀)' } },
      trials: 4,
    },
  ],
  figures: (observations) => [
    timeFigure(
      'ησ₀Σν₂ of the long run',
      'S(t)',
      Object.fromEntries(observations.slice(0, 8).map(({ curve }, trial) => [`trial ${trial}`, curve])),
    ),
  ],
  expectation: { verdict: 'holds' },
});
