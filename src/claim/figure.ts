import { z } from 'zod';

const point = z.tuple([z.number(), z.number()]).readonly();
const points = z.array(point).readonly();
const axis = z.object({
  /** With the unit, where the quantity has one. */
  label: z.string(),
  log: z.boolean().optional(),
});

const curve = z.object({
  name: z.string(),
  points,
  /** A line through the points in their order unless stated; `bound` is what a statement allows, beside what was measured. */
  draw: z.enum(['line', 'dots', 'dashed', 'step', 'bound']).optional(),
  /** `[x, lower, upper]`: a shaded band, such as an interval over trials. */
  band: z
    .array(z.tuple([z.number(), z.number(), z.number()]).readonly())
    .readonly()
    .optional(),
  /** A straight line on the axes of the figure (on two log axes y ∝ x^slope), with the interval of its slope. */
  fit: z.object({ slope: z.number(), interval: point.optional(), through: point }).optional(),
});

const framed = { title: z.string(), x: axis, y: axis };

/** Curves, dots, bounds, bands and fits; trajectories, too: a line goes through its points in their order. */
const chart = z.object({ kind: z.literal('chart').optional(), ...framed, series: z.array(curve).readonly() });

const place = z.union([z.number(), z.string()]);
const cell = z.tuple([place, place]).readonly();

/** Cells over two lists of numbers or names: a phase map, a table of ratios. */
const cells = z.object({
  kind: z.literal('cells'),
  ...framed,
  /** What a number in a cell is; a word in a cell is a verdict or a category. */
  value: axis,
  /** What the outlined cells are. */
  outline: z.string().optional(),
  cells: z
    .array(
      z.object({
        x: place,
        y: place,
        value: z.union([z.number(), z.string()]),
        /** Stands beside the sign of a verdict, where there is room. */
        note: z.string().optional(),
        outlined: z.boolean().optional(),
      }),
    )
    .readonly(),
  /** Pairs of cells of one row or one column: half-way between them runs a border. */
  borders: z.object({ name: z.string(), between: z.array(z.tuple([cell, cell]).readonly()).readonly() }).optional(),
});

/** Level lines of a function of two variables, with paths on them. */
const contours = z.object({
  kind: z.literal('contours'),
  ...framed,
  value: axis,
  /** Corners of the rectangle; values lie on its edges, too. */
  from: point,
  to: point,
  columns: z.number().int().min(2),
  /** Row by row, from the smallest y up; null where there is none. */
  values: z.array(z.number().nullable()).readonly(),
  paths: z.array(curve).readonly(),
});

/** How one number spreads over trials, with what was predicted of it. */
const histogram = z.object({
  kind: z.literal('histogram'),
  title: z.string(),
  x: axis,
  samples: z.array(z.object({ name: z.string(), values: z.array(z.number()).readonly() })).readonly(),
  marks: z
    .array(z.object({ name: z.string(), at: z.number() }))
    .readonly()
    .optional(),
});

/** Weights as small pictures on one scale of colours, row by row from the top. */
const pictures = z.object({
  kind: z.literal('pictures'),
  title: z.string(),
  value: axis,
  columns: z.number().int().min(1),
  pictures: z.array(z.object({ name: z.string(), values: z.array(z.number().nullable()).readonly() })).readonly(),
});

/** Colour pictures in rows and columns: a contact sheet. */
const sheet = z
  .object({
    kind: z.literal('sheet'),
    title: z.string(),
    /** Pixels of each picture. */
    width: z.number().int().min(1),
    height: z.number().int().min(1),
    columns: z.array(z.string()).readonly(),
    /** Pictures as bytes in base64: red, green, blue of each pixel, row by row from the top. */
    rows: z.array(z.object({ name: z.string(), pictures: z.array(z.base64()).readonly() })).readonly(),
  })
  .refine(
    ({ width, height, rows }) =>
      rows.every(({ pictures }) =>
        pictures.every((bytes) => Buffer.from(bytes, 'base64').length === 3 * width * height),
      ),
    'every picture must hold three bytes for each pixel',
  );

/** A picture as data, drawn by the reporters. Values are in the units of the axes. */
export const figure = z.discriminatedUnion('kind', [chart, cells, contours, histogram, pictures, sheet]);
export type Figure = z.infer<typeof figure>;
export type Axis = z.infer<typeof axis>;
export type Curve = z.infer<typeof curve>;
export type Chart = z.infer<typeof chart>;
export type Cells = z.infer<typeof cells>;
export type Contours = z.infer<typeof contours>;
export type Histogram = z.infer<typeof histogram>;
export type Pictures = z.infer<typeof pictures>;
export type Sheet = z.infer<typeof sheet>;

/** The figure without what no axis can show: zeros on a log axis, infinities, NaN. */
export function drawable(figure: Figure): Figure {
  switch (figure.kind) {
    case 'cells':
      return {
        ...figure,
        cells: figure.cells.filter(({ value }) => typeof value === 'string' || shows(figure.value, value)),
      };
    case 'histogram':
      return {
        ...figure,
        samples: figure.samples.map(({ name, values }) => ({
          name,
          values: values.filter((value) => shows(figure.x, value)),
        })),
        marks: figure.marks?.filter(({ at }) => shows(figure.x, at)),
      };
    case 'contours':
      return { ...figure, values: whole(figure.values), paths: figure.paths.map((path) => visible(path, figure)) };
    case 'pictures':
      return {
        ...figure,
        pictures: figure.pictures.map(({ name, values }) => ({ name, values: whole(values) })),
      };
    case 'sheet':
      return figure;
    default:
      return { ...figure, series: figure.series.map((line) => visible(line, figure)) };
  }
}

function visible(line: Curve, { x, y }: { x: Axis; y: Axis }): Curve {
  const onAxes = ([a, b]: readonly [number, number]) => shows(x, a) && shows(y, b);
  const { band, fit, ...rest } = line;
  const sound = fit && Number.isFinite(fit.slope) && onAxes(fit.through);
  return {
    ...rest,
    points: line.points.filter(onAxes),
    ...(band && { band: band.filter(([a, lower, upper]) => shows(x, a) && shows(y, lower) && shows(y, upper)) }),
    ...(sound && { fit }),
  };
}

/** Grids keep their places: what is no number becomes null, as JSON would have it. */
function whole(values: readonly (number | null)[]): (number | null)[] {
  return values.map((value) => (Number.isFinite(value) ? value : null));
}

function shows({ log }: Axis, value: number): boolean {
  return Number.isFinite(value) && (!log || value > 0);
}
