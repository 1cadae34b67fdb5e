import { all, defineClaim, equivalent, part } from 'lemmata';
import { type Family, familyJob, paperFamily, pytorchAdam } from './experiments.ts';

interface Regime extends Family {
  readonly adamRate: number;
  readonly gdRate: number;
  readonly steps: number;
  readonly test: number;
}

interface Errors {
  readonly train: number;
  readonly test: number;
}
type Observation = { readonly adam: Errors; readonly gd: Errors };

/** A tenth of the samples, half of the neurons and of the columns: the same contrast within seconds. */
const reduced = { samples: 20, dimension: 500, neurons: 10, adamRate: 5e-5, gdRate: 0.2, steps: 2500 };
const rates = { adamRate: 5e-5, gdRate: 0.02, steps: 10_000 };
const zero = equivalent({ target: 0, margin: 0.01 });
/** An error cannot exceed 1, so this is the one-sided test of a mean of ½ or more. */
const atLeastHalf = equivalent({ target: 1, margin: 0.5 });

export default defineClaim<Regime, Observation>({
  id: 'table-1-synthetic',
  paper: 'adam-generalization',
  title: 'Adam and GD both fit the training set; only GD generalises',
  label: 'Table 1, Section 6',
  section: '8. Experiments',
  kind: 'comparison',
  statement: {
    tex: String.raw`\text{train error: Adam }0,\ \text{GD }0;\qquad\text{test error: Adam }0.884\ (\ge\tfrac12),\ \text{GD }0`,
    plain:
      'On data with a sparse feature and sparse noise, Adam and GD both reach training error 0; the test error of Adam is worse than a coin’s (0.884 in the table), that of GD is 0.',
  },
  assumptions: [
    'full batch, q = 3',
    'Adam with PyTorch’s defaults',
    'judged is the contrast: Adam’s test error in (½, 1), the other three within 0.01 of 0; only the full profile runs the paper’s sizes, for which 0.884 was printed',
  ],
  profiles: {
    quick: { trials: 6, regime: { ...paperFamily, ...reduced, test: 500 } },
    full: { trials: 6, regime: { ...paperFamily, ...rates, test: 10_000 } },
  },
  async measure(regime, trials, lab) {
    const run = async (optimizer: 'adam' | 'gd'): Promise<Errors[]> => {
      const job = familyJob('adam-generalization/table-1', regime, {
        optimizer: optimizer === 'adam' ? pytorchAdam(regime.adamRate) : { optimizer: 'gd', rate: regime.gdRate },
        steps: regime.steps,
        test: regime.test,
        probes: [
          { name: 'train', quantity: 'error', schedule: 'end' },
          { name: 'test', quantity: 'error', on: 'test', schedule: 'end' },
        ],
      });
      const runs = await lab.train(job, trials);
      return runs.map(({ series }) => ({ train: series.train.values[0], test: series.test.values[0] }));
    };
    const [adam, gd] = [await run('adam'), await run('gd')];
    return trials.map((_, k) => ({ adam: adam[k], gd: gd[k] }));
  },
  rule: all({
    'Adam, test': part(atLeastHalf, ({ adam }: Observation) => adam.test),
    'GD, test': part(zero, ({ gd }: Observation) => gd.test),
    'Adam, train': part(zero, ({ adam }: Observation) => adam.train),
    'GD, train': part(zero, ({ gd }: Observation) => gd.train),
  }),
  controls: [{ name: 'no feature noise', breaks: 'α = 0', regime: { alpha: 0 } }],
  figures: (observations) => [
    {
      kind: 'histogram',
      title: 'Test error in every trial',
      x: { label: 'test error' },
      samples: (['adam', 'gd'] as const).map((name) => ({
        name: name === 'adam' ? 'Adam' : 'GD',
        values: observations.map((observed) => observed[name].test),
      })),
      marks: [
        { name: 'Table 1, Adam', at: 0.884 },
        { name: 'Table 1, GD', at: 0 },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
