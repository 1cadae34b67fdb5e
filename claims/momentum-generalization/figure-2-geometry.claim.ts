import { all, always, defineClaim, dot, exponentEquals, part, patch, type Sweep, sample, type Worst } from 'lemmata';
import { alphaOf, betaOf } from './experiments.ts';

interface Regime {
  readonly dimensions: readonly number[];
  /** Samples per class and dimension. */
  readonly points: number;
  /** True gives the small margins the strength α, too. */
  readonly equalMargins: boolean;
}

interface Observation {
  /** 30° minus the gap between the mean angles to w*, at the worst dimension; `step` is the dimension. */
  readonly gap: Worst;
  /** 1 minus the mean ratio ‖noise‖/|signal| of the small margins, at the worst dimension. */
  readonly noisy: Worst;
  /** Mean ratio of the large margins, and of the small ones times β, over d. */
  readonly large: Sweep;
  readonly small: Sweep;
  /** [signal, ± noise] at the smallest dimension, by class. */
  readonly scatter: Readonly<Record<'large' | 'small', readonly (readonly [number, number])[]>>;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const degrees = (radians: number) => (180 / Math.PI) * radians;
const worst = (excesses: readonly number[], dimensions: readonly number[]): Worst => {
  const excess = Math.max(...excesses);
  return { excess, step: dimensions[excesses.indexOf(excess)] };
};
const never = always({ tolerance: 0, atMost: 0.4 });

export default defineClaim<Regime, Observation>({
  id: 'figure-2-geometry',
  paper: 'momentum-generalization',
  title: 'Large margins lie along w*, small margins spread along the noise',
  label: 'Figure 2',
  section: 'A. Exact algebra',
  restsOn: ['data-distribution-d'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\frac{\|\text{noise}\|}{|\text{signal}|}\asymp\frac1\alpha\ (\text{large margin}),\qquad\asymp\frac1\beta>1\ (\text{small margin})`,
    plain:
      'Projected on the signal and on the noise, large-margin samples are roughly αw*, small-margin samples mostly noise.',
  },
  assumptions: [
    'P = 2',
    'α = d^0.49, β = α/(log d √d), σ = 1/√d',
    'angles and ratios averaged over the samples of a class',
  ],
  profiles: {
    quick: { trials: 24, regime: { dimensions: [30, 100, 300, 1000], points: 20, equalMargins: false } },
    full: { trials: 24, regime: { dimensions: [30, 100, 300, 1000], points: 2000, equalMargins: false } },
  },
  measure({ dimensions, points, equalMargins }, trials, lab) {
    return trials.map((trial) => {
      const clouds = dimensions.map((dimension) => {
        const alpha = alphaOf(dimension);
        const beta = equalMargins ? alpha : betaOf(dimension);
        const { train } = sample(
          {
            sampler: 'signal-noise',
            samples: 2 * points,
            smallMargin: points,
            patches: 2,
            dimension,
            alpha,
            beta,
            noise: 1 / Math.sqrt(dimension),
            signal: 'first',
            orthogonal: true,
          },
          { data: lab.seed(`data at ${dimension}`, trial), test: '' },
        );
        const project = (i: number) => {
          const [signal, noise] = [patch(train, i, 0), patch(train, i, 1)];
          return [signal[0], Math.sign(noise[1]) * Math.sqrt(dot(noise, noise))] as const;
        };
        const all = Array.from({ length: 2 * points }, (_, i) => project(i));
        return { large: all.slice(0, points), small: all.slice(points) };
      });
      const ratio = (cloud: readonly (readonly [number, number])[]) => mean(cloud.map(([c, n]) => Math.abs(n / c)));
      const angle = (cloud: readonly (readonly [number, number])[]) =>
        mean(cloud.map(([c, n]) => degrees(Math.atan(Math.abs(n / c)))));
      return {
        gap: worst(
          clouds.map(({ large, small }) => 30 - (angle(small) - angle(large))),
          dimensions,
        ),
        noisy: worst(
          clouds.map(({ small }) => 1 - ratio(small)),
          dimensions,
        ),
        large: { x: dimensions, y: clouds.map(({ large }) => ratio(large)) },
        small: { x: dimensions, y: clouds.map(({ small }, k) => betaOf(dimensions[k]) * ratio(small)) },
        scatter: clouds[0],
      };
    });
  },
  rule: all(
    {
      'small margins 30° farther': part(never, ({ gap }: Observation) => gap),
      'small margins mostly noise': part(never, ({ noisy }: Observation) => noisy),
      'large margins, 1/α': part(
        exponentEquals({ towards: 'infinity', value: -0.49, tolerance: 0.05 }),
        ({ large }: Observation) => large,
      ),
      'small margins, 1/β': part(
        exponentEquals({ towards: 'infinity', value: 0, tolerance: 0.05 }),
        ({ small }: Observation) => small,
      ),
    },
    ['exponent'],
  ),
  controls: [{ name: 'equal margins', breaks: 'α = β', regime: { equalMargins: true } }],
  figures: (observations) => [
    {
      title: 'Samples in the plane of signal and noise, d = 30',
      x: { label: 'signal' },
      y: { label: 'noise' },
      series: (['large', 'small'] as const).map((name) => ({
        name: `${name} margin`,
        draw: 'dots' as const,
        points: observations.slice(0, 10).flatMap(({ scatter }) => scatter[name].slice(0, 40)),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
