import { all, alwaysExactly, defineClaim, distance, dot, type Job, norm, part, solve, type Worst } from 'lemmata';
import { pytorchAdam } from './experiments.ts';

interface Regime {
  readonly weightDecays: readonly number[];
  readonly steps: number;
}

/** The worst λ, which is the `step`. */
interface Observation {
  /** Test error of Adam. */
  readonly error: Worst;
  /** Relative distance of Adam and of GD to the ridge solution, minus 0.05. */
  readonly adam: Worst;
  readonly gd: Worst;
  /** [t, test error of Adam] by λ. */
  readonly curves: readonly { readonly name: string; readonly points: readonly (readonly [number, number])[] }[];
}

/** n = 20 points, 14 of them positive; d = 3 + 5n. */
const [samples, positive] = [20, 14];
const dimension = 3 + 5 * samples;
const labels = Array.from({ length: samples }, (_, i) => (i < positive ? 1 : -1));
/** x = (y, 1, 1, …) and, on columns of its own, one 1 for a positive point and five for a negative one. */
const inputs = labels.map((y, i) => {
  const x = new Array<number>(dimension).fill(0);
  x.splice(0, 3, y, 1, 1);
  x.fill(1, 3 + 5 * i, 3 + 5 * i + (y > 0 ? 1 : 5));
  return x;
});

/** Fresh points have no columns of their own: y f = w₁ + y(w₂ + w₃). */
const testError = (w: Float64Array) => {
  const wrong = (y: number) => w[0] + y * (w[1] + w[2]) <= 0;
  return (positive / samples) * Number(wrong(1)) + (1 - positive / samples) * Number(wrong(-1));
};

/** Xᵀ(XXᵀ + nλ)⁻¹y, the minimiser of (1/2n) Σ (⟨w, x_i⟩ − y_i)² + (λ/2)‖w‖². */
function ridge(weightDecay: number): Float64Array {
  const gram = inputs.map((a, i) => inputs.map((b, k) => dot(a, b) + (i === k ? samples * weightDecay : 0)));
  const c = solve(gram, labels);
  return Float64Array.from({ length: dimension }, (_, k) => inputs.reduce((sum, x, i) => sum + c[i] * x[k], 0));
}

/** The network's loss is the sum over the samples: n times the mean, hence nλ and η/n. */
const job = (weightDecay: number, steps: number, optimizer: Job['optimizer']): Job => ({
  name: 'adam-generalization/wilson',
  network: {
    neurons: 1,
    activation: { kind: 'power', degree: 1 },
    output: 'ones',
    loss: 'squared',
    weightDecay: samples * weightDecay,
  },
  data: { sampler: 'given', inputs: inputs.map((x) => [x]), labels },
  init: { scale: 0 },
  optimizer,
  steps,
  precision: 'float64',
  precisionReason:
    'the iterates are held to the closed form of the minimiser, near which steps are far below the weights',
  probes: [{ name: 'weights', quantity: 'weights', schedule: { every: steps / 60 } }],
});

export default defineClaim<Regime, Observation>({
  id: 'remark-wilson-regularised',
  paper: 'adam-generalization',
  title: 'Weight decay removes the difference on the linear example of Wilson et al.',
  label: 'Section 1 (Wilson et al.)',
  section: '7. Convex case',
  restsOn: ['theorem-4-2-same-solution'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\lambda>0:\quad w_{\mathrm{Adam}}=w_{\mathrm{GD}}=X^\top(XX^\top+n\lambda)^{-1}y,\ \text{which classifies all fresh points correctly}`,
    plain:
      'On the linear regression where unregularised Adam always predicts +1, Adam and GD with weight decay reach the ridge solution, which makes no test error.',
  },
  assumptions: [
    'the construction of Wilson et al. lives in R^(3+5n), not in four dimensions; n = 20 with 14 positive points, start 0',
    'squared loss, GD η = 0.1, PyTorch’s Adam η = 10⁻³, λ ∈ {10⁻³, 10⁻², 10⁻¹}, T = 3·10⁴; distances within 5 %',
  ],
  profiles: {
    quick: { trials: 1, regime: { weightDecays: [1e-3, 1e-2, 1e-1], steps: 30_000 } },
    full: { trials: 1, regime: { weightDecays: [1e-3, 1e-2, 1e-1], steps: 300_000 } },
  },
  async measure({ weightDecays, steps }, trials, lab) {
    const each: (Observation['curves'][number] & Record<'step' | 'error' | 'adam' | 'gd', number>)[] = [];
    for (const weightDecay of weightDecays) {
      const target = ridge(weightDecay);
      const iterates = async (optimizer: Job['optimizer']) => {
        const [{ series }] = await lab.train(job(weightDecay, steps, optimizer), [0]);
        const { values, steps: times } = series.weights;
        return Array.from(times, (t, k) => ({ t, w: values.slice(k * dimension, (k + 1) * dimension) }));
      };
      const far = (path: Awaited<ReturnType<typeof iterates>>) =>
        distance(path.at(-1)!.w, target) / norm(target) - 0.05;
      const adam = await iterates(pytorchAdam(1e-3));
      const gd = await iterates({ optimizer: 'gd', rate: 0.1 / samples });
      each.push({
        step: weightDecay,
        error: testError(adam.at(-1)!.w),
        adam: far(adam),
        gd: far(gd),
        name: `λ = ${weightDecay}`,
        points: adam.map(({ t, w }) => [t, testError(w)] as const),
      });
    }
    const worst = (pick: 'error' | 'adam' | 'gd'): Worst =>
      each.map((one) => ({ excess: one[pick], step: one.step })).reduce((a, b) => (b.excess > a.excess ? b : a));
    const observed = { error: worst('error'), adam: worst('adam'), gd: worst('gd'), curves: each };
    return trials.map(() => observed);
  },
  rule: all({
    'no test error': part(alwaysExactly({ tolerance: 0 }), ({ error }: Observation) => error),
    'Adam at the ridge solution': part(alwaysExactly({ tolerance: 0 }), ({ adam }: Observation) => adam),
    'GD at the ridge solution': part(alwaysExactly({ tolerance: 0 }), ({ gd }: Observation) => gd),
  }),
  controls: [{ name: 'no weight decay', breaks: 'λ = 0: Adam keeps predicting +1', regime: { weightDecays: [0] } }],
  figures: ([{ curves }]) => [
    {
      title: 'Test error of Adam',
      x: { label: 't' },
      y: { label: 'error' },
      series: curves.map(({ name, points }) => ({ name, points })),
    },
  ],
  expectation: { verdict: 'holds' },
});
