import { alwaysExactly, defineClaim, heavyBallIterates, norm, twoD, type Worst } from 'lemmata';
import { data } from './two-d.ts';

interface Run {
  readonly h: number;
  readonly beta: number;
}

interface Regime {
  readonly runs: readonly Run[];
  /** w₁w₂ on the curve that the limits are judged against. */
  readonly level: number;
  readonly steps: number;
}

interface Observation extends Worst {
  /** y/x − w₁w₂ along each run. */
  readonly residuals: readonly (readonly number[])[];
}

const minima = data.y / data.x;
const printed: Regime = {
  runs: [
    { h: 1e-2, beta: 0 },
    { h: 5e-3, beta: 0.5 },
    { h: 2e-3, beta: 0.8 },
    { h: 1e-3, beta: 0.9 },
  ],
  level: minima,
  steps: 50_000,
};

/** Iterates from the start of Figure 1, as long as they stay bounded. */
function path(run: Run, steps: number): Float64Array[] {
  const iterates = heavyBallIterates(twoD(data.x, data.y), Float64Array.of(2.8, 3.4), { ...run, steps });
  const lost = iterates.findIndex((w) => !(norm(w) < 1e6));
  return lost < 0 ? iterates : iterates.slice(0, lost + 1);
}

export default defineClaim<Regime, Observation>({
  id: 'sec-4-1-converges-to-curve',
  paper: 'igr-momentum',
  title: 'The four runs of Figure 1 converge to the curve of minima',
  label: 'Section 4.1 (a)',
  section: 'Section 4: Heavy ball, deterministic',
  kind: 'trajectory',
  statement: {
    tex: String.raw`w_1^*w_2^*=\frac yx\quad\text{for }(h,\beta)\in\{(10^{-2},0),(5\cdot10^{-3},.5),(2\cdot10^{-3},.8),(10^{-3},.9)\}`,
    plain: 'On E = ½(y − w₁w₂x)² from (2.8, 3.4), the four runs of Figure 1 end on the curve w₁w₂ = y/x.',
  },
  assumptions: ['(x, y) = (1, 0.6)', 'rest start', '50 000 steps, after which |y/x − w₁w₂| ≤ 1e-10 counts as 0'],
  profiles: { quick: { trials: 1, regime: printed }, full: { trials: 1, regime: printed } },
  measure: ({ runs, level, steps }, trials) =>
    trials.map(() => {
      const residuals = runs.map((run) => path(run, steps).map(([w1, w2]) => level - w1 * w2));
      const ends = residuals.map((along) => Math.abs(along.at(-1)!));
      const excess = Math.max(...ends);
      return { excess, step: residuals[ends.indexOf(excess)].length - 1, residuals };
    }),
  rule: alwaysExactly({ tolerance: 1e-10 }),
  controls: [
    { name: 'divergent step', breaks: 'runs GD at h = 0.3', regime: { runs: [{ h: 0.3, beta: 0 }] } },
    { name: 'another curve', breaks: 'judges the limits against w₁w₂ = y/x + 0.01', regime: { level: minima + 0.01 } },
  ],
  figures: ([{ residuals }], { runs, steps }) => {
    const looked = Array.from({ length: 80 }, (_, k) => Math.floor(1.14 ** k) - 1).filter((k) => k <= steps);
    const largeSteps = Array.from({ length: 17 }, (_, k) => 0.05 + k / 100);
    return [
      {
        title: 'Distance from the curve of minima',
        x: { label: 'k h/(1−β)' },
        y: { label: '|y/x − w₁w₂|', log: true },
        series: runs.map(({ h, beta }, k) => ({
          name: `h = ${h}, β = ${beta}`,
          points: looked
            .filter((at) => residuals[k][at] !== 0)
            .map((at) => [(at * h) / (1 - beta), Math.abs(residuals[k][at])] as const),
        })),
      },
      {
        title: 'First step at which a run crosses the curve, where it does',
        x: { label: 'β' },
        y: { label: 'k' },
        series: [
          {
            name: 'overshoot beyond 1e-10',
            points: runs
              .map(({ beta }, k) => [
                beta,
                residuals[k].findIndex((r) => r * residuals[k][0] < 0 && Math.abs(r) > 1e-10),
              ])
              .filter(([, at]) => at >= 0)
              .map(([beta, at]) => [beta, at] as const),
          },
        ],
      },
      {
        title: 'Large steps of GD still end on the curve, from h = 0.12 on the other branch; they diverge from 0.22 on',
        x: { label: 'h' },
        y: { label: 'w₁ at the end' },
        series: [{ name: 'GD', points: largeSteps.map((h) => [h, path({ h, beta: 0 }, 20_000).at(-1)![0]] as const) }],
      },
    ];
  },
  expectation: { verdict: 'holds' },
});
