import { all, defineClaim, part, proportionAtLeastAnytime } from 'lemmata';
import { disjointFamily, withPool } from './experiments.ts';
import { type Arm, armNames, fullRun, quickRun, type StageTwo, stageTwo } from './stage-two.ts';
import { testErrorOf } from './test-points.ts';

interface Errors {
  readonly train: number;
  readonly test: number;
}
type Observation = Readonly<Record<Arm, Errors>>;

const often = proportionAtLeastAnytime({ p: 0.6 });
const few = withPool(disjointFamily(16, 2, 10, 1));

export default defineClaim<StageTwo, Observation>({
  id: 'theorem-4-1-adam-train-and-test',
  paper: 'adam-generalization',
  title: 'Adam fits every training point and errs on half of the test points or more',
  label: 'Theorem 4.1 (1), errors',
  section: '4. Adam and signGD: Stage II, convergence, output',
  restsOn: ['lemma-5-4-maintain-pattern', 'remark-pattern-forever', 'lemma-5-1-disjoint-supports'],
  kind: 'probability',
  statement: {
    tex: String.raw`\tfrac1n\sum_i\mathbf 1[F_{y_i}(W^*,x_i)\le F_{-y_i}(W^*,x_i)]=0,\qquad\mathbb P\big[F_y(W^*,x)\le F_{-y}(W^*,x)\big]\ge\tfrac12`,
    plain: 'Adam’s output classifies all training points correctly and at least half of fresh points wrongly.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3; signGD, Adam with (0.9, 0.999) and (0.9, 0.99), no ε, no bias correction',
    'family Q (quick), B (full); W* is the last iterate, of small gradient',
    '500 test points of the nominal dimension d; judged by trial: training error 0 and test error at least 1/2',
  ],
  profiles: {
    quick: { trials: { batch: 4, max: 96 }, regime: quickRun },
    full: { trials: { batch: 4, max: 96 }, regime: fullRun },
  },
  measure(regime, trials, lab) {
    const errorOf = testErrorOf(regime, lab);
    return stageTwo(regime, trials, lab, (stage) => {
      const margins = stage.run.series.margins.values.slice(-regime.samples);
      return {
        train: margins.filter((margin) => margin <= 0).length / regime.samples,
        test: errorOf(stage, stage.trial),
      };
    });
  },
  rule: all(
    Object.fromEntries(
      armNames.map((name) => [
        name,
        part(often, (observation: Observation) => observation[name].train === 0 && observation[name].test >= 0.5),
      ]),
    ),
  ),
  controls: [
    {
      name: 'no feature noise',
      breaks: 'α = 0: the feature is not reversed; in both profiles at the sizes of quick',
      regime: { ...quickRun, alpha: 0, steps: 800 },
      trials: 16,
    },
    {
      name: 'two noise coordinates',
      breaks: 's = 2, α = 0.2: signGD memorises the noise no faster than it learns the feature',
      regime: { ...few, alpha: 0.2 },
      // One draw in ten errs all the same.
      trials: 56,
    },
  ],
  figures: (observations) => [
    {
      kind: 'histogram',
      title: 'Test error in every trial',
      x: { label: 'test error' },
      samples: armNames.map((name) => ({ name, values: observations.map((observed) => observed[name].test) })),
      marks: [{ name: 'guessing', at: 0.5 }],
    },
  ],
  expectation: { verdict: 'holds' },
});
