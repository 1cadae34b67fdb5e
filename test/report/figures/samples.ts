import type { Cells, Chart, Contours, Histogram, Pictures, Sheet } from '../../../src/claim/figure.ts';

/** One figure of each kind, small enough to count by hand. */
export const chart: Chart = {
  title: 'Distance from the flow',
  x: { label: 'step size h (time units)', log: true },
  y: { label: 'largest distance e(h)', log: true },
  series: [
    {
      name: 'measured',
      points: [
        [0.01, 2e-4],
        [0.02, 8e-4],
        [0.04, 32e-4],
      ],
      band: [
        [0.01, 1e-4, 4e-4],
        [0.02, 4e-4, 16e-4],
        [0.04, 16e-4, 64e-4],
      ],
      fit: { slope: 2, interval: [1.9, 2.1], through: [0.02, 8e-4] },
    },
    {
      name: 'what the theorem allows',
      draw: 'bound',
      points: [
        [0.01, 1e-3],
        [0.04, 4e-3],
      ],
    },
    {
      name: 'each trial',
      draw: 'dots',
      points: [
        [0.01, 1.5e-4],
        [0.01, 3e-4],
        [0.02, 7e-4],
        [0.02, 9e-4],
        [0.04, 3e-3],
      ],
    },
  ],
};

export const cells: Cells = {
  kind: 'cells',
  title: 'Where the statement holds',
  x: { label: 'learning rate η' },
  y: { label: 'momentum γ' },
  value: { label: 'verdict' },
  outline: 'the statement speaks of it',
  cells: [0.01, 0.1, 1].flatMap((x, i) =>
    [0, 0.9].map((y, j) => ({
      x,
      y,
      value: i > j ? 'supported' : i === j ? 'undecided' : 'refuted',
      outlined: i === 1,
    })),
  ),
  borders: {
    name: 'the verdict changes',
    between: [
      [
        [0.01, 0.9],
        [1, 0.9],
      ],
    ],
  },
};

export const ratios: Cells = {
  kind: 'cells',
  title: 'Ratios by family',
  x: { label: 'condition' },
  y: { label: 'family' },
  value: { label: 'left over right', log: true },
  cells: ['Q', 'M', 'a family with a long name'].flatMap((y, i) =>
    ['noise beats features', 'sparse', 'λ small'].map((x, j) => ({ x, y, value: 10 ** (i - j) })),
  ),
};

const side = 24;
const grid = Array.from({ length: side }, (_, k) => -2 + (4 * k) / (side - 1));
export const contours: Contours = {
  kind: 'contours',
  title: 'Loss and the paths on it',
  x: { label: 'w₁' },
  y: { label: 'w₂' },
  value: { label: 'x² + y²' },
  from: [-2, -2],
  to: [2, 2],
  columns: side,
  values: grid.flatMap((b) => grid.map((a) => a * a + b * b)),
  paths: [
    {
      name: 'gradient descent',
      points: Array.from({ length: 30 }, (_, k) => [1.8 * 0.85 ** k, 1.5 * 0.9 ** k] as const),
    },
    {
      name: 'heavy ball',
      points: Array.from(
        { length: 60 },
        (_, k) => [1.8 * 0.93 ** k * Math.cos(k / 4), 1.5 * 0.93 ** k * Math.sin(k / 4)] as const,
      ),
    },
    {
      name: 'flow',
      draw: 'dashed',
      points: Array.from({ length: 30 }, (_, k) => [1.8 * 0.84 ** k, 1.5 * 0.91 ** k] as const),
    },
  ],
};

export const histogram: Histogram = {
  kind: 'histogram',
  title: 'Ratio in every trial',
  x: { label: 'ratio' },
  samples: [
    { name: 'GD', values: [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5] },
    { name: 'GD with momentum', values: [2, 2, 2.5, 3] },
  ],
  marks: [
    { name: 'predicted', at: 2.5 },
    { name: 'limit', at: 6 },
  ],
};

export const pictures: Pictures = {
  kind: 'pictures',
  title: 'First filters after training',
  value: { label: 'weight' },
  columns: 10,
  pictures: ['GD, neuron 1', 'GD, neuron 2', 'Adam, neuron 1', 'Adam, neuron 2'].map((name, k) => ({
    name,
    values: Array.from({ length: 60 }, (_, w) => (k < 2 ? (w === 0 ? 1 : 0) : Math.sin(w * (k + 1)) - 0.2)),
  })),
};

/** A picture of 3×2 pixels in one colour but for its first pixel. */
const coloured = (...pixel: readonly [number, number, number]) =>
  Buffer.from([255, 255, 255, ...Array.from({ length: 5 }, () => pixel).flat()]).toString('base64');
export const sheet: Sheet = {
  kind: 'sheet',
  title: 'Pictures of the test set',
  width: 3,
  height: 2,
  columns: ['original', 'small margin'],
  rows: [
    { name: 'class 0', pictures: [coloured(200, 0, 0), coloured(0, 0, 200)] },
    { name: 'class 1', pictures: [coloured(0, 100, 0), coloured(100, 0, 7)] },
  ],
};

export const samples = { chart, cells, ratios, contours, histogram, pictures, sheet };
