import { describe, expect, test } from 'vitest';
import type { Chart, Figure } from '../../../src/claim/figure.ts';
import { figure as schema } from '../../../src/claim/figure.ts';
import { scaleOf, ticks } from '../../../src/report/figures/axes.ts';
import { fitLine } from '../../../src/report/figures/chart.ts';
import { levelsOf } from '../../../src/report/figures/contours.ts';
import { figureSvg } from '../../../src/report/figures/figure-svg.ts';
import { countIn } from '../../../src/report/figures/histogram.ts';
import { look } from '../../../src/report/figures/theme.ts';
import { draw } from './draw.ts';
import { cells, chart, contours, histogram, pictures, samples, sheet } from './samples.ts';

const simple = (
  points: readonly (readonly [number, number])[],
  more: Partial<Chart['series'][number]> = {},
): Chart => ({
  title: 'a title',
  x: { label: 'x' },
  y: { label: 'y' },
  series: [{ name: 'curve', points, ...more }],
});

/** Numbers of the path of the first line. */
function lineOf(figure: Figure): number[][] {
  const [path] = draw(figure).all('[aria-label="line"] path');
  return [...path.getAttribute('d')!.matchAll(/([-\d.]+),([-\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

describe('every kind of figure', () => {
  test.each(Object.entries(samples))(
    '%s: valid, labelled, without anything that could clash in a page',
    (_, figure) => {
      expect(schema.parse(structuredClone(figure))).toEqual(figure);
      const { svg, all, words } = draw(figure);
      expect(svg.getAttribute('role')).toBe('img');
      expect(svg.getAttribute('aria-label')).toBe(figure.title);
      expect(all('title')[0].textContent).toBe(figure.title);
      expect(all('desc')[0].textContent!.length).toBeGreaterThan(20);
      expect(all('style, [id], script, foreignObject')).toEqual([]);
      const references = all('[href]').map((element) => element.getAttribute('href')!);
      expect(references.filter((reference) => !reference.startsWith('data:image/png;base64,'))).toEqual([]);
      expect(all('[class]').map((element) => element.getAttribute('class'))).toEqual(['figure']);
      if ('x' in figure) expect(words).toContain(figure.x.label);
      if ('y' in figure) expect(words).toContain(`↑ ${figure.y.label}`);
    },
  );

  test.each(Object.entries(samples))('%s: the same bytes again, and few of them', (_, figure) => {
    const first = figureSvg(figure);
    expect(figureSvg(structuredClone(figure))).toBe(first);
    expect(first.length).toBeLessThan(25_000);
    expect(first).not.toMatch(/NaN|Infinity|undefined/);
  });

  const hostile = `</text><script>alert("1")</script> & 'q' \u0000\u001b[31m`;
  const named: Figure[] = [
    { ...simple([[1, 1]]), title: hostile, x: { label: hostile }, y: { label: hostile } },
    { ...chart, series: [{ ...chart.series[0], name: hostile }] },
    { ...cells, value: { label: hostile }, cells: [{ x: hostile, y: hostile, value: hostile }] },
    { ...histogram, samples: [{ name: hostile, values: [1] }], marks: [{ name: hostile, at: 1 }] },
    { ...contours, value: { label: hostile }, paths: [{ name: hostile, points: [[0, 0]] as const }] },
    { ...pictures, pictures: [{ name: hostile, values: [1, 2] }] },
    { ...sheet, columns: [hostile], rows: [{ name: hostile, pictures: [] }] },
  ];
  test.each(named.map((figure) => [figure.kind ?? 'chart', figure] as const))(
    'hostile words in a %s stay words',
    (_, figure) => {
      const svg = figureSvg(figure);
      expect(svg).not.toContain('<script');
      expect(svg).toContain('&lt;script');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
      expect(svg).not.toMatch(/[\u0000\u001b]/);
    },
  );

  const nan = Number.NaN;
  const empty: Figure[] = [
    { ...simple([]), series: [] },
    simple([]),
    simple([
      [nan, 1],
      [1, nan],
      [1, Number.POSITIVE_INFINITY],
    ]),
    {
      ...simple([
        [0, 1],
        [1, 0],
        [-1, 1],
      ]),
      x: { label: 'x', log: true },
      y: { label: 'y', log: true },
    },
    { ...cells, cells: [] },
    { ...cells, cells: [{ x: 1, y: 1, value: nan }] },
    { ...contours, values: contours.values.map(() => nan), paths: [] },
    { ...contours, values: contours.values.map(() => 3), paths: [] },
    { ...histogram, samples: [], marks: [] },
    { ...histogram, samples: [{ name: 'a', values: [nan] }] },
    { ...pictures, pictures: [] },
    { ...pictures, pictures: [{ name: 'a', values: [nan, 0] }] },
    { ...sheet, columns: [], rows: [] },
  ];
  test.each(empty.map((figure, k) => [k, figure] as const))(
    'nothing to draw (%i) draws nothing, and says so',
    (_, figure) => {
      const { all } = draw(figure);
      expect(figureSvg(figure)).not.toMatch(/NaN|Infinity|undefined/);
      expect(all('[aria-label="dot"], [aria-label="line"], [aria-label="rect"]')).toEqual([]);
    },
  );
});

describe('charts', () => {
  test('marks, bands, bounds and fits are as many as the data say', () => {
    const { all, words } = draw(chart);
    const dots = all('[aria-label="dot"]').map((group) => group.children.length);
    expect(dots).toEqual([3, 5]);
    expect(all('[aria-label="area"] path')).toHaveLength(1);
    // The curve, its fit, the bound; the bound lies below.
    const lines = all('[aria-label="line"]').map((group) => group.getAttribute('stroke'));
    expect(lines).toEqual(['currentColor', look(0).colour, look(0).colour]);
    expect(words).toContain('measured: slope 2.000 [1.900, 2.100]');
    expect(words).toContain('what the theorem allows');
  });

  test('positions are those of the axes', () => {
    // Equal steps in x and, on a log axis, equal ratios in y are equal steps on the page; y points up.
    const points = [
      [0, 1],
      [1, 100],
      [2, 10],
      [3, 1000],
    ] as const;
    const at = lineOf({ ...simple(points), y: { label: 'y', log: true } });
    expect(at).toHaveLength(4);
    expect(at[1][0] - at[0][0]).toBeCloseTo(at[2][0] - at[1][0], 0);
    const decades = [at[0][1] - at[1][1], at[2][1] - at[1][1], at[2][1] - at[3][1]];
    expect(decades[0]).toBeCloseTo(2 * decades[1], 0);
    expect(decades[2]).toBeCloseTo(2 * decades[1], 0);
    expect(decades[1]).toBeGreaterThan(0);
  });

  test('a fitted line has the slope on the page that it has in the data', () => {
    const x = scaleOf({ label: 'x', log: true }, [1, 100]);
    const y = scaleOf({ label: 'y', log: true }, [1, 1e6]);
    const [[x0, y0], [x1, y1]] = fitLine({ slope: 3, through: [10, 50] }, [100, 1], x, y);
    expect([x0, x1]).toEqual([1, 100]);
    expect(Math.log(y1 / y0) / Math.log(100)).toBeCloseTo(3, 12);
    expect(y0).toBeCloseTo(0.05, 12);
    const straight = scaleOf({ label: 'y' }, [0, 1]);
    expect(fitLine({ slope: 2, through: [1, 5] }, [0, 3], straight, straight)).toEqual([
      [0, 3],
      [3, 9],
    ]);
  });

  test('a line of thousands of points is short and keeps its extremes', () => {
    const wave = Array.from({ length: 20_000 }, (_, t) => [t, t === 12_345 ? 9 : Math.sin(t)] as const);
    const svg = figureSvg(simple(wave));
    expect(svg.length).toBeLessThan(25_000);
    const heights = lineOf(simple(wave)).map(([, y]) => y);
    const [peak] = lineOf(
      simple([
        [0, 9],
        [1, -1],
      ]),
    ).map(([, y]) => y);
    expect(Math.min(...heights)).toBeCloseTo(peak, 0);
    expect(heights.filter((height) => Math.abs(height - peak) < 5)).toHaveLength(1);
  });

  test('thousands of dots are thinned, those apart are all kept', () => {
    const apart = Array.from({ length: 20 }, (_, k) => [k, k * k] as const);
    expect(draw(simple(apart, { draw: 'dots' })).all('[aria-label="dot"] > *')).toHaveLength(20);
    const crowd = Array.from({ length: 9000 }, (_, k) => [k % 97, k % 89] as const);
    const kept = draw(simple(crowd, { draw: 'dots' })).all('[aria-label="dot"] > *').length;
    expect(kept).toBeGreaterThan(100);
    expect(kept).toBeLessThanOrEqual(400);
  });

  test('the legend stands above the data, in lines that fit, and names empty curves', () => {
    const names = Array.from({ length: 12 }, (_, k) => `a rather long name of curve ${k}`);
    const many = {
      ...simple([]),
      series: names.map((name, k) => ({
        name,
        points:
          k === 3
            ? []
            : ([
                [0, k],
                [1, k],
              ] as const),
      })),
    };
    const { all, svg, words } = draw(many);
    const [, , width] = svg.getAttribute('viewBox')!.split(' ').map(Number);
    const data = Math.min(...lineOf(many).map(([, y]) => y));
    for (const text of all('g[text-anchor="start"] > text').slice(0, 12)) {
      expect(Number(text.getAttribute('y'))).toBeLessThan(data);
      expect(Number(text.getAttribute('x')) + 4 * text.textContent!.length).toBeLessThan(width);
    }
    expect(words).toContain(`${names[3]}: none`);
  });

  test('no two of the first fourteen curves look alike in grey', () => {
    const looks = Array.from({ length: 14 }, (_, k) => `${look(k).dash} ${look(k).symbol}`);
    expect(new Set(looks.slice(0, 7)).size).toBe(7);
    expect(new Set(Array.from({ length: 14 }, (_, k) => JSON.stringify(look(k)))).size).toBe(14);
  });
});

describe('other kinds', () => {
  test('cells: one rectangle and sign each, small y below, an edge round what is outlined, a border half-way', () => {
    const { all, words } = draw(cells);
    const [filled] = all('[aria-label="cell"]');
    expect(filled.children).toHaveLength(6);
    // Two cells are outlined, one above the other: six of their eight sides, for they share one. A row is 34 pixels high.
    const [outline, halo, border] = all('g:not([aria-label]) > path[d]').map((path) => path.getAttribute('d')!);
    expect(outline.match(/M/g)).toHaveLength(6);
    expect(border).toBe(halo);
    // Columns are 96 pixels wide; between the first and the third the border halves the second, in the upper row.
    expect(border).toBe('M144 0v34');
    expect(words).toContain('the verdict changes');
    expect(words.filter((word) => word === '✓')).toHaveLength(3);
    expect(words.filter((word) => word === '✗')).toHaveLength(1);
    expect(words).toContain('the statement speaks of it');
    const labels = all('[aria-label="y-axis tick label"] text');
    const height = (label: string) => {
      const found = labels.find(({ textContent }) => textContent === label)!;
      return Number(/,([-\d.]+)/.exec(found.getAttribute('transform')!)![1]);
    };
    expect(height('0')).toBeGreaterThan(height('0.9'));
  });

  test('histograms count every value once, the largest too', () => {
    expect(countIn([0, 0.5, 1, 1.5, 2], [0, 1, 2])).toEqual([2, 3]);
    const { all, words } = draw(histogram);
    const bars = all('[aria-label="rect"]');
    expect(bars).toHaveLength(2);
    expect(all('[aria-label="rule"]')).toHaveLength(2);
    expect(words).toEqual(expect.arrayContaining(['predicted: 2.5', 'limit: 6', 'GD', 'GD with momentum']));
  });

  test('contours: levels between the extremes, a path per run, drawn inside the frame', () => {
    const levels = levelsOf(contours);
    expect(levels).toEqual(levels.toSorted((a, b) => a - b));
    // x² + y² on [−2, 2]², whose grid has no point at the middle.
    expect(levels.every((level) => level > 0 && level < 8)).toBe(true);
    const { all } = draw(contours);
    expect(all('[aria-label="contour"] path')).toHaveLength(levels.length);
    expect(all('[aria-label="line"] path')).toHaveLength(3);
  });

  test('pictures: a frame per filter, a square per weight that is not near zero', () => {
    const { all, words } = draw(pictures);
    expect(words).toEqual(expect.arrayContaining(pictures.pictures.map(({ name }) => name)));
    const squares = all('path[fill-opacity]')
      .map((path) => path.getAttribute('d')!.split('M').length - 1)
      .reduce((sum, count) => sum + count, 0);
    const shown = (values: readonly (number | null)[]) =>
      values.filter((value) => Math.abs(value ?? 0) >= 1.2 / 16).length;
    expect(squares).toBe(pictures.pictures.reduce((sum, { values }) => sum + shown(values), 0));
  });
});

describe('axes', () => {
  test.each([
    [0, 10, 5, [0, 2, 4, 6, 8, 10]],
    [0.11, 0.52, 4, [0.2, 0.4]],
    [-3, 3, 6, [-3, -2, -1, 0, 1, 2, 3]],
  ])('round ticks from %d to %d', (low, high, count, expected) => {
    expect(ticks(low, high, count)).toEqual(expected);
  });

  test('log axes mark powers of ten over decades, and multiples over less', () => {
    const wide = scaleOf({ label: '', log: true }, [1e-9, 1], 0);
    expect(wide.ticks!.length).toBeLessThanOrEqual(7);
    expect(wide.ticks!.every((value) => Number.isInteger(Math.log10(value)))).toBe(true);
    expect(scaleOf({ label: '', log: true }, [1, 10], 0).ticks).toEqual([1, 2, 3, 5, 10]);
    expect(wide.format(1e-6)).toBe('10⁻⁶');
    expect(wide.format(2e-6)).toBe('2·10⁻⁶');
  });

  test('one value, and values apart by rounding alone, get an axis with room', () => {
    for (const values of [[5], [5, 5 + 1e-15], [0]]) {
      const { domain, at } = scaleOf({ label: '' }, values);
      expect(domain[1] - domain[0]).toBeGreaterThanOrEqual(1);
      expect(at(values[0])).toBeCloseTo(0.5, 6);
    }
  });
});
