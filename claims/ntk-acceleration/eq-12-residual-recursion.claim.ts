import { always, defineClaim, dot, type Lab, random, type Worst } from 'lemmata';
import { inputsOf, limitingGram, tuning, wideNetJob } from './experiments.ts';

interface Regime {
  readonly width: number;
  readonly steps: number;
  /** Whose gate stands in the last factor: that of w_{t+1}, or of w_t. */
  readonly lastGate: 'next' | 'now';
}

interface Observation extends Worst {
  /** By step. */
  readonly errors: readonly number[];
}

/** Trains a small random net and compares every residual with (12), written out in the weights. */
async function recursionGap({ width, steps, lastGate }: Regime, trial: number, lab: Lab): Promise<Observation> {
  const stream = random(lab.seed('sizes', trial));
  const name = 'ntk-acceleration/recursion';
  const data = { sampler: 'unit-sphere', samples: 2 + stream.integer(5), dimension: 2 + stream.integer(7) } as const;
  const beta = 0.95 * stream.uniform();
  const { labels, ...drawn } = lab.data({ name, data }, trial);
  const inputs = inputsOf({ labels, ...drawn });
  const { eta } = tuning(limitingGram(inputs), 1);
  const job = wideNetJob({ name, inputs, labels: [...labels], width, eta, beta, steps });
  const schedule = { every: 1 };
  const [{ series }] = await lab.train(
    {
      ...job,
      probes: [
        { name: 'weights', quantity: 'weights', schedule },
        { name: 'margins', quantity: 'margins', schedule },
        { name: 'gradient', quantity: 'gradient', schedule: { at: [0] } },
      ],
    },
    [trial],
  );
  const d = inputs[0].length;
  const neuron = (quantity: 'weights' | 'gradient', t: number, r: number) => {
    const from = t * series[quantity].width + r * d;
    return series[quantity].values.subarray(from, from + d);
  };
  const residual = (t: number) => inputs.map((_, i) => labels[i] * (series.margins.values[t * inputs.length + i] - 1));
  /** Σ_j ξ_t[j] 1{⟨w_t, x_j⟩ ≥ 0} x_j */
  const pull = (t: number, r: number, xi: readonly number[]) => {
    const open = inputs.map((x) => (dot(neuron('weights', t, r), x) >= 0 ? 1 : 0));
    return inputs[0].map((_, k) => inputs.reduce((sum, x, j) => sum + xi[j] * open[j] * x[k], 0));
  };
  // a_r does not show in the weights; it is the sign of the first gradient. A neuron without one never moves, nor counts.
  const start = residual(0);
  const signs = Array.from({ length: width }, (_, r) => Math.sign(dot(neuron('gradient', 0, r), pull(0, r, start))));
  const errors: number[] = [];
  for (let t = 0; t < steps; t++) {
    const xi = residual(t);
    const predicted = labels.map((y) => -y);
    for (let r = 0; r < width; r++) {
      const [before, now] = [neuron('weights', Math.max(0, t - 1), r), neuron('weights', t, r)];
      const push = pull(t, r, xi);
      const moved = now.map((w, k) => w - ((eta * signs[r]) / Math.sqrt(width)) * push[k] + beta * (w - before[k]));
      const gate = neuron('weights', lastGate === 'next' ? t + 1 : t, r);
      inputs.forEach((x, i) => {
        if (dot(gate, x) >= 0) predicted[i] += (signs[r] * dot(moved, x)) / Math.sqrt(width);
      });
    }
    errors.push(Math.max(...residual(t + 1).map((value, i) => Math.abs(value - predicted[i]))));
  }
  const excess = Math.max(...errors);
  return { excess, step: errors.indexOf(excess) + 1, errors };
}

export default defineClaim<Regime, Observation>({
  id: 'eq-12-residual-recursion',
  paper: 'ntk-acceleration',
  title: 'The residuals follow recursion (12)',
  label: 'Eq. (12)',
  section: 'D. Residual dynamics',
  restsOn: ['eq-2-subgradient-formula'],
  kind: 'identity',
  statement: {
    tex: String.raw`\xi_{t+1}[i]=\tfrac1{\sqrt m}\sum_ra_r\Big\langle w_t^{(r)}-\tfrac{\eta a_r}{\sqrt m}\sum_j\xi_t[j]\mathbf1[\langle w_t^{(r)},x_j\rangle\ge0]x_j+\beta(w_t^{(r)}-w_{t-1}^{(r)}),x_i\Big\rangle\mathbf1[\langle w_{t+1}^{(r)},x_i\rangle\ge0]-y_i`,
    plain:
      'Under heavy ball, the next residual is given exactly by the present weights, the previous ones and the present residuals, with the gates of the next weights in the last factor.',
  },
  assumptions: ['any width; here m = 30, where many gates change', 'W₋₁ = W₀', 'float64'],
  profiles: {
    quick: { trials: 100, regime: { width: 30, steps: 40, lastGate: 'next' } },
    full: { trials: 400, regime: { width: 30, steps: 40, lastGate: 'next' } },
  },
  async measure(regime, trials, lab) {
    const worst: Observation[] = [];
    for (const trial of trials) worst.push(await recursionGap(regime, trial, lab));
    return worst;
  },
  rule: always({ tolerance: 1e-10, atMost: 0.1 }),
  controls: [
    {
      name: 'gates of w_t',
      breaks: 'takes the gate of w_t in the last factor',
      regime: { lastGate: 'now' },
      trials: 20,
    },
  ],
  figures: ([{ errors }]) => [
    {
      title: 'Largest error of (12) in the first trial',
      x: { label: 't' },
      y: { label: 'max_i |error|' },
      series: [{ name: 'residual less (12)', points: errors.map((error, t) => [t + 1, error] as const) }],
    },
  ],
  expectation: { verdict: 'holds' },
});
