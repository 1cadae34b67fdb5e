import {
  all,
  always,
  defineClaim,
  fc,
  neverViolated,
  type OptimizerSpec,
  part,
  type SearchOutcome,
  search,
  type Worst,
} from 'lemmata';
import { ratios } from './adam-ratio.ts';
import { smallProblem, worse } from './updates.ts';

interface Regime {
  readonly beta2: number;
  readonly runs: number;
}

interface Observation {
  /** Entries of W after up to 100 steps that differ bitwise. */
  readonly bitwise: SearchOutcome;
  /** Largest difference of the engine's iterates on a small network. */
  readonly engine: Worst;
}

/** Gradients of one coordinate: exact zeros, and values from 10⁻¹⁵⁰ to 10¹⁵⁰, whose squares float64 can hold. */
const cases = fc.array(
  fc.oneof(
    fc.constant(0),
    fc
      .tuple(fc.constantFrom(-1, 1), fc.double({ min: -150, max: 150, noNaN: true }))
      .map(([sign, power]) => sign * 10 ** power),
  ),
  { minLength: 1, maxLength: 100 },
);

const rate = 1e-3;
/** Steps after which the two weights differ; β₁ = 0. */
function differences(gradients: readonly number[], beta2: number): number {
  let [adam, sign, count] = [0.5, 0.5, 0];
  ratios(gradients, 0, beta2).forEach((ratio, t) => {
    adam -= rate * ratio;
    sign -= rate * Math.sign(gradients[t]);
    if (adam !== sign) count++;
  });
  return count;
}

const withoutMemory = {
  optimizer: 'adam',
  rate: 0.02,
  beta1: 0,
  biasCorrection: false,
  epsilon: 0,
  epsilonPlacement: 'outside',
} as const;
const tolerance = 0;

export default defineClaim<Regime, Observation>({
  id: 'adam-zero-betas-is-signgd',
  paper: 'adam-generalization',
  title: 'Without memory Adam is signGD',
  label: 'Section 5.1 (Balles & Hennig 2018)',
  section: '2. Adam and signGD',
  restsOn: ['ineq-a5-adam-ratio-bound'],
  kind: 'identity',
  statement: {
    tex: String.raw`\beta_1=\beta_2=\epsilon=0:\quad\frac{M^{(t)}}{\sqrt{V^{(t)}}}=\mathrm{sgn}(\nabla L(W^{(t)}))`,
    plain: 'With β₁ = β₂ = 0 and no ε, each step of Adam is the step of signGD.',
  },
  assumptions: [
    '0/0 = 0',
    'bitwise where the squares of the gradients neither underflow nor overflow, 10⁻¹⁵⁰ to 10¹⁵⁰',
    'the engine, which forms ηM before it divides, within 10⁻¹² over 20 steps',
  ],
  profiles: {
    quick: { trials: 40, regime: { beta2: 0, runs: 60 } },
    full: { trials: 100, regime: { beta2: 0, runs: 400 } },
  },
  async measure({ beta2, runs }, trials, lab) {
    const observed: Observation[] = [];
    const name = 'adam-generalization/zero-betas';
    const sizes = { steps: 20, supports: 'disjoint', precision: 'float64' } as const;
    for (const trial of trials) {
      const run = async (optimizer: OptimizerSpec) =>
        (await smallProblem(name, { ...sizes, optimizer }, trial, lab)).run.series.weights.values;
      const adam = await run({ ...withoutMemory, beta2 });
      const sign = await run({ optimizer: 'sign-gd', rate: 0.02 });
      observed.push({
        bitwise: search({
          cases,
          excess: (gradients) => differences(gradients, beta2),
          tolerance,
          runs,
          seed: lab.seed('gradients', trial),
        }),
        engine: adam.reduce((known, entry, k) => worse(known, Math.abs(entry - sign[k]), k), { excess: 0, step: 0 }),
      });
    }
    return observed;
  },
  rule: all({
    bitwise: part(neverViolated({ tolerance, atMost: 0.005 }), ({ bitwise }: Observation) => bitwise),
    engine: part(always({ tolerance: 1e-12, atMost: 0.3 }), ({ engine }: Observation) => engine),
  }),
  controls: [{ name: 'β₂ = 0.1', breaks: 'lets the second moment remember', regime: { beta2: 0.1 } }],
  figures: () => [],
  expectation: { verdict: 'holds' },
});
