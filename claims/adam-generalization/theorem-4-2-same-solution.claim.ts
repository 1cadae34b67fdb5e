import {
  all,
  type Dataset,
  defineClaim,
  distance,
  dot,
  equivalent,
  type Job,
  norm,
  type OptimizerSpec,
  part,
  patch,
  solve,
} from 'lemmata';
import { pytorchAdam } from './experiments.ts';

interface Regime {
  readonly weightDecays: readonly [number, number];
  readonly steps: number;
}

interface Observation {
  /** Relative distance to the Newton point, the worse of the two λ. */
  readonly adam: number;
  readonly gd: number;
}

/** A linear model on x₁ + x₂ is the patch network with σ(z) = z, m = 1 and a = 1. */
function job(weightDecay: number, steps: number, optimizer: OptimizerSpec): Job {
  const schedule = { every: 100 };
  return {
    name: 'adam-generalization/convex',
    network: { neurons: 1, activation: { kind: 'power', degree: 1 }, output: 'ones', loss: 'logistic', weightDecay },
    data: {
      sampler: 'sparse-feature',
      samples: 20,
      sparsity: 10,
      dimension: 200,
      noise: 0.6,
      alpha: 0.5,
      supports: 'uniform',
    },
    init: { scale: 0.1 },
    optimizer,
    steps,
    precision: 'float64',
    probes: [
      { name: 'weights', quantity: 'weights', schedule },
      { name: 'gradient', quantity: 'gradient-norm', schedule },
    ],
  };
}

/**
 * The minimiser of (1/n) Σ log(1 + e^{−y_i⟨w,x_i⟩}) + (λ/2)‖w‖², by Newton in the span of the data: w = Σ c_i x_i with
 * nλ c_i = y_i sigmoid(−y_i (Kc)_i).
 */
function newtonPoint(data: Dataset, weightDecay: number): Float64Array {
  const n = data.samples;
  const x = Array.from({ length: n }, (_, i) => {
    const [first, second] = [patch(data, i, 0), patch(data, i, 1)];
    return first.map((entry, k) => entry + second[k]);
  });
  const gram = x.map((a) => x.map((b) => dot(a, b)));
  let c = new Array<number>(n).fill(0);
  for (let iteration = 0; iteration < 100; iteration++) {
    const slope = gram.map((row, i) => 1 / (1 + Math.exp(data.labels[i] * dot(row, c))));
    const residual = c.map((value, i) => n * weightDecay * value - data.labels[i] * slope[i]);
    const jacobian = gram.map((row, i) =>
      row.map((entry, k) => (i === k ? n * weightDecay : 0) + slope[i] * (1 - slope[i]) * entry),
    );
    const step = solve(jacobian, residual);
    c = c.map((value, i) => value - step[i]);
    if (norm(step) < 1e-13 * norm(c)) break;
  }
  const w = new Float64Array(data.dimension);
  for (let i = 0; i < n; i++) for (let k = 0; k < w.length; k++) w[k] += c[i] * x[i][k];
  return w;
}

const same = equivalent({ target: 0, margin: 1e-3 });

export default defineClaim<Regime, Observation>({
  id: 'theorem-4-2-same-solution',
  paper: 'adam-generalization',
  title: 'With a convex loss and weight decay, Adam and GD reach the same point',
  label: 'Theorem 4.2 (Theorem B.1)',
  section: '7. Convex case',
  kind: 'equivalence',
  statement: {
    tex: String.raw`L\ \text{convex and smooth},\ \lambda>0:\quad w_{\mathrm{Adam}}=w_{\mathrm{GD}}=\arg\min L(w)+\tfrac\lambda2\|w\|^2`,
    plain:
      'On logistic regression with weight decay, the iterates of Adam and of GD with the smallest gradient lie within 10⁻³ (relative) of the one minimiser.',
  },
  assumptions: [
    'λ ∈ {10⁻², 10⁻³}',
    'T = 2·10⁴ steps, so that Tηλ is large (small λ needs longer)',
    'L2 regularisation inside the gradient',
  ],
  profiles: {
    quick: { trials: 8, regime: { weightDecays: [1e-2, 1e-3], steps: 20_000 } },
    full: { trials: 40, regime: { weightDecays: [1e-2, 1e-3], steps: 20_000 } },
  },
  async measure({ weightDecays, steps }, trials, lab) {
    const far = async (optimizer: OptimizerSpec) => {
      const distances = trials.map(() => 0);
      for (const weightDecay of weightDecays) {
        const spec = job(weightDecay, steps, optimizer);
        const runs = await lab.train(spec, trials);
        runs.forEach(({ series }, k) => {
          const best = series.gradient.values.indexOf(Math.min(...series.gradient.values));
          const { values, width } = series.weights;
          const target = newtonPoint(lab.data(spec, trials[k]), weightDecay);
          const gap = distance(values.subarray(best * width, (best + 1) * width), target) / norm(target);
          distances[k] = Math.max(distances[k], gap);
        });
      }
      return distances;
    };
    const adam = await far(pytorchAdam(1e-3));
    const gd = await far({ optimizer: 'gd', rate: 0.5 });
    return trials.map((_, k) => ({ adam: adam[k], gd: gd[k] }));
  },
  rule: all({
    Adam: part(same, ({ adam }: Observation) => adam),
    GD: part(same, ({ gd }: Observation) => gd),
  }),
  controls: [
    {
      name: 'λ too small for the budget',
      breaks: 'λ ∈ {10⁻⁵, 10⁻⁷} at the same T: Tηλ ≪ 1',
      regime: { weightDecays: [1e-5, 1e-7] },
      trials: 5,
    },
  ],
  figures: (observations) => [
    {
      title: 'Relative distance to the minimiser',
      x: { label: 'trial' },
      y: { label: '‖w − w*‖/‖w*‖', log: true },
      series: (['adam', 'gd'] as const).map((name) => ({
        name,
        points: observations.map((observed, trial) => [trial, observed[name]] as const),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
