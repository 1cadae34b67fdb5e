import { linearRegression } from 'simple-statistics';
import { expect, test } from 'vitest';
import { drawable, type Figure, figure } from '../../src/claim/figure.ts';
import { powerLaw } from '../../src/claim/power-law.ts';

const nan = Number.NaN;
const log = { label: 'v', log: true };
const axes = { x: { label: 'x' }, y: log };

test('a figure as it was before there were kinds is a chart', () => {
  const old = { title: 't', x: { label: 'x' }, y: { label: 'y' }, series: [{ name: 'a', points: [[1, 2]] }] };
  expect(figure.parse(structuredClone(old))).toEqual(old);
  expect(figure.safeParse({ ...old, kind: 'unknown' }).success).toBe(false);
});

test('drawable keeps what the axes can show, in every kind', () => {
  const series = [
    {
      name: 'a',
      points: [
        [0, 1],
        [1, 0],
        [nan, 1],
        [2, 3],
        [3, Number.POSITIVE_INFINITY],
      ] as const,
      band: [
        [0, 0, 1],
        [1, 1, 2],
      ] as const,
      fit: { slope: nan, through: [1, 1] as const },
    },
  ];
  const kept = {
    name: 'a',
    points: [
      [0, 1],
      [2, 3],
    ],
    band: [[1, 1, 2]],
  };
  expect(drawable({ title: 't', ...axes, series })).toEqual({ title: 't', ...axes, series: [kept] });
  const grid = { from: [0, 0], to: [1, 1], columns: 2, values: [1, 2, 3, 4], value: { label: 'v' } } as const;
  expect(drawable({ kind: 'contours', title: 't', ...axes, ...grid, paths: series })).toMatchObject({ paths: [kept] });
  const cells = [0, -1, nan, 2, 'word'].map((value) => ({ x: 1, y: 1, value }));
  expect(drawable({ kind: 'cells', title: 't', ...axes, value: log, cells })).toMatchObject({ cells: cells.slice(3) });
  const samples = [{ name: 'a', values: [0, nan, 4] }];
  const marks = [{ name: 'm', at: 0 }];
  const drawn = drawable({ kind: 'histogram', title: 't', x: log, samples, marks });
  expect(drawn).toMatchObject({ samples: [{ name: 'a', values: [4] }], marks: [] });
});

test('what is drawable has a record: JSON gives it back', () => {
  const shown: Figure = drawable({
    kind: 'pictures',
    title: 't',
    value: { label: 'w' },
    columns: 2,
    pictures: [{ name: 'a', values: [1, nan, Number.NEGATIVE_INFINITY] }],
  });
  expect(figure.parse(JSON.parse(JSON.stringify(shown)))).toEqual(shown);
  const grid: Figure = drawable({
    kind: 'contours',
    title: 't',
    x: { label: 'x' },
    y: { label: 'y' },
    value: { label: 'v' },
    from: [0, 0],
    to: [1, 1],
    columns: 2,
    values: [1, nan, 3, Number.POSITIVE_INFINITY],
    paths: [],
  });
  expect(figure.parse(JSON.parse(JSON.stringify(grid)))).toEqual(grid);
});

test('a power law has the mean slope of its sweeps, and goes through the means', () => {
  const x = [1, 2, 5];
  const sweeps = [
    { x, y: [1, 3, 30] },
    { x, y: [2, 9, 50] },
    { x, y: [1.5, 7, 44] },
  ];
  const { points, fit } = powerLaw('a', sweeps, 2);
  expect(points.map(([a]) => a)).toEqual([0.5, 1, 2.5].map((value) => expect.closeTo(value, 12)));
  expect(points[0][1]).toBeCloseTo(3 ** (1 / 3), 12);
  // The slope of the geometric means is the mean of the slopes.
  const line = linearRegression(points.map(([a, b]) => [Math.log(a), Math.log(b)]));
  expect(fit!.slope).toBeCloseTo(line.m, 12);
  expect(Math.log(fit!.through[1])).toBeCloseTo(line.m * Math.log(fit!.through[0]) + line.b, 12);
  const slopes = sweeps.map(({ y }) => linearRegression(y.map((v, k) => [Math.log(x[k]), Math.log(v)])).m);
  const mean = slopes.reduce((sum, slope) => sum + slope / 3, 0);
  const deviation = Math.sqrt(slopes.reduce((sum, slope) => sum + (slope - mean) ** 2 / 2, 0));
  // Student's t at 97.5 % with two degrees of freedom: 4.302653.
  expect(fit!.interval![1] - fit!.slope).toBeCloseTo((4.302653 * deviation) / Math.sqrt(3), 5);
  expect(powerLaw('a', sweeps.slice(0, 1)).fit!.interval).toBeUndefined();
});

test('a power law leaves out sweeps without logarithms, and says how many are left', () => {
  const x = [1, 2, 4];
  const { name, fit } = powerLaw('a', [
    { x, y: [1, 2, 4] },
    { x, y: [1, 0, 4] },
  ]);
  expect([name, fit!.slope]).toEqual(['a (1 of 2 sweeps)', expect.closeTo(1, 12)]);
  expect(powerLaw('a', [])).toEqual({ name: 'a', points: [] });
});
