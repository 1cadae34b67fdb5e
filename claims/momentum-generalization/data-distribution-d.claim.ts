import {
  all,
  always,
  collisionRate,
  defineClaim,
  dot,
  equivalent,
  part,
  patch,
  random,
  sample,
  type Worst,
} from 'lemmata';
import { nothing, worse } from './updates.ts';

interface Regime {
  readonly samples: number;
  /** False: noise of covariance σ²I. */
  readonly orthogonal: boolean;
}

interface Observation {
  /** Largest |⟨X[j], w*⟩| of a noise patch and largest error of a signal patch; `step` is the sample. */
  readonly exact: Worst;
  /** Collision rates times the number of values: 1 for uniform draws, more for all others. */
  readonly labels: number;
  readonly positions: number;
  /** Mean of ‖X[j]‖²/(σ²(d − 1)). */
  readonly size: number;
  readonly along: { readonly signal: readonly number[]; readonly noise: readonly number[] };
}

const nearOne = (margin: number) => equivalent({ target: 1, margin });

export default defineClaim<Regime, Observation>({
  id: 'data-distribution-d',
  paper: 'momentum-generalization',
  title: 'The data: one signal patch along w*, noise orthogonal to it',
  label: 'Section 2, (D)',
  section: 'A. Exact algebra',
  kind: 'identity',
  statement: {
    tex: String.raw`X[P(X)]=cw^*,\ c\in\{\alpha y,\beta y\};\quad X[j]\sim\mathcal N(0,\sigma^2(I-w^*w^{*\top}))\ (j\ne P(X));\quad y\sim U\{-1,1\}`,
    plain:
      'Labels and signal positions are uniform, the signal patch is exactly αyw* or βyw*, the noise patches are orthogonal to w* and have mean square σ²(d − 1).',
  },
  assumptions: [
    'd ∈ [4, 64], P ∈ [2, 6], random unit w*',
    'the number of small margins is stratified: exactly n₂ = μ̂N samples',
    'uniformity as the rate at which two draws agree, within 2 % of its least value',
  ],
  profiles: {
    quick: { trials: 40, regime: { samples: 300, orthogonal: true } },
    full: { trials: 80, regime: { samples: 600, orthogonal: true } },
  },
  measure({ samples, orthogonal }, trials, lab) {
    return trials.map((trial) => {
      const stream = random(lab.seed('sizes', trial));
      const dimension = 4 + stream.integer(61);
      const patches = 2 + stream.integer(5);
      const smallMargin = stream.integer(samples + 1);
      const [alpha, beta, noise] = [dimension ** 0.49, 0.1 + stream.uniform(), 1 / Math.sqrt(dimension)];
      const sizes = { samples, smallMargin, patches, dimension, alpha, beta, noise, orthogonal };
      const seeds = { data: lab.seed('data', trial), test: '' };
      const { train } = sample({ sampler: 'signal-noise', signal: 'random', ...sizes }, seeds);
      const star = train.directions.signal;
      let exact = worse(nothing, Math.abs(dot(star, star) - 1), 0);
      exact = worse(exact, Math.abs(train.groups.reduce((sum, group) => sum + group, 0) - smallMargin), 0);
      const positions: number[] = [];
      const along = { signal: [] as number[], noise: [] as number[] };
      let square = 0;
      for (let i = 0; i < samples; i++) {
        const own = Array.from({ length: patches }, (_, p) => patch(train, i, p));
        const inner = own.map((x) => dot(x, star));
        const at = own.findIndex((x, p) => Math.abs(inner[p]) > 0.999 * Math.sqrt(dot(x, x)));
        const strength = train.labels[i] * (train.groups[i] ? beta : alpha);
        positions.push(at);
        own.forEach((x, p) => {
          if (p === at) {
            x.forEach((entry, k) => {
              exact = worse(exact, Math.abs(entry - strength * star[k]), i);
            });
            along.signal.push(inner[p]);
            return;
          }
          exact = worse(exact, Math.abs(inner[p]), i);
          along.noise.push(inner[p]);
          square += dot(x, x);
        });
      }
      return {
        exact,
        labels: collisionRate([...train.labels], 2),
        positions: collisionRate(positions, patches),
        size: square / (samples * (patches - 1) * noise ** 2 * (dimension - 1)),
        along,
      };
    });
  },
  rule: all(
    {
      exact: part(always({ tolerance: 1e-12, atMost: 0.3 }), ({ exact }: Observation) => exact),
      labels: part(nearOne(0.02), ({ labels }: Observation) => labels),
      'signal position': part(nearOne(0.02), ({ positions }: Observation) => positions),
      'size of the noise': part(nearOne(0.02), ({ size }: Observation) => size),
    },
    ['identity'],
  ),
  controls: [
    {
      name: 'noise along the signal',
      breaks: 'noise of covariance σ²I, not projected',
      regime: { orthogonal: false },
    },
  ],
  figures: ([{ along }]) => [
    {
      kind: 'histogram',
      title: '⟨X[j], w*⟩ by patch type, first trial',
      x: { label: '⟨X[j], w*⟩' },
      samples: (['signal', 'noise'] as const).map((name) => ({ name, values: along[name] })),
    },
  ],
  expectation: { verdict: 'holds' },
});
