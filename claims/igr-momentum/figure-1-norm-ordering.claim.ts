import { alwaysExactly, defineClaim, heavyBallIterates, NotMeasured, norm, twoD, type Worst } from 'lemmata';

interface Regime {
  readonly start: readonly [number, number];
  /** Pairs in the order in which the norms of their limits must increase. */
  readonly pairs: readonly { readonly h: number; readonly beta: number }[];
  /** True runs gradient descent at h/(1−β) in place of momentum. */
  readonly emulated: boolean;
  readonly steps: number;
}

interface Observation extends Worst {
  readonly norms: readonly number[];
  /** Some points of each run, [w₁, w₂]. */
  readonly paths: readonly (readonly (readonly [number, number])[])[];
}

/** The data of Figure 1, which the paper does not print: the authors' public notebook (catalogue, trap 15). */
const x = 1;
const y = 0.6;
const gap = 1e-6;

const printed: Regime = {
  start: [2.8, 3.4],
  pairs: [
    { h: 1e-3, beta: 0.9 },
    { h: 2e-3, beta: 0.8 },
    { h: 5e-3, beta: 0.5 },
    { h: 1e-2, beta: 0 },
  ],
  emulated: false,
  steps: 50_000,
};

export default defineClaim<Regime, Observation>({
  id: 'figure-1-norm-ordering',
  paper: 'igr-momentum',
  title: 'At one effective learning rate, more momentum ends at a smaller norm',
  label: 'Section 4.1 (b) and Figure 1',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['sec-4-1-converges-to-curve'],
  kind: 'ordering',
  statement: {
    tex: String.raw`\|w^*_{(10^{-3},.9)}\|<\|w^*_{(2\cdot10^{-3},.8)}\|<\|w^*_{(5\cdot10^{-3},.5)}\|<\|w^*_{(10^{-2},0)}\|`,
    plain: 'On E = ½(y − w₁w₂x)² from (2.8, 3.4), the limits of the four runs of Figure 1 are ordered by norm.',
  },
  assumptions: ['(x, y) = (1, 0.6)', 'h/(1−β) = 0.01 in every run', 'rest start'],
  profiles: { quick: { trials: 1, regime: printed }, full: { trials: 1, regime: printed } },
  measure({ start, pairs, emulated, steps }, trials) {
    return trials.map(() => {
      const loss = twoD(x, y);
      const paths: Observation['paths'][number][] = [];
      const norms = pairs.map(({ h, beta }) => {
        const run = emulated ? { h: h / (1 - beta), beta: 0, steps } : { h, beta, steps };
        const iterates = heavyBallIterates(loss, Float64Array.from(start), run);
        const limit = iterates[steps];
        // The statement is about limits: where the run has not converged there is nothing to compare.
        if (!(norm(loss.gradient(limit)) < 1e-10)) throw new NotMeasured(`h = ${h}, β = ${beta} has not converged`);
        // The run slows down as it converges: look at steps 0, 1, … and then ever more rarely.
        const looked = Array.from({ length: 60 }, (_, k) => Math.min(steps, Math.floor(1.2 ** k) - 1));
        paths.push(looked.map((k) => [iterates[k][0], iterates[k][1]]));
        return norm(limit);
      });
      const excesses = norms.slice(1).map((next, k) => gap - (next - norms[k]));
      const excess = Math.max(...excesses);
      return { excess, step: excesses.indexOf(excess), norms, paths };
    });
  },
  rule: alwaysExactly({ tolerance: 0 }),
  controls: [
    { name: 'balanced start', breaks: 'starts with |w₁| = |w₂|', regime: { start: [3, 3] } },
    { name: 'momentum emulated by scaling', breaks: 'runs GD at h/(1−β)', regime: { emulated: true } },
  ],
  figures: ([{ norms, paths }], { pairs, start }) => {
    const gradientFlow = ((start[0] ** 2 - start[1] ** 2) ** 2 + 4 * (y / x) ** 2) ** 0.25;
    const line = (name: string, value: number) => ({
      name,
      draw: 'bound' as const,
      points: pairs.map(({ beta }) => [beta, value] as const),
    });
    const minima = Array.from({ length: 60 }, (_, k) => 0.18 + 0.05 * k).map((w1) => [w1, y / (x * w1)] as const);
    const [corner, side] = [0.1, Math.max(...start.map(Math.abs)) + 0.1];
    const ticks = Array.from({ length: 33 }, (_, k) => corner + ((side - corner) * k) / 32);
    return [
      {
        kind: 'contours',
        title: 'Level lines of E with the runs and the curve of minima',
        x: { label: 'w₁' },
        y: { label: 'w₂' },
        value: { label: '√(2E)' },
        from: [corner, corner],
        to: [side, side],
        columns: ticks.length,
        values: ticks.flatMap((w2) => ticks.map((w1) => Math.abs(y - w1 * w2 * x))),
        paths: [
          ...pairs.map(({ h, beta }, k) => ({ name: `h = ${h}, β = ${beta}`, points: paths[k] })),
          { name: 'minima', draw: 'bound', points: minima },
        ],
      },
      {
        title: 'Norm of the limit',
        x: { label: 'β' },
        y: { label: '‖w*‖' },
        series: [
          { name: 'heavy ball', points: pairs.map(({ beta }, k) => [beta, norms[k]] as const) },
          line('gradient flow', gradientFlow),
          line('smallest on the curve', Math.sqrt(2 * Math.abs(y / x))),
        ],
      },
    ];
  },
  expectation: { verdict: 'holds' },
});
