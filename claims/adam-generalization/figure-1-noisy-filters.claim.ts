import { all, defineClaim, part, proportionAtLeastAnytime } from 'lemmata';
import { type Arm, type Contrast, contrastRuns, paperContrast, quickContrast } from './contrast.ts';

interface Regime extends Contrast {
  /** Whose filters are called Adam's and whose GD's. */
  readonly swapped: boolean;
}

interface Filters {
  /** Share of the energy of W^(T) − W^(0) outside the feature's coordinate. */
  readonly share: number;
  /** (Σw²)²/Σw⁴ of the filter of largest norm: how many coordinates it spreads over. */
  readonly participation: number;
  /** That filter. */
  readonly filter: readonly number[];
}
type Observation = Readonly<Record<Arm, Filters>>;

const names: Readonly<Record<Arm, string>> = { adam: 'Adam', gd: 'GD' };
const scaled = 'weight over the largest of the filter';

function overLargest({ filter }: Filters): number[] {
  const largest = Math.max(...filter.map(Math.abs));
  return filter.map((w) => w / largest);
}

const often = proportionAtLeastAnytime({ p: 0.5 });

export default defineClaim<Regime, Observation>({
  id: 'figure-1-noisy-filters',
  paper: 'adam-generalization',
  title: 'Adam’s filters are noisy, GD’s are clean',
  label: 'Figure 1 (surrogate)',
  section: '8. Experiments',
  restsOn: ['remark-l1-versus-l2-preference'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\frac{\sum_{k>1}\|\Delta W[\cdot,k]\|^2}{\|\Delta W\|_F^2}\ge0.9\ \text{(Adam)},\ \le0.1\ \text{(GD)};\qquad\frac{(\sum_kw_k^2)^2}{\sum_kw_k^4}\ge50\ \text{(Adam)},\ \le2\ \text{(GD)}`,
    plain:
      'What Adam learns lies outside the feature and spreads over 50 coordinates or more in its largest filter; what GD learns is the feature alone.',
  },
  assumptions: [
    'the paper shows first-layer filters of networks trained on CIFAR-10; here the filters of its own data model',
    'judged by trial, in more than half: in a few starts no neuron of a class is ahead of its noises, and GD memorises them',
    'the experiment of Section 6 (full) and a reduced one: n = 20, d = 500, m = 10 (quick)',
  ],
  profiles: {
    quick: { trials: { batch: 4, max: 56 }, regime: { ...quickContrast, swapped: false } },
    full: { trials: { batch: 4, max: 56 }, regime: { ...paperContrast, swapped: false } },
  },
  async measure({ swapped, ...regime }, trials, lab) {
    const filters = async (arm: Arm): Promise<Filters[]> =>
      (await contrastRuns(regime, arm, trials, lab)).map(({ series }) => {
        const { values, width } = series.weights;
        const [start, end] = [values.subarray(0, width), values.subarray(width)];
        const d = regime.dimension;
        let [outside, total] = [0, 0];
        end.forEach((w, k) => {
          const energy = (w - start[k]) ** 2;
          total += energy;
          if (k % d > 0) outside += energy;
        });
        const power = (filter: Float64Array, p: number) => filter.reduce((sum, w) => sum + w ** p, 0);
        const rows = Array.from({ length: width / d }, (_, r) => end.subarray(r * d, (r + 1) * d));
        const top = rows.reduce((known, next) => (power(next, 2) > power(known, 2) ? next : known));
        return { share: outside / total, participation: power(top, 2) ** 2 / power(top, 4), filter: [...top] };
      });
    const adam = await filters(swapped ? 'gd' : 'adam');
    const gd = await filters(swapped ? 'adam' : 'gd');
    return trials.map((_, k) => ({ adam: adam[k], gd: gd[k] }));
  },
  rule: all({
    'Adam, noisy': part(often, ({ adam }: Observation) => adam.share >= 0.9 && adam.participation >= 50),
    'GD, clean': part(often, ({ gd }: Observation) => gd.share <= 0.1 && gd.participation <= 2),
  }),
  controls: [
    {
      name: 'swapped',
      breaks: 'GD in the place of Adam and the other way round',
      regime: { swapped: true },
      trials: 24,
    },
  ],
  figures: (observations) => [
    {
      kind: 'pictures',
      title: 'The largest filter of GD and of Adam in three trials; the first weight is that of the feature',
      value: { label: scaled },
      columns: 25,
      pictures: (['gd', 'adam'] as const).flatMap((arm) =>
        observations.slice(0, 3).map((observation, trial) => ({
          name: `${names[arm]}, trial ${trial}`,
          values: overLargest(observation[arm]),
        })),
      ),
    },
    {
      title: 'The same in trial 0, weight by weight',
      x: { label: 'k (1 is the feature)' },
      y: { label: scaled },
      series: (['adam', 'gd'] as const).map((arm) => ({
        name: names[arm],
        draw: 'dots',
        points: overLargest(observations[0][arm]).map((w, k) => [k + 1, w] as const),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
