import { defineClaim, fc, symmetricEigenvalues } from 'lemmata';
import { type SearchOutcomes, searchParts } from './search-parts.ts';
import { drawSmallNet, gramAt, nearestKink, preactivations, subgradient } from './small-net.ts';

interface Regime {
  readonly steps: number;
  readonly width: number;
  /** What Algorithm 1 adds to βm: ∇L, or the damped (1 − β)∇L of other texts. */
  readonly update: 'printed' | 'damped';
  /** Generated cases per precision. */
  readonly runs: number;
}

interface Case {
  readonly problem: 'net' | 'quadratic';
  readonly samples: number;
  readonly dimension: number;
  readonly width: number;
  readonly seed: number;
  /** η = fraction/λ_max(H_0) */
  readonly fraction: number;
  readonly beta: number;
}

const precisions = {
  float64: { zeros: (size: number) => new Float64Array(size), epsilon: 2 ** -52, tolerance: 1e-10 },
  float32: { zeros: (size: number) => new Float32Array(size), epsilon: 2 ** -23, tolerance: 1e-3 },
} as const;
type Precision = keyof typeof precisions;

const cases = ({ width }: Regime): fc.Arbitrary<Case> =>
  fc.record({
    problem: fc.constantFrom('net', 'quadratic'),
    samples: fc.integer({ min: 1, max: 6 }),
    dimension: fc.integer({ min: 1, max: 12 }),
    width: fc.integer({ min: 1, max: width }),
    seed: fc.nat(1e6),
    fraction: fc.double({ min: 0.01, max: 1, noNaN: true }),
    beta: fc.double({ min: 0, max: 0.99, maxExcluded: true, noNaN: true }),
  });

/** ‖w^{A1}_t − w^{A2}_t‖_∞ over the largest weight (or 1), t = 0 … steps. */
function differences(candidate: Case, { steps, update }: Regime, precision: Precision): number[] {
  const { zeros, epsilon } = precisions[precision];
  const { net, weights: start } = drawSmallNet(candidate);
  const largest = symmetricEigenvalues(gramAt(net, preactivations(net, start))).at(-1)!;
  fc.pre(largest > 1e-3);
  const { problem, fraction, beta } = candidate;
  const eta = fraction / largest;
  const gradient = (weights: ArrayLike<number>) => {
    // A quadratic of the curvatures λ_max, λ_max/2 and λ_max/3 with its minimiser at W_0/2.
    if (problem === 'quadratic') return start.map((w, k) => (largest * (weights[k] - w / 2)) / (1 + (k % 3)));
    const active = preactivations(net, weights);
    // Rounding alone decides the gate of an input that comes this near to a kink.
    fc.pre(nearestKink(active) > 1e3 * epsilon);
    return subgradient(net, active);
  };
  const momentum = zeros(start.length);
  const first = zeros(start.length);
  first.set(start);
  let [second, before] = [first.slice(), first.slice()];
  const gaps = [0];
  for (let t = 0; t < steps; t++) {
    const step = gradient(second);
    const next = second.map((w, k) => w - eta * step[k] + beta * (w - before[k]));
    const slope = gradient(first);
    const weight = update === 'printed' ? 1 : 1 - beta;
    for (let k = 0; k < first.length; k++) {
      momentum[k] = beta * momentum[k] + weight * slope[k];
      first[k] -= eta * momentum[k];
    }
    [before, second] = [second, next];
    const size = Math.max(1, ...Array.from(second, Math.abs));
    gaps.push(Math.max(...Array.from(first, (w, k) => Math.abs(w - second[k]))) / size);
  }
  return gaps;
}

const within = (precision: Precision) => ({
  tolerance: precisions[precision].tolerance,
  excess: (candidate: Case, regime: Regime) => Math.max(...differences(candidate, regime, precision)),
});

export default defineClaim<Regime, SearchOutcomes>({
  id: 'alg-1-2-equivalence',
  paper: 'ntk-acceleration',
  title: 'The two versions of heavy ball give the same iterates',
  label: 'Algorithms 1 and 2',
  section: 'A. Algorithms, gradient, quadratic model',
  kind: 'identity',
  statement: {
    tex: String.raw`m_t=\beta m_{t-1}+\nabla L(w_t),\ w_{t+1}=w_t-\eta m_t\quad\Leftrightarrow\quad w_{t+1}=w_t-\eta\nabla L(w_t)+\beta(w_t-w_{t-1})`,
    plain:
      'Started at w₋₁ = w₀ with m₋₁ = 0, heavy ball with a momentum buffer and heavy ball with the difference of the last two iterates produce the same iterates.',
  },
  assumptions: ['m₋₁ = 0', 'w₋₁ = w₀', 'η ≤ 1/λ_max(H_0)', 'no input within rounding of the kink of a neuron'],
  profiles: {
    quick: { trials: 1, regime: { steps: 60, width: 40, update: 'printed', runs: 260 } },
    full: { trials: 8, regime: { steps: 100, width: 300, update: 'printed', runs: 400 } },
  },
  ...searchParts(cases, { float64: within('float64'), float32: within('float32') }),
  controls: [
    {
      name: 'a damped gradient',
      breaks: 'Algorithm 1 with m_t = βm_{t−1} + (1 − β)∇L and the same η',
      regime: { update: 'damped' },
    },
  ],
  figures: (_, regime) => {
    const shown: Case = { problem: 'net', samples: 3, dimension: 5, width: 20, seed: 1, fraction: 0.5, beta: 0.9 };
    const curve = (name: string, update: Regime['update'], precision: Precision) => ({
      name,
      points: differences(shown, { ...regime, update }, precision)
        .map((gap, t) => [t, gap] as const)
        .filter(([, gap]) => gap > 0),
    });
    return [
      {
        title: 'Difference of the two versions on a net, n = 3, d = 5, m = 20',
        x: { label: 'step' },
        y: { label: 'largest difference over the largest weight', log: true },
        series: [
          curve('float64', 'printed', 'float64'),
          curve('float32', 'printed', 'float32'),
          curve('damped, float64', 'damped', 'float64'),
        ],
      },
    ];
  },
  expectation: { verdict: 'holds' },
});
