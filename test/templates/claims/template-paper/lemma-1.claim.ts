import { defineClaim, type Job, proportionAtLeast } from 'lemmata';

// Copy to claims/<slug>/<id>.claim.ts. Plain data and small functions: nothing runs when the file is loaded.

interface Regime {
  /** η */
  readonly rate: number;
  readonly steps: number;
}

const job = ({ rate, steps }: Regime): Job => ({
  name: 'template-paper/descent',
  network: { neurons: 8, activation: { kind: 'relu-power', degree: 1 }, output: 'signs', loss: 'squared' },
  data: { sampler: 'unit-sphere', samples: 4, dimension: 6 },
  init: { scale: 1 },
  optimizer: { optimizer: 'gd', rate },
  steps,
  precision: 'float64',
  precisionReason: 'losses are compared, which differ little near the minimum',
  probes: [{ name: 'loss', quantity: 'loss', schedule: { every: 1 } }],
});

export default defineClaim<Regime, boolean>({
  id: 'lemma-1',
  paper: 'template-paper',
  title: 'Gradient descent decreases the loss',
  label: 'Lemma 1',
  section: 'Section 2: Lemmas',
  kind: 'probability',
  statement: {
    tex: '\\Pr[L(W_T) < L(W_0)] \\ge 0.9',
    plain: 'With probability at least 0.9 the last loss is below the first.',
  },
  assumptions: ['squared loss', 'a small step'],
  profiles: {
    quick: { trials: 120, regime: { rate: 0.1, steps: 20 } },
    full: { trials: 400, regime: { rate: 0.1, steps: 200 } },
  },
  async measure(regime, trials, lab) {
    const trajectories = await lab.train(job(regime), trials);
    return trajectories.map(({ series }) => series.loss.values.at(-1)! < series.loss.values[0]);
  },
  rule: proportionAtLeast({ p: 0.9 }),
  controls: [{ name: 'huge step', breaks: 'the small step', regime: { rate: 20 } }],
  figures: (observations) => [
    {
      title: 'Whether the loss fell',
      x: { label: 'trial' },
      y: { label: 'fell' },
      series: [{ name: 'trials', points: observations.map((fell, trial) => [trial, fell ? 1 : 0] as const) }],
    },
  ],
  expectation: { verdict: 'holds' },
});
