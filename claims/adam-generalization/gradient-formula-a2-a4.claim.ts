import { all, always, defineClaim, dot, part, sampleLoss, type Worst } from 'lemmata';
import { moment, nothing, type Problem, type Sizes, smallProblem, support, worse } from './updates.ts';

interface Regime {
  /** False drops the terms with α. */
  readonly featureNoise: boolean;
  readonly supports: Sizes['supports'];
}

interface Observation {
  readonly engine: Worst;
  readonly differences: Worst;
  readonly float32: Worst;
  /** [formula, engine] of the entries. */
  readonly points: readonly (readonly [number, number])[];
}

/** (A.2)-(A.4) at step 0, [2m, d]. */
function formula(problem: Problem, featureNoise: boolean): Float64Array {
  const { data, samples, neurons, weightDecay } = problem;
  const now = moment(problem, 0);
  const gradient = now.weights.map((entry) => weightDecay * entry);
  for (let r = 0; r < 2 * neurons; r++) {
    const row = r * data.dimension;
    gradient[row] -= (now.featurePull(r) - (featureNoise ? now.noisePull(r) : 0)) / samples;
    for (let i = 0; i < samples; i++) {
      const { columns, values } = support(problem, i);
      const pull = (now.pull(r, i) * now.slope(now.onNoise(r, i))) / samples;
      // (A.3) knows one sample per column: where supports overlap, the last one.
      columns.forEach((k, entry) => {
        gradient[row + k] = weightDecay * now.weight(r, k) - pull * values[entry];
      });
    }
  }
  return gradient;
}

/** L(W) straight from Definition 3.1. */
function objective({ data, samples, neurons, degree, weightDecay }: Problem, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < samples; i++) {
    let margin = 0;
    for (let r = 0; r < 2 * neurons; r++) {
      const sign = (r < neurons ? 1 : -1) * data.labels[i];
      for (let row = 2 * i; row < 2 * i + 2; row++) {
        let z = 0;
        for (let k = data.start[row]; k < data.start[row + 1]; k++) {
          z += weights[r * data.dimension + data.column[k]] * data.value[k];
        }
        margin += sign * Math.max(0, z) ** degree;
      }
    }
    sum += sampleLoss('logistic', margin, 1);
  }
  return sum / samples + (weightDecay / 2) * dot(weights, weights);
}

/** Central differences of L, h = 10⁻⁶. */
function differences(problem: Problem): Float64Array {
  const weights = moment(problem, 0).weights.slice();
  const h = 1e-6;
  return weights.map((entry, k) => {
    const at = (value: number) => {
      weights[k] = value;
      return objective(problem, weights);
    };
    const slope = (at(entry + h) - at(entry - h)) / (2 * h);
    weights[k] = entry;
    return slope;
  });
}

/** Largest difference of two gradients, relative to the largest entry; `step` is the entry. */
function gap(a: Float64Array, b: Float64Array): Worst {
  const largest = a.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  return a.reduce((known, entry, k) => worse(known, Math.abs(entry - b[k]) / largest, k), nothing);
}

const within = (tolerance: number) => always({ tolerance, atMost: 0.2 });

export default defineClaim<Regime, Observation>({
  id: 'gradient-formula-a2-a4',
  paper: 'adam-generalization',
  title: 'The gradient, coordinate by coordinate',
  label: '(A.2)-(A.4)',
  section: '1. Data, gradient, update identities',
  kind: 'identity',
  statement: {
    tex: String.raw`\nabla L[1]=-\tfrac1n\sum_iy_i\ell_{j,i}\big[\sigma'(\langle w,y_iv\rangle)-\alpha\sigma'(\langle w,\xi_i\rangle)\big]+\lambda w[1];\quad\nabla L[k]=-\tfrac1n\ell_{j,i}\sigma'(\langle w,\xi_i\rangle)\xi_i[k]+\lambda w[k]\ (k\in B_i);\quad\nabla L[k]=\lambda w[k]\ (\text{else})`,
    plain:
      'The gradient on the feature coordinate sums over all samples, on a noise coordinate it knows one sample, elsewhere it is the weight decay.',
  },
  assumptions: [
    'disjoint supports',
    'random n ∈ [2, 8], s ∈ [1, 6], m ∈ [1, 4], q ∈ {3, 4, 5}, weights of size 0.6',
    'relative to the largest entry: 10⁻¹⁰ to the engine in float64, 10⁻⁶ to central differences, 10⁻⁴ to the engine in float32 (autodiff where the reference engine runs)',
  ],
  profiles: {
    quick: { trials: 60, regime: { featureNoise: true, supports: 'disjoint' } },
    full: { trials: 600, regime: { featureNoise: true, supports: 'disjoint' } },
  },
  async measure({ featureNoise, supports }, trials, lab) {
    const observed: Observation[] = [];
    const name = 'adam-generalization/gradient';
    for (const trial of trials) {
      const sizes = { optimizer: { optimizer: 'gd', rate: 0.02 }, steps: 1, supports } as const;
      const double = await smallProblem(name, { ...sizes, precision: 'float64' }, trial, lab);
      const single = await smallProblem(name, { ...sizes, precision: 'float32' }, trial, lab);
      const printed = formula(double, featureNoise);
      const engine = moment(double, 0).row('gradient');
      observed.push({
        engine: gap(engine, printed),
        differences: gap(differences(double), printed),
        float32: gap(moment(single, 0).row('gradient'), printed),
        points: Array.from(printed, (entry, k) => [entry, engine[k]] as const),
      });
    }
    return observed;
  },
  rule: all({
    engine: part(within(1e-10), ({ engine }: Observation) => engine),
    'central differences': part(within(1e-6), ({ differences }: Observation) => differences),
    'engine, float32': part(within(1e-4), ({ float32 }: Observation) => float32),
  }),
  controls: [
    { name: 'without feature noise', breaks: 'drops the term with α', regime: { featureNoise: false } },
    { name: 'overlapping supports', breaks: 'two samples share a column', regime: { supports: 'uniform' } },
  ],
  figures: (observations) => [
    {
      title: 'Formula against the engine’s gradient',
      x: { label: 'formula' },
      y: { label: 'engine' },
      series: [{ name: 'entries', draw: 'dots', points: observations.slice(0, 6).flatMap(({ points }) => points) }],
    },
  ],
  expectation: { verdict: 'holds' },
});
