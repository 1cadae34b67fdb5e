import { defineClaim, type Pair, pairedLess } from 'lemmata';
import { type Arm, type Contrast, contrastRuns, paperContrast, quickContrast, type Run } from './contrast.ts';

interface Observation extends Pair {
  /** [t, objective] by optimizer. */
  readonly losses: Readonly<Record<Arm, readonly (readonly [number, number])[]>>;
}

const same = { gdRate: 5e-5 };

export default defineClaim<Contrast, Observation>({
  id: 'remark-rate-comparison-l1-l2',
  paper: 'adam-generalization',
  title: 'At one learning rate, Adam fits the training set in fewer steps than GD',
  label: 'Remark after Theorem 4.1 (rates)',
  section: '6. Comparisons and remarks',
  restsOn: ['theorem-4-1-same-initialization-gap'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\|\nabla L(W^*_{\mathrm{Adam}})\|_1\le\tfrac1{T\eta},\ \|\nabla L(W^*_{\mathrm{GD}})\|_2\le\tfrac1{\sqrt{T\eta}}:\quad\text{with the same }T,\eta\text{ Adam is faster}`,
    plain: 'With the same learning rate, Adam reaches training error 0 before GD does.',
  },
  assumptions: [
    'η = 5·10⁻⁵ for both, PyTorch’s Adam',
    'the experiment of Section 6 (full) and a reduced one: n = 20, d = 500, m = 10 (quick)',
    'GD needs a larger η: with 2, at m = 10, it comes first in about a third of the trials',
  ],
  profiles: {
    quick: { trials: 18, regime: { ...quickContrast, ...same } },
    full: { trials: 18, regime: { ...paperContrast, ...same } },
  },
  async measure(regime, trials, lab) {
    const [adam, gd] = [await contrastRuns(regime, 'adam', trials, lab), await contrastRuns(regime, 'gd', trials, lab)];
    /** The first recorded step of training error 0, or the step after the last one. */
    const fitted = ({ series }: Run) => {
      const first = series.train.values.indexOf(0);
      return first < 0 ? regime.steps + 1 : series.train.steps[first];
    };
    const loss = ({ series }: Run) => Array.from(series.loss.steps, (t, k) => [t, series.loss.values[k]] as const);
    return trials.map((_, k) => ({
      a: fitted(adam[k]),
      b: fitted(gd[k]),
      losses: { adam: loss(adam[k]), gd: loss(gd[k]) },
    }));
  },
  rule: pairedLess(),
  controls: [
    { name: 'different rates', breaks: 'one η: GD takes 2, Adam 2·10⁻⁶', regime: { adamRate: 2e-6, gdRate: 2 } },
  ],
  figures: ([{ losses }]) => [
    {
      title: 'The objective at η = 5·10⁻⁵',
      x: { label: 't' },
      y: { label: 'L', log: true },
      series: [
        { name: 'Adam', points: losses.adam },
        { name: 'GD', points: losses.gd },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
