import {
  all,
  type Curve,
  type Figure,
  type ImageJob,
  type Lab,
  pairedLess,
  part,
  proportionAtLeast,
  type Trajectory,
} from 'lemmata';

/** Image classifiers trained by GD and by GD+M (damped), or by SGD and SGD+M, over one grid of rates and weight decays. */
export interface Images {
  readonly name: string;
  readonly data: ImageJob['data'];
  /** Small margins get the name and nothing else. */
  readonly untouched: boolean;
  /** The labels of the training set are permuted. */
  readonly shuffled: boolean;
  readonly network: ImageJob['network'];
  readonly rates: readonly number[];
  /** The largest rate of GD; the paper's grid has no such bound. */
  readonly slowest: number;
  readonly decays: readonly number[];
  /** γ */
  readonly memory: number;
  /** Epochs; an epoch of the full batch is one update. */
  readonly steps: number;
  /** Runs end at the first look without training error; looks are an epoch apart, or 50 updates if that is more. */
  readonly untilZeroError: boolean;
  readonly schedule: NonNullable<ImageJob['schedule']>;
  /** Pictures held in memory at once. */
  readonly chunk?: number;
}

/** The drawn pictures of the catalogue, and the network on them; 1000 updates reach zero training error. */
export const glyphs: Images = {
  name: 'glyphs',
  data: {
    source: { set: 'glyphs', classes: 4, noise: 0.25 },
    train: 200,
    test: 1500,
    smallMargin: { train: 0.1, test: 0.5 },
  },
  untouched: false,
  shuffled: false,
  network: { architecture: 'glyph-cnn', batchNorm: false },
  rates: [0.2, 0.5, 1, 2, 4],
  slowest: 4,
  decays: [0],
  memory: 0.9,
  steps: 1000,
  untilZeroError: false,
  schedule: { kind: 'constant' },
};

/** The same path in seconds. */
export const fewGlyphs: Images = {
  ...glyphs,
  data: { ...glyphs.data, train: 24, test: 200 },
  rates: [0.2],
  steps: 25,
};

/** Where one run ended: accuracies. */
export interface Ending {
  readonly rate: number;
  readonly train: number;
  readonly test: number;
  readonly small: number;
}
/** [run of the grid], for the two algorithms from one start on the same pictures. */
export interface Grids {
  readonly gd: readonly Ending[];
  readonly gdm: readonly Ending[];
  /** The first trial shows some of its pictures where there are small margins. */
  readonly sheet?: Figure;
}

/** Trains the grid of both algorithms; `batch` makes them SGD and SGD+M. */
export async function grids(regime: Images, trials: readonly number[], lab: Lab, batch?: number): Promise<Grids[]> {
  const { name, network, decays, untilZeroError, schedule, chunk } = regime;
  const data = { ...regime.data, untouched: regime.untouched, shuffledLabels: regime.shuffled };
  const within = (most: number) =>
    regime.rates.flatMap((rate) => decays.map((weightDecay) => ({ rate: Math.min(rate, most), weightDecay })));
  const settings = [
    ...within(regime.slowest).map((each) => ({ ...each, memory: 0 })),
    ...within(Number.POSITIVE_INFINITY).map((each) => ({ ...each, memory: regime.memory })),
  ];
  const epoch = batch === undefined ? 1 : Math.floor(data.train / batch);
  const steps = regime.steps * epoch;
  const jobs = settings.map(
    ({ rate, weightDecay, memory }): ImageJob => ({
      name: `momentum-generalization/${name}`,
      data,
      network,
      optimizer: { optimizer: 'momentum', rate, memory },
      ...(batch !== undefined && { batch }),
      weightDecay,
      schedule,
      ...(chunk !== undefined && { chunk }),
      steps,
      every: untilZeroError ? Math.max(50, epoch) : steps,
      stopAtZeroError: untilZeroError,
    }),
  );
  const runs = await lab.trainImages(jobs, trials);
  return trials.map((trial, k) => {
    const endings = runs.map((row, at) => ending(settings[at].rate, row[k], data.source));
    return {
      gd: endings.slice(0, endings.length / 2),
      gdm: endings.slice(endings.length / 2),
      ...(trial === 0 && data.smallMargin && { sheet: contactSheet({ name: jobs[0].name, data }, lab) }),
    };
  });
}

