import { all, defineClaim, equivalent, pairedLess, part, proportionAtLeast } from 'lemmata';
import { type Contrast, contrastRuns, paperContrast, quickContrast } from './contrast.ts';

interface Observation {
  /** Test errors. */
  readonly adam: number;
  readonly gd: number;
  /** The larger of the two training errors. */
  readonly train: number;
}

/** A gap cannot exceed 1, so this is the one-sided test of a mean of 0.4 or more. */
const gap = equivalent({ target: 1, margin: 0.6 });
const often = proportionAtLeast({ p: 0.5 });

export default defineClaim<Contrast, Observation>({
  id: 'theorem-4-1-same-initialization-gap',
  paper: 'adam-generalization',
  title: 'From the same start, Adam and GD fit the same data and generalise differently',
  label: 'Theorem 4.1, abstract',
  section: '6. Comparisons and remarks',
  restsOn: ['theorem-4-1-adam-train-and-test', 'theorem-4-1-gd-train-and-test'],
  kind: 'comparison',
  statement: {
    tex: String.raw`W^{(0)}_{\mathrm{Adam}}=W^{(0)}_{\mathrm{GD}}:\quad\text{training errors }0,\qquad\mathrm{test}(W_{\mathrm{Adam}})-\mathrm{test}(W_{\mathrm{GD}})=\Omega(1)`,
    plain:
      'Started from the same weights on the same data, both reach training error 0, and the test error of Adam exceeds that of GD, in more than half of the draws and by 0.4 on average.',
  },
  assumptions: [
    'the experiment of Section 6 (full) and a reduced one: n = 20, d = 500, m = 10 (quick)',
    'Adam with PyTorch’s defaults',
    'training error 0 in more than half of the trials: in a few starts GD has not fitted a point by the end',
  ],
  profiles: { quick: { trials: 28, regime: quickContrast }, full: { trials: 28, regime: paperContrast } },
  async measure(regime, trials, lab) {
    const adam = await contrastRuns(regime, 'adam', trials, lab);
    const gd = await contrastRuns(regime, 'gd', trials, lab);
    return trials.map((_, k) => ({
      adam: adam[k].testError,
      gd: gd[k].testError,
      train: Math.max(adam[k].trainError, gd[k].trainError),
    }));
  },
  rule: all(
    {
      'gap of the test errors': part(gap, ({ adam, gd }: Observation) => adam - gd),
      'sign test': part(pairedLess(), ({ adam, gd }: Observation) => ({ a: gd, b: adam })),
      'training errors 0': part(often, ({ train }: Observation) => train === 0),
    },
    ['comparison'],
  ),
  controls: [
    { name: 'no feature noise', breaks: 'α = 0: the feature is not reversed', regime: { alpha: 0 }, trials: 10 },
  ],
  figures: (observations) => [
    {
      title: 'Test errors from the same start',
      x: { label: 'test error of GD' },
      y: { label: 'test error of Adam' },
      series: [
        { name: 'trials', draw: 'dots', points: observations.map(({ adam, gd }) => [gd, adam] as const) },
        { name: 'equal', draw: 'bound', points: [0, 1].map((error) => [error, error] as const) },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
