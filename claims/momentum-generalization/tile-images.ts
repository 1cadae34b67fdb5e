import {
  all,
  type Dataset,
  type Figure,
  type Job,
  type Lab,
  pairedLess,
  part,
  patch,
  proportionAtLeast,
  sample,
} from 'lemmata';
import { halfOfDrop } from './images.ts';

export interface Tiles {
  readonly activation: Job['network']['activation'];
  readonly samples: number;
  /** n₂ */
  readonly smallMargin: number;
  /** β₀ */
  readonly contrast: number;
  /** γ of GD+M */
  readonly memory: number;
}

export const cubicTiles: Tiles = {
  activation: { kind: 'power', degree: 3 },
  samples: 60,
  smallMargin: 2,
  contrast: 0.5,
  memory: 0.997,
};

type Pictures = Extract<Figure, { kind: 'pictures' }>['pictures'];

/** Errors of one algorithm: on the training set, and on fresh images of either class. */
export interface Errors {
  readonly train: number;
  readonly clear: number;
  readonly small: number;
  readonly steps: number;
}

export interface TileRuns {
  readonly gd: Errors;
  readonly gdm: Errors;
  /**
   * The first trial shows its last weights, [m, d], two training images of either class, row by row, and the error on fresh
   * small margins of the one filter that is the glyph.
   */
  readonly shown?: {
    readonly gd: readonly number[];
    readonly gdm: readonly number[];
    readonly images: Pictures;
    readonly floor: number;
  };
}

const [dimension, side, neurons, scale, rate, fresh] = [36, 6, 6, 0.7, 0.05, 500];

/** d = 36, α = d^0.49, noise of variance 1/d, m = 6, σ₀ = 0.7/√d, η = 0.05, until max ℓ_i < 0.05. */
export async function tileRuns(regime: Tiles, trials: readonly number[], lab: Lab): Promise<TileRuns[]> {
  const { activation, samples, smallMargin, contrast, memory } = regime;
  const shared = { alpha: dimension ** 0.49, beta: contrast, noise: dimension ** -0.5, test: fresh };
  const data: Job['data'] = { sampler: 'tile-images', samples, smallMargin, ...shared };
  const output = activation.kind === 'power' ? 'ones' : 'classes';
  const name = 'momentum-generalization/tile-images';
  const job = (optimizer: Job['optimizer']): Job => ({
    name,
    network: { neurons, activation, output, loss: 'logistic' },
    data,
    init: { scale: scale / Math.sqrt(dimension), redrawUntilPositive: 'glyph' },
    optimizer,
    steps: Math.ceil((12 * samples * Math.sqrt(dimension)) / (rate * scale)),
    stopBelowSlope: 0.05,
    precision: 'float32',
    precisionReason: 'errors are counted: rounding moves only outputs that are nearly 0',
    probes: [
      { name: 'train', quantity: 'error', schedule: 'end' },
      { name: 'test', quantity: 'margins', on: 'test', schedule: 'end' },
      { name: 'weights', quantity: 'weights', schedule: 'end' },
    ],
  });
  const gd = await lab.train(job({ optimizer: 'gd', rate }), trials);
  const gdm = await lab.train(job({ optimizer: 'momentum', rate, memory }), trials);
  const errors = ({ series, steps }: (typeof gd)[number]): Errors => {
    const wrong = (margins: Float64Array) => margins.filter((margin) => margin <= 0).length / fresh;
    const { values } = series.test;
    return {
      train: series.train.values[0],
      clear: wrong(values.subarray(0, fresh)),
      small: wrong(values.subarray(fresh)),
      steps,
    };
  };
  const weightsOf = ({ series }: (typeof gd)[number]) => [...series.weights.values];
  const shown = (trial: number, k: number) => ({
    gd: weightsOf(gd[k]),
    gdm: weightsOf(gdm[k]),
    images: imagesOf(lab.data({ name, data }, trial)),
    floor: floorOf(sample(data, { data: '', test: lab.seed('floor', trial) }).test!, activation.degree),
  });
  return trials.map((trial, k) => ({
    gd: errors(gd[k]),
    gdm: errors(gdm[k]),
    ...(trial === 0 && { shown: shown(trial, k) }),
  }));
}

