import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { BadInput } from '../errors.ts';
import type { Trials } from './claim.ts';
import { evaluate, type Settings } from './evaluate.ts';
import { digest, finding } from './record.ts';
import type { Registered } from './registry.ts';
import { recordKey } from './run.ts';

const axisSchema = z.object({
  /** A field of the claim's regime. */
  key: z.string(),
  values: z.array(z.number()),
  scale: z.enum(['linear', 'log']),
});
export type MapAxis = z.infer<typeof axisSchema>;

const cellSchema = z.object({
  x: z.number(),
  y: z.number(),
  /** Whether the statement speaks of this regime; null where the claim does not say. */
  inside: z.boolean().nullable(),
  finding,
});
export type MapCell = z.infer<typeof cellSchema>;

/** What a claim's rule says of its regime along two of its parameters. */
export const mapSchema = z.object({
  schemaVersion: z.literal(1),
  claim: z.string(),
  statement: z.string(),
  profile: z.string(),
  seed: z.string(),
  engine: z.string(),
  x: axisSchema,
  y: axisSchema,
  cells: z.array(cellSchema),
  /** Points midway between neighbours of which one is supported and the other refuted. */
  boundary: z.array(z.tuple([z.number(), z.number()])),
  /** Digest of what determines the cells. */
  key: z.string(),
});
export type RegimeMap = z.infer<typeof mapSchema>;

/** `key:from:to:count[:log]`. @throws BadInput naming the flag. */
export function parseAxis(flag: string, text: string, { claim, name }: Registered, profile: 'quick' | 'full'): MapAxis {
  const [key, from, to, count, scale = 'linear', ...rest] = text.split(':');
  const bad = (rule: string, remedy: string) => new BadInput({ field: flag, rule, value: text, remedy });
  const numeric = Object.entries(claim.profiles[profile].regime)
    .filter(([, value]) => typeof value === 'number')
    .map(([known]) => known);
  if (!numeric.includes(key)) {
    throw bad(`must begin with a number of the regime of ${name}`, `Numbers: ${numeric.join(', ') || 'none'}.`);
  }
  const [a, b, n] = [Number(from), Number(to), Number(count)];
  const whole = Number.isInteger(n) && n >= 2 && n <= 200;
  const log = scale === 'log';
  if (rest.length > 0 || !(Number.isFinite(a) && Number.isFinite(b) && a < b && whole && (log || scale === 'linear'))) {
    throw bad(
      'must be key:from:to:count or key:from:to:count:log, from below to, count from 2 to 200',
      'E.g. rate:0.01:1:8:log.',
    );
  }
  if (log && a <= 0) throw bad('must begin above 0 on a log axis', 'E.g. rate:0.01:1:8:log.');
  const integer = Number.isInteger((claim.profiles[profile].regime as Record<string, number>)[key]);
  const values = Array.from({ length: n }, (_, k) => {
    const value = log ? a * (b / a) ** (k / (n - 1)) : a + ((b - a) * k) / (n - 1);
    return integer && Number.isInteger(a) && Number.isInteger(b) ? Math.round(value) : Number(value.toPrecision(12));
  });
  return { key, values: [...new Set(values)], scale: log ? 'log' : 'linear' };
}

/**
 * Decides the claim at every point of the grid that `path` does not hold yet, and writes the map after each. Every point
 * spends the share of one claim: a map explores, it is no verdict.
 */
export async function drawMap(
  registered: Registered,
  axes: { x: MapAxis; y: MapAxis; trials?: Trials },
  settings: Settings,
  path: string,
  progress: (done: number, total: number, cell: MapCell) => void,
): Promise<RegimeMap> {
  const { claim, name } = registered;
  const { x, y, trials } = axes;
  const key = digest([recordKey(registered, settings), x, y, trials]);
  const map: RegimeMap = {
    schemaVersion: 1,
    claim: name,
    statement: claim.statement.plain,
    profile: settings.profile,
    seed: settings.seed,
    engine: settings.training.engine.name,
    x,
    y,
    cells: started(path, key),
    boundary: [],
    key,
  };
  map.boundary = boundaryOf(map);
  mkdirSync(dirname(path), { recursive: true });
  const total = x.values.length * y.values.length;
  for (const b of y.values) {
    for (const a of x.values) {
      if (map.cells.some((cell) => cell.x === a && cell.y === b)) continue;
      settings.training.signal.throwIfAborted();
      const regime = { ...claim.profiles[settings.profile].regime, [x.key]: a, [y.key]: b };
      const point = { name: 'map', breaks: 'two parameters', regime, ...(trials && { trials }) };
      const { finding: found } = await evaluate(registered, point, settings);
      const cell = { x: a, y: b, inside: claim.speaksOf?.(regime) ?? null, finding: found };
      map.cells.push(cell);
      map.boundary = boundaryOf(map);
      await writeFileAtomic(path, `${JSON.stringify(mapSchema.parse(map), null, 2)}\n`);
      progress(map.cells.length, total, cell);
    }
  }
  return map;
}

/** The cells of an interrupted map of the same grid and code. */
function started(path: string, key: string): MapCell[] {
  if (!existsSync(path)) return [];
  try {
    const found = mapSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return found.key === key ? found.cells : [];
  } catch {
    // Torn or of another version: drawn anew.
    return [];
  }
}

function boundaryOf({ x, y, cells }: RegimeMap): [number, number][] {
  const at = new Map(cells.map((cell) => [`${cell.x} ${cell.y}`, cell.finding.verdict]));
  const middle = (axis: MapAxis, a: number, b: number) => (axis.scale === 'log' ? Math.sqrt(a * b) : (a + b) / 2);
  const differ = (a?: string, b?: string) => [a, b].toSorted().join() === 'refuted,supported';
  return cells.flatMap((cell) => {
    const mine = cell.finding.verdict;
    const right = x.values[x.values.indexOf(cell.x) + 1];
    const above = y.values[y.values.indexOf(cell.y) + 1];
    const points: [number, number][] = [];
    if (differ(mine, at.get(`${right} ${cell.y}`))) points.push([middle(x, cell.x, right), cell.y]);
    if (differ(mine, at.get(`${cell.x} ${above}`))) points.push([cell.x, middle(y, cell.y, above)]);
    return points;
  });
}
