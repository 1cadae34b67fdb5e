import { all, defineClaim, type Pair, pairedLess, part } from 'lemmata';
import { type Arm, type Contrast, contrastRuns, paperContrast, quickContrast, type Run } from './contrast.ts';

interface Regime extends Contrast {
  /** The value of the objective that is waited for. */
  readonly low: number;
}
interface Observation {
  /** The first recorded step of training error 0, and of a low objective: Adam's (a) and GD's (b). */
  readonly fitted: Pair;
  readonly low: Pair;
  /** [t, objective] by optimizer. */
  readonly losses: Readonly<Record<Arm, readonly (readonly [number, number])[]>>;
}

export default defineClaim<Regime, Observation>({
  id: 'remark-rate-comparison-l1-l2',
  paper: 'adam-generalization',
  title: 'At one learning rate, Adam fits the training set in fewer steps than GD',
  label: 'Remark after Theorem 4.1 (rates)',
  section: '6. Comparisons and remarks',
  restsOn: ['theorem-4-1-same-initialization-gap'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\|\nabla L(W^*_{\mathrm{Adam}})\|_1\le\tfrac1{T\eta},\ \|\nabla L(W^*_{\mathrm{GD}})\|_2\le\tfrac1{\sqrt{T\eta}}:\quad\text{with the same }T,\eta\text{ Adam is faster}`,
    plain:
      'With the same learning rate, Adam reaches training error 0, and a small value of the objective, before GD does.',
  },
  assumptions: [
    'η = 5·10⁻⁵ for both, PyTorch’s Adam; small: at most 0.1 (quick), 0.01 (full)',
    'the experiment of Section 6 (full) and a reduced one: n = 20, d = 500, m = 10 (quick); a step is the first recorded one, of 50 equally far apart',
    'one η is the content: a step of Adam has length η in every coordinate, one of GD is shorter by the gradient, at first some 10⁻⁴. With an η of its own GD is the faster one, which the control shows. Training error 0 alone would not: Adam has the signs of all margins right after some tens of steps, long before it fits them',
  ],
  profiles: {
    quick: { trials: 18, regime: { ...quickContrast, gdRate: quickContrast.adamRate, gdSteps: 2500, low: 0.1 } },
    full: { trials: 18, regime: { ...paperContrast, gdRate: paperContrast.adamRate, low: 0.01 } },
  },
  async measure({ low, ...regime }, trials, lab) {
    const [adam, gd] = [await contrastRuns(regime, 'adam', trials, lab), await contrastRuns(regime, 'gd', trials, lab)];
    /** The first recorded step at which the series is small enough, or never. */
    const first = ({ series }: Run, name: 'train' | 'loss', most: number) => {
      const k = series[name].values.findIndex((value) => value <= most);
      return k < 0 ? Number.MAX_SAFE_INTEGER : series[name].steps[k];
    };
    const pair = (k: number, name: 'train' | 'loss', most: number) => ({
      a: first(adam[k], name, most),
      b: first(gd[k], name, most),
    });
    const loss = ({ series }: Run) => Array.from(series.loss.steps, (t, k) => [t, series.loss.values[k]] as const);
    return trials.map((_, k) => ({
      fitted: pair(k, 'train', 0),
      low: pair(k, 'loss', low),
      losses: { adam: loss(adam[k]), gd: loss(gd[k]) },
    }));
  },
  rule: all(
    {
      'training error 0': part(pairedLess(), ({ fitted }: Observation) => fitted),
      'small objective': part(pairedLess(), ({ low }: Observation) => low),
    },
    ['comparison'],
  ),
  controls: [
    {
      name: 'each with an η of its own',
      breaks: 'one η: GD takes 2, 40 000 times as much as Adam',
      regime: { gdRate: quickContrast.gdRate, gdSteps: quickContrast.gdSteps },
    },
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
