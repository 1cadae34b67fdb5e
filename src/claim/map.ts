import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import writeFileAtomic from 'write-file-atomic';
import type { Trials } from './claim.ts';
import { evaluate, type Settings } from './evaluate.ts';
import { type MapAxis, type MapCell, mapSchema, type RegimeMap } from './regime-map.ts';
import type { Registered } from './registry.ts';
import { recordKey } from './run.ts';

/** Hears of every point: that it starts and is decided, or that an interrupted map holds it. */
export interface MapListener {
  started(x: number, y: number): void;
  decided(cell: MapCell): void;
  kept(cell: MapCell): void;
}

/**
 * Decides the claim at every point of the grid that `path` does not hold yet, and writes the map after each. Every point
 * spends the share of one claim: a map explores, it is no verdict.
 * @throws the abort reason when the run is cancelled.
 */
export async function drawMap(
  registered: Registered,
  { x, y, trials }: { x: MapAxis; y: MapAxis; trials?: Trials },
  settings: Settings,
  path: string,
  listener: MapListener,
): Promise<RegimeMap> {
  const { claim, name } = registered;
  const empty: RegimeMap = {
    schemaVersion: 2,
    claim: name,
    statement: claim.statement.plain,
    profile: settings.profile,
    seed: settings.seed,
    engine: settings.training.engine.name,
    x,
    y,
    cells: [],
    boundary: [],
    key: recordKey(registered, settings),
    trials: trials ?? null,
  };
  const map = started(path, empty) ?? empty;
  mkdirSync(dirname(path), { recursive: true });
  map.cells.forEach(listener.kept);
  for (const b of y.values) {
    for (const a of x.values) {
      if (map.cells.some((cell) => cell.x === a && cell.y === b)) continue;
      settings.training.signal.throwIfAborted();
      listener.started(a, b);
      const regime = { ...claim.profiles[settings.profile].regime, [x.key]: a, [y.key]: b };
      const sized = { trials: trials ?? claim.profiles[settings.profile].trials, regime };
      const there = { ...claim, profiles: { ...claim.profiles, [settings.profile]: sized } };
      const { finding } = await evaluate({ ...registered, claim: there }, null, settings);
      const cell = { x: a, y: b, inside: claim.speaksOf?.(regime) ?? null, finding };
      map.cells.push(cell);
      map.boundary = boundaryOf(map);
      await writeFileAtomic(path, `${JSON.stringify(mapSchema.parse(map), null, 2)}\n`);
      listener.decided(cell);
    }
  }
  return map;
}

/** What `path` holds of an interrupted map of the same grid and code. */
function started(path: string, { cells, boundary, ...asked }: RegimeMap): RegimeMap | null {
  if (!existsSync(path)) return null;
  try {
    const found = mapSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const { cells: _cells, boundary: _boundary, ...same } = found;
    return isDeepStrictEqual(same, asked) ? found : null;
  } catch {
    // Torn or of another version: drawn anew.
    return null;
  }
}

/** Along every line of the grid, the decided neighbours that differ. */
function boundaryOf({ x, y, cells }: RegimeMap): RegimeMap['boundary'] {
  const at = new Map(cells.map((cell) => [`${cell.x} ${cell.y}`, cell.finding.verdict]));
  const along = (line: [number, number][]) => {
    const decided = line.filter(([a, b]) => ['supported', 'refuted'].includes(at.get(`${a} ${b}`) ?? ''));
    return decided.slice(1).flatMap((point, k): RegimeMap['boundary'] => {
      const before = decided[k];
      return at.get(point.join(' ')) === at.get(before.join(' ')) ? [] : [[before, point]];
    });
  };
  return [
    ...y.values.flatMap((b) => along(x.values.map((a) => [a, b]))),
    ...x.values.flatMap((a) => along(y.values.map((b) => [a, b]))),
  ];
}
