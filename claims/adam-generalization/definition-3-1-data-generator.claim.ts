import { all, always, collisionRate, defineClaim, equivalent, part, patch, random, sample, type Worst } from 'lemmata';
import { nothing, worse } from './updates.ts';

interface Regime {
  readonly samples: number;
  readonly dimension: number;
  readonly sparsity: number;
  /** What departs from the definition: coordinates drawn with replacement, or ξ + αyv. */
  readonly fault: 'none' | 'replacement' | 'sign';
}

interface Observation {
  /** Largest departure of a draw from the definition, or of F from its value with the patches swapped. */
  readonly exact: Worst;
  /** Mean overlap of two supports and rate of equal labels, over those of uniform draws. */
  readonly overlap: number;
  readonly labels: number;
  /** Mean of ξ/σ_p, (ξ/σ_p)² and (ξ/σ_p)⁴/3. */
  readonly moments: readonly [number, number, number];
  readonly hits: readonly number[];
  /** One ξ, [k, ξ[k]]. */
  readonly stem: readonly (readonly [number, number])[];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const near = (target: number, margin: number) => equivalent({ target, margin });
const [noise, alpha, neurons] = [0.4, 0.3, 3];

export default defineClaim<Regime, Observation>({
  id: 'definition-3-1-data-generator',
  paper: 'adam-generalization',
  title: 'The data: a feature patch and a sparse noise patch',
  label: 'Definition 3.1',
  section: '1. Data, gradient, update identities',
  kind: 'identity',
  statement: {
    tex: String.raw`\xi[1]=-\alpha y,\quad B\subset\{2,\dots,d\}\ \text{uniform},\ |B|=s,\quad\xi[k]\sim\mathcal N(0,\sigma_p^2)\ (k\in B);\qquad F(x_1,x_2)=F(x_2,x_1)`,
    plain:
      'A noise patch has −αy on the feature coordinate and exactly s other entries, uniformly placed and normal; the network does not see the order of the patches.',
  },
  assumptions: [
    'labels uniform',
    'places as the mean overlap of two supports, which is least, s²/(d − 1), if they are uniform: within 5 %',
    'normality as the first, second and fourth moment',
  ],
  profiles: {
    quick: { trials: 40, regime: { samples: 250, dimension: 60, sparsity: 6, fault: 'none' } },
    full: { trials: 60, regime: { samples: 500, dimension: 1000, sparsity: 100, fault: 'none' } },
  },
  measure({ samples, dimension, sparsity, fault }, trials, lab) {
    return trials.map((trial) => {
      const { train } = sample(
        { sampler: 'sparse-feature', samples, sparsity, dimension, noise, alpha, supports: 'uniform' },
        { data: lab.seed('data', trial), test: '' },
      );
      const stream = random(lab.seed('weights', trial));
      const weights = Array.from({ length: neurons }, () => Array.from({ length: dimension }, () => stream.normal()));
      const cubes = (x: Float64Array, w: readonly number[]) =>
        Math.max(
          0,
          w.reduce((sum, entry, k) => sum + entry * x[k], 0),
        ) ** 3;
      let exact = nothing;
      const places: number[] = [];
      const hits = new Array<number>(dimension - 1).fill(0);
      const values: number[] = [];
      for (let i = 0; i < samples; i++) {
        const [feature, xi] = [patch(train, i, 0), patch(train, i, 1)];
        if (fault === 'sign') xi[0] = -xi[0];
        const drawn = Array.from(xi.keys()).filter((k) => k > 0 && xi[k] !== 0);
        const support = fault === 'replacement' ? drawn.map(() => 1 + stream.integer(dimension - 1)) : drawn;
        exact = worse(exact, Math.abs(xi[0] + alpha * train.labels[i]), i);
        exact = worse(exact, Math.abs(new Set(support).size - sparsity), i);
        feature.forEach((entry, k) => {
          exact = worse(exact, Math.abs(entry - (k === 0 ? train.labels[i] : 0)), i);
        });
        if (i < 10) {
          const output = (x: Float64Array, other: Float64Array) =>
            weights.reduce((sum, w) => sum + (cubes(x, w) + cubes(other, w)), 0);
          exact = worse(exact, Math.abs(output(feature, xi) - output(xi, feature)), i);
        }
        places.push(...support);
        for (const k of support) hits[k - 1]++;
        values.push(...drawn.map((k) => xi[k] / noise));
      }
      const pairs = (samples * sparsity - 1) / (sparsity * (samples - 1));
      const last = patch(train, samples - 1, 1);
      return {
        exact,
        // Places of one sample never agree, so only pairs of samples count.
        overlap: pairs * collisionRate(places, dimension - 1),
        labels: collisionRate([...train.labels], 2),
        moments: [mean(values), mean(values.map((x) => x ** 2)), mean(values.map((x) => x ** 4 / 3))] as const,
        hits,
        stem: Array.from(last, (entry, k) => [k, entry] as const),
      };
    });
  },
  rule: all(
    {
      exact: part(always({ tolerance: 0, atMost: 0.3 }), ({ exact }: Observation) => exact),
      places: part(near(1, 0.05), ({ overlap }: Observation) => overlap),
      labels: part(near(1, 0.05), ({ labels }: Observation) => labels),
      'first moment': part(near(0, 0.1), ({ moments }: Observation) => moments[0]),
      'second moment': part(near(1, 0.1), ({ moments }: Observation) => moments[1]),
      'fourth moment': part(near(1, 0.2), ({ moments }: Observation) => moments[2]),
    },
    ['identity'],
  ),
  controls: [
    { name: 'with replacement', breaks: 'draws the coordinates with replacement', regime: { fault: 'replacement' } },
    { name: 'feature noise along the feature', breaks: 'adds +αyv', regime: { fault: 'sign' } },
  ],
  figures: ([{ hits, stem }]) => [
    {
      kind: 'histogram',
      title: 'How often each coordinate is hit',
      x: { label: 'samples that hit a coordinate' },
      samples: [{ name: 'coordinates', values: hits }],
    },
    {
      title: 'One noise patch',
      x: { label: 'k' },
      y: { label: 'ξ[k]' },
      series: [{ name: 'ξ', draw: 'dots', points: stem }],
    },
  ],
  expectation: { verdict: 'holds' },
});
