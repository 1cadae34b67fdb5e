import { all, defineClaim, part, proportionAtLeast } from 'lemmata';
import { fullGd, type GdRun, gdRuns, quickGd, strongNoise } from './gd-runs.ts';
import { testErrorOf } from './test-points.ts';

interface Errors {
  readonly train: number;
  readonly test: number;
}

const points = 500;
/** The upper end of the exact 95 % interval for an error of no point in 500 is below 1/n = 1/16; so is that of 20 points. */
const often = proportionAtLeast({ p: 0.7 });

export default defineClaim<GdRun, Errors>({
  id: 'theorem-4-1-gd-train-and-test',
  paper: 'adam-generalization',
  title: 'GD fits every training point and generalises',
  label: 'Theorem 4.1 (2), errors',
  section: '5. Gradient descent',
  restsOn: ['lemma-5-7-gd-maintain', 'lemma-5-1-disjoint-supports'],
  kind: 'probability',
  statement: {
    tex: String.raw`\tfrac1n\sum_i\mathbf 1[F_{y_i}(W^*,x_i)\le F_{-y_i}(W^*,x_i)]=0,\qquad\mathbb P\big[F_y(W^*,x)\le F_{-y}(W^*,x)\big]=\tfrac1{\mathrm{poly}(n)}`,
    plain: 'GD’s output classifies all training points and nearly all fresh points correctly.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3, family M with s = 49, m = 30, η = 2 (quick); B with m = 30 (full)',
    'W* is the last iterate, of small gradient; 500 test points of the nominal dimension d',
    'judged by trial: training error 0; test error at most 1/n, by 4 % or less of the points (exact 95 % interval below 1/16)',
    'm: with two neurons a class in three has none that starts ahead of its noises, and is never learnt',
  ],
  profiles: {
    quick: { trials: 48, regime: quickGd },
    full: { trials: 48, regime: fullGd },
  },
  measure(regime, trials, lab) {
    const errorOf = testErrorOf(regime, lab, points);
    return gdRuns(regime, trials, lab, ({ seen, run, trial }) => ({
      train: run.series.error.values.at(-1)!,
      test: errorOf({ seen, run }, trial),
    }));
  },
  rule: all({
    'training error 0': part(often, ({ train }: Errors) => train === 0),
    'test error below 1/n': part(often, ({ test }: Errors) => test <= 0.04),
  }),
  controls: [strongNoise, { name: 'one neuron', breaks: 'm = polylog(n): m = 1', regime: { neurons: 1 }, trials: 40 }],
  figures: (observations) => [
    {
      kind: 'histogram',
      title: 'Errors of the last iterate in every trial',
      x: { label: 'error' },
      samples: (['train', 'test'] as const).map((name) => ({
        name,
        values: observations.map((observed) => observed[name]),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
