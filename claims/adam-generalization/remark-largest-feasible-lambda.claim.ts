import { all, defineClaim, exponentEquals, part, type Sweep } from 'lemmata';
import {
  type Feasible,
  type FeasibleRegime,
  feasibleFigures,
  feasibleFull,
  feasibleQuick,
  measureFeasible,
} from './feasible-decay.ts';

interface Regime extends FeasibleRegime {
  /** The q whose λ₀ is claimed. */
  readonly claimed: number;
}
/** λ_c/λ₀ */
interface Observation extends Feasible {
  readonly overStart: Sweep;
  readonly overSamples: Sweep;
}

const constant = (towards: 'zero' | 'infinity') => exponentEquals({ value: 0, tolerance: 0.2, towards });
const divided = ({ x, y }: Sweep, power: number): Sweep => ({ x, y: y.map((value, k) => value / x[k] ** power) });

export default defineClaim<Regime, Observation>({
  id: 'remark-largest-feasible-lambda',
  paper: 'adam-generalization',
  title: 'λ₀ is the largest weight decay that does not keep training at the origin',
  label: 'Section 3, “the largest feasible regularization parameter”',
  section: '6. Comparisons and remarks',
  restsOn: ['gradient-formula-a2-a4'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\lambda_c=\tilde\Theta(\lambda_0),\qquad\lambda_0=\tilde\Theta\Big(\frac1{d^{(q-1)/4}\,n}\Big)=\tilde\Theta\Big(\frac{\sigma_0^{q-1}}n\Big)`,
    plain:
      'The weight decay from which on training gets stuck at the origin scales as λ₀ does: with σ₀ to the power q − 1 and with 1/n.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3, m = 8 (quick), 24 (full), sσ_p² = 1, α = σ_p/4 ≤ 1/n; signGD with η = σ₀/40',
    'stuck: at the end all |jw_{j,r}| and max_r⟨w_{y_i,r}, ξ_i⟩ are below σ₀; λ_c by bisection in each trial',
    'one start, scaled, for all σ₀ of a trial',
  ],
  profiles: {
    quick: { trials: 9, regime: { ...feasibleQuick, claimed: 3 } },
    full: { trials: 16, regime: { ...feasibleFull, claimed: 3 } },
  },
  measure: async ({ claimed, ...regime }, trials, lab) =>
    (await measureFeasible(regime, trials, lab)).map((feasible) => ({
      ...feasible,
      overStart: divided(feasible.start, claimed - 1),
      overSamples: divided(feasible.samples, -1),
    })),
  rule: all({
    'λ_c/λ₀ over σ₀': part(constant('zero'), ({ overStart }: Observation) => overStart),
    'λ_c/λ₀ over n': part(constant('infinity'), ({ overSamples }: Observation) => overSamples),
  }),
  controls: [{ name: 'λ₀ of q + 1', breaks: 'the exponents: those of q = 4 are claimed', regime: { claimed: 4 } }],
  figures: feasibleFigures,
  counterexample: ([{ start, samples }]) => ({
    start,
    samples,
    why: 'near the origin the feature of class j obeys w⁺ = w + η((q/2)(n_j/n)w^{q−1} − λw) under GD: it leaves the origin if and only if λ < (q/2)(n_j/n)w₀^{q−2}, with no factor σ₀/n',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'The feature’s gradient is of order σ₀^{q−1} against a decay of λσ₀: training leaves the origin for every λ up to a constant times σ₀^{q−2}, larger than λ₀ by n/σ₀.',
    corrected: 'remark-largest-feasible-lambda-corrected',
  },
});