export const tileRule = all(
  {
    'training error 0': part(
      proportionAtLeast({ p: 0.5 }),
      ({ gd, gdm }: TileRuns) => gd.train === 0 && gdm.train === 0,
    ),
    'clear images: error ≤ 2 %': part(
      proportionAtLeast({ p: 0.5 }),
      ({ gd, gdm }: TileRuns) => gd.clear <= 0.02 && gdm.clear <= 0.02,
    ),
    'small margins: GD+M errs less': part(pairedLess({ by: halfOfDrop }), ({ gd, gdm }: TileRuns) => ({
      a: gdm.small,
      b: gd.small,
    })),
  },
  ['comparison'],
);

/** Mean errors on small margins, and the share of trials in which GD+M errs less. */
export function tileErrors(observations: readonly TileRuns[]): object {
  const mean = (measured: (runs: TileRuns) => number) =>
    observations.reduce((sum, runs) => sum + measured(runs), 0) / observations.length;
  return {
    floor: observations[0].shown!.floor,
    gd: mean(({ gd }) => gd.small),
    gdm: mean(({ gdm }) => gdm.small),
    gdmErrsLess: mean(({ gd, gdm }) => (gdm.small < gd.small ? 1 : 0)),
  };
}

/** Error on the small margins of Σ_p ⟨glyph, X[p]⟩^degree, what the network is with the glyph (and its negative) for filters. */
function floorOf(data: Dataset, degree: number): number {
  const { glyph } = data.directions;
  let wrong = 0;
  for (let i = fresh; i < data.samples; i++) {
    let output = 0;
    for (let p = 0; p < data.patches; p++) {
      output += patch(data, i, p).reduce((sum, pixel, k) => sum + pixel * glyph[k], 0) ** degree;
    }
    if (data.labels[i] * output <= 0) wrong++;
  }
  return wrong / fresh;
}

/** The first two clear images and the last two, whose margin is small; 12×12 pixels, row by row. */
function imagesOf(data: Dataset): Pictures {
  return [0, 1, data.samples - 2, data.samples - 1].map((i) => {
    const tiles = Array.from({ length: data.patches }, (_, p) => patch(data, i, p));
    const values = Array.from({ length: 4 * dimension }, (_, k) => {
      const [row, column] = [Math.floor(k / (2 * side)), k % (2 * side)];
      const tile = tiles[2 * Math.floor(row / side) + Math.floor(column / side)];
      return tile[(row % side) * side + (column % side)];
    });
    return { name: `${data.groups[i] ? 'small margin' : 'clear'}, y = ${data.labels[i]}`, values };
  });
}

export function tileFigures(observations: readonly TileRuns[]): Figure[] {
  const errorsOf = (name: string, which: 'gd' | 'gdm') => ({
    name,
    values: observations.map((runs) => runs[which].small),
  });
  const { images, gd, gdm, floor } = observations[0].shown!;
  const filters = (name: string, weights: readonly number[]) =>
    Array.from({ length: neurons }, (_, r) => ({
      name: `${name}, w${r + 1}`,
      values: weights.slice(r * dimension, (r + 1) * dimension),
    }));
  return [
    {
      kind: 'histogram',
      title: 'Error on fresh small-margin images, one count per trial',
      x: { label: 'share of small-margin images misclassified' },
      samples: [errorsOf('GD', 'gd'), errorsOf('GD+M', 'gdm')],
      marks: [{ name: 'glyph as the filter', at: floor }],
    },
    {
      kind: 'pictures',
      title: 'Filters after training',
      value: { label: 'weight' },
      columns: side,
      pictures: [...filters('GD', gd), ...filters('GD+M', gdm)],
    },
    {
      kind: 'pictures',
      title: 'Images of the training set: the margin of the last two is small',
      value: { label: 'pixel' },
      columns: 2 * side,
      pictures: images,
    },
  ];
}
