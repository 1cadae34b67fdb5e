import { always, defineClaim, norm, type Worst } from 'lemmata';
import { deviation, NetRun, nearKink } from './net-run.ts';
import { lemma1Net, lemma1Sizes, type Size } from './residual-dynamics.ts';

interface Regime {
  readonly steps: number;
  /** R over the largest drift so far. */
  readonly factor: number;
  /** Whether the drift of w_{t+1} counts too, as the proof needs it. */
  readonly horizon: 'next' | 'now';
}

interface Observation extends Worst {
  readonly size: Size;
  readonly beta: number;
  /** Largest |φ_t[i]| over its bound. */
  readonly ratio: number;
  /** max_i |φ_t[i]|, and the bound of that i, by t. */
  readonly phi: readonly number[];
  readonly bound: readonly number[];
}

const betas = [0, 0.3, 0.7, 0.95];
const printed: Regime = { steps: 20, factor: 1, horizon: 'next' };

export default defineClaim<Regime, Observation>({
  id: 'lemma-1-phi-bound',
  paper: 'ntk-acceleration',
  title: 'The deviation φ from the linear dynamics is bounded by the neurons that may change their gate',
  label: 'Lemma 1',
  section: 'D. Residual dynamics',
  restsOn: ['lemma-1-residual-dynamics-corrected'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`|\phi_t[i]|\le\frac{2\eta\sqrt n\,|S_i^\perp|}m\Big(\|u_t-y\|+\beta\sum_{s=0}^{t-1}\beta^{t-1-s}\|u_s-y\|\Big)`,
    plain:
      'What the residual has beyond the linear recursion is at most 2η√n/m times the number of neurons that may change their gate, times the discounted sum of the past residuals.',
  },
  assumptions: [
    '‖w_s^(r) − w_0^(r)‖ ≤ R for all r and all s ≤ t + 1; R is the largest drift so far, the smallest radius allowed',
    'η = 1/(2λ_max)',
    'W₋₁ = W₀',
  ],
  profiles: { quick: { trials: 120, regime: printed }, full: { trials: 400, regime: { ...printed, steps: 40 } } },
  measure: ({ steps, factor, horizon }, trials, lab) =>
    trials.map((trial) => {
      const beta = betas[Math.floor(trial / lemma1Sizes.length) % betas.length];
      const { size, start, method } = lemma1Net(lab, trial, beta);
      const { eta } = method;
      const [samples, , width] = size;
      const run = new NetRun(start, method);
      let worst: Worst = { excess: Number.NEGATIVE_INFINITY, step: 0 };
      let [radius, memory, ratio] = [0, 0, 0];
      const [phi, bound]: [number[], number[]] = [[], []];
      for (let t = 0; t < steps; t++) {
        const { before, residual: now } = run;
        const gram = run.gram();
        // βΣ_{s<t} β^{t−1−s}‖ξ_s‖ is what the sum up to t, ‖ξ_t‖ included, adds to ‖ξ_t‖.
        memory = norm(now) + beta * memory;
        if (horizon === 'now') radius = Math.max(radius, run.drift());
        run.step();
        if (horizon === 'next') radius = Math.max(radius, run.drift());
        const sizes = deviation(method, gram, [before, now, run.residual]).map(Math.abs);
        const scale = (2 * eta * Math.sqrt(samples) * memory) / width;
        const bounds = nearKink(start, factor * radius).map((count) => scale * count);
        const gaps = Array.from(sizes, (value, i) => value - bounds[i]);
        const tightest = gaps.indexOf(Math.max(...gaps));
        if (gaps[tightest] > worst.excess) worst = { excess: gaps[tightest], step: t };
        sizes.forEach((value, i) => {
          if (bounds[i] > 0) ratio = Math.max(ratio, value / bounds[i]);
        });
        phi.push(sizes[tightest]);
        bound.push(bounds[tightest]);
      }
      return { ...worst, size, beta, ratio, phi, bound };
    }),
  rule: always({ tolerance: 1e-10, atMost: 0.1 }),
  controls: [
    { name: 'a thousandth of the radius', breaks: 'counts S_i^⊥ at R/1000', regime: { factor: 1e-3 }, trials: 20 },
    {
      name: 'horizon t',
      breaks: 'lets R be the drift up to w_t, which the statement can be read to allow',
      regime: { horizon: 'now' },
      trials: 20,
    },
  ],
  figures: (observations) => [
    {
      title: '|φ_t[i]| and its bound, first trial: n = 5, m = 1000, β = 0',
      x: { label: 't' },
      y: { label: '|φ_t[i]|', log: true },
      series: (['phi', 'bound'] as const).map((name) => ({
        name: name === 'phi' ? '|φ_t[i]|' : 'bound',
        draw: name === 'phi' ? ('line' as const) : ('bound' as const),
        points: observations[0][name].map((value, t) => [t, value] as const),
      })),
    },
    {
      title: 'How loose the bound is: largest |φ_t[i]| over it',
      x: { label: 'β' },
      y: { label: 'largest ratio' },
      series: lemma1Sizes.map((size) => ({
        name: `n = ${size[0]}, d = ${size[1]}, m = ${size[2]}`,
        points: betas.map((beta) => {
          const alike = observations.filter((observed) => observed.size === size && observed.beta === beta);
          return [beta, Math.max(...alike.map(({ ratio }) => ratio))] as const;
        }),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