/** Test pictures of each class of the first trial, before and after they became small margins. */
export function contactSheet({ name, data }: Pick<ImageJob, 'name' | 'data'>, lab: Pick<Lab, 'images'>): Figure {
  const each = 2;
  // The test pictures do not depend on how many there are to train on, nor the drawing of them on what follows.
  const { test } = lab.images({ name, data: { ...data, train: 1 } }, 0);
  const { test: before } = lab.images({ name, data: { ...data, train: 1, smallMargin: undefined } }, 0);
  const size = test.height * test.width * test.channels;
  const bytes = ({ pixels }: typeof test, i: number) =>
    Buffer.from(
      pixels.subarray(i * size, (i + 1) * size).map((value) => Math.round(255 * Math.min(1, Math.max(0, value)))),
    );
  const ofClass = (label: number) =>
    [...test.labels.keys()].filter((i) => test.labels[i] === label && test.groups[i] === 1).slice(0, each);
  return {
    kind: 'sheet',
    title: 'Test pictures, and what made small margins of them: half the resolution, noise, shuffled channels',
    width: test.width,
    height: test.height,
    columns: Array.from({ length: each }, () => ['original', 'small margin']).flat(),
    rows: Array.from({ length: test.classes }, (_, label) => ({
      name: `class ${label}`,
      pictures: ofClass(label).flatMap((i) => [before, test].map((set) => bytes(set, i).toString('base64'))),
    })),
  };
}

/** A run that diverged classifies at random. */
function ending(rate: number, { series }: Trajectory, source: ImageJob['data']['source']): Ending {
  const last = (name: string) => series[name]?.values.at(-1) ?? Number.NaN;
  if (Number.isFinite(last('train-loss'))) {
    return {
      rate,
      train: last('train'),
      test: last('test'),
      small: series['test-small'] ? last('test-small') : last('test'),
    };
  }
  const classes = source.set === 'glyphs' ? source.classes : source.set === 'cifar-100' ? 100 : 10;
  return { rate, train: 1 / classes, test: 1 / classes, small: 1 / classes };
}

/** The best of a grid by test accuracy, as the paper reports it. */
export function best(endings: readonly Ending[]): Ending {
  return endings.reduce((chosen, other) => (other.test > chosen.test ? other : chosen));
}

/** Half of what Figure 4 prints: 83.32 % against 73.69 %, and 0.97 against 0.88 of it on small margins. */
const halfOfGain = (8332 - 7369) / 20_000;
export const halfOfDrop = (97 - 88) / 200;

export const smallMarginRule = all(
  {
    'training error 0': part(
      proportionAtLeast({ p: 0.5 }),
      ({ gd, gdm }: Grids) => best(gd).train === 1 && best(gdm).train === 1,
    ),
    'GD+M is more accurate': part(pairedLess({ by: halfOfGain }), ({ gd, gdm }: Grids) => ({
      a: best(gd).test,
      b: best(gdm).test,
    })),
    'GD+M loses less on small margins': part(pairedLess({ by: halfOfDrop }), ({ gd, gdm }: Grids) => ({
      a: best(gd).small / best(gd).test,
      b: best(gdm).small / best(gdm).test,
    })),
  },
  ['comparison'],
);

/** What the claims on small margins show. */
export function smallMarginFigures(observations: readonly Grids[], regime: Images): Figure[] {
  return [accuracyFigure(observations, regime), ...observations.flatMap(({ sheet }) => sheet ?? [])];
}

/** Mean accuracies of two algorithms over their rates. */
export function accuracyFigure(
  observations: readonly Grids[],
  regime: Pick<Images, 'rates' | 'decays'>,
  [gd, gdm] = ['GD', 'GD+M'],
): Figure {
  const curve = (name: string, which: 'gd' | 'gdm', what: 'test' | 'small' | 'train'): Curve => ({
    name,
    points: regime.rates.map((_, k) => {
      const at = observations.map((grid) => grid[which][k * regime.decays.length]);
      return [at[0].rate, at.reduce((sum, ending) => sum + ending[what], 0) / at.length] as const;
    }),
    ...(what !== 'test' && { draw: 'dashed' as const }),
  });
  return {
    title: `Accuracy of ${gd} and ${gdm} after training against the learning rate, without weight decay`,
    x: { label: 'learning rate η (damped momentum)', log: true },
    y: { label: 'mean accuracy' },
    series: [
      curve(`${gd}, test`, 'gd', 'test'),
      curve(`${gdm}, test`, 'gdm', 'test'),
      curve(`${gd}, small margins`, 'gd', 'small'),
      curve(`${gdm}, small margins`, 'gdm', 'small'),
      curve(`${gd}, training`, 'gd', 'train'),
      curve(`${gdm}, training`, 'gdm', 'train'),
    ],
  };
}

/** The mean accuracies of the chosen runs. */
export function endingsTable(observations: readonly Grids[]): object {
  const mean = (which: 'gd' | 'gdm', what: 'train' | 'test' | 'small') =>
    observations.reduce((sum, grid) => sum + best(grid[which])[what], 0) / observations.length;
  const row = (which: 'gd' | 'gdm') => ({
    train: mean(which, 'train'),
    test: mean(which, 'test'),
    small: mean(which, 'small'),
  });
  return { gd: row('gd'), gdm: row('gdm') };
}
