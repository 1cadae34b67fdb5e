import type { Entry, Run } from '../claim/record.ts';
import { compareNames } from './summary.ts';
import { why } from './words.ts';

type Gate = Entry['gate'];

export interface Moved<T> {
  readonly from: T;
  readonly to: T;
}

/** What differs of one claim between two runs, its time apart; a field is there where it moved. */
export interface Move {
  readonly name: string;
  readonly gate?: Moved<Gate>;
  /** True where the gate is further from PASS than it was. */
  readonly worse: boolean;
  /** Why the gate is worse. */
  readonly reason?: string;
  readonly verdict?: Moved<Entry['verdict']>;
  /** `by` is null where one of the two is. */
  readonly measured?: Moved<number | null> & { readonly by: number | null };
  /** `apart`: the intervals have no point in common. */
  readonly interval?: Moved<Entry['interval']> & { readonly apart: boolean };
  readonly predicted?: Moved<string>;
  readonly trials?: Moved<number>;
  /** Controls that were caught, by name. */
  readonly caught?: Moved<string[]>;
  readonly engine?: Moved<string>;
}

interface Lone {
  readonly name: string;
  readonly gate: Gate;
  readonly verdict: Entry['verdict'];
  readonly reason?: string;
}

/** Two runs side by side. */
export interface RunDiff {
  /** Profile, seed, engine, device, versions or shard, where the runs are not of one kind. */
  readonly settings: readonly (Moved<string> & { readonly name: string })[];
  /** Claims in which more than the time moved, the most important first. */
  readonly moved: readonly Move[];
  readonly unmoved: number;
  readonly onlyBefore: readonly Lone[];
  readonly onlyAfter: readonly Lone[];
  /** Milliseconds: of the runs, and of each claim, the largest change first. */
  readonly times: {
    readonly run: Moved<number>;
    readonly claims: readonly (Moved<number> & { readonly name: string })[];
  };
  /** Claims whose gate got worse: failed or skipped where it passed, failed where it was skipped, new and failing. */
  readonly worse: readonly string[];
}

const rank: { readonly [gate in Gate]: number } = { fail: 0, skip: 1, pass: 2 };

/** What moved from one run to another, claim by claim. Runs of other profile, seed or engine are compared all the same. */
export function compareRuns(before: Run, after: Run): RunDiff {
  const named = (run: Run) => new Map(run.claims.map((entry) => [`${entry.paper}/${entry.id}`, entry]));
  const [old, now] = [named(before), named(after)];
  const both = [...now].flatMap(([name, b]) => {
    const a = old.get(name);
    return a ? [{ name, a, b }] : [];
  });
  const moved = both
    .map(({ name, a, b }) => ({ move: moveOf(name, a, b), shift: shiftOf(a, b) }))
    .filter(({ move }) => Object.keys(move).length > 2)
    .sort((p, q) => weight(q.move) - weight(p.move) || q.shift - p.shift || compareNames(p.move.name, q.move.name))
    .map(({ move }) => move);
  const lone = (from: Map<string, Entry>, other: Map<string, Entry>): Lone[] =>
    [...from]
      .filter(([name]) => !other.has(name))
      .map(([name, entry]) => {
        const reason = entry.gate === 'pass' ? undefined : why(entry);
        return { name, gate: entry.gate, verdict: entry.verdict, ...(reason !== undefined && { reason }) };
      });
  const onlyAfter = lone(now, old);
  const change = ({ from, to }: Moved<number>) => Math.abs(to - from);
  return {
    settings: settingsOf(before, after),
    moved,
    unmoved: both.length - moved.length,
    onlyBefore: lone(old, now),
    onlyAfter,
    times: {
      run: { from: before.durationMs, to: after.durationMs },
      claims: both
        .map(({ name, a, b }) => ({ name, from: a.durationMs, to: b.durationMs }))
        .sort((p, q) => change(q) - change(p) || compareNames(p.name, q.name)),
    },
    worse: [...moved.filter(({ worse }) => worse), ...onlyAfter.filter(({ gate }) => gate === 'fail')].map(
      ({ name }) => name,
    ),
  };
}

function settingsOf(before: Run, after: Run): RunDiff['settings'] {
  const flat = ({ profile, seed, engine, device, versions, shard }: Run): { [name: string]: string } => ({
    profile,
    seed,
    engine,
    device,
    ...versions,
    ...(shard !== undefined && { shard }),
  });
  const [a, b] = [flat(before), flat(after)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .map((name) => ({ name, from: a[name] ?? 'none', to: b[name] ?? 'none' }))
    .filter(({ from, to }) => from !== to);
}

function moveOf(name: string, a: Entry, b: Entry): Move {
  const worse = rank[b.gate] < rank[a.gate];
  const reason = worse ? why(b) : undefined;
  const caught = ({ controls }: Entry) => controls.filter((control) => control.caught).map((control) => control.name);
  const by = a.measured === null || b.measured === null ? null : b.measured - a.measured;
  const moved = <T>(from: T, to: T) => (JSON.stringify(from) === JSON.stringify(to) ? undefined : { from, to });
  const measured = moved(a.measured, b.measured);
  const interval = moved(a.interval, b.interval);
  const fields = {
    gate: moved(a.gate, b.gate),
    reason,
    verdict: moved(a.verdict, b.verdict),
    measured: measured && { ...measured, by },
    interval: interval && { ...interval, apart: areApart(a.interval, b.interval) },
    predicted: moved(a.predicted, b.predicted),
    trials: moved(a.trials, b.trials),
    caught: moved(caught(a), caught(b)),
    engine: moved(a.engine, b.engine),
  };
  return { name, worse, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) };
}

function areApart(a: Entry['interval'], b: Entry['interval']): boolean {
  if (a === null || b === null) return false;
  const below = (upper: number | null, lower: number | null) => upper !== null && lower !== null && upper < lower;
  return below(a[1], b[0]) || below(b[1], a[0]);
}

/** How far the measured value went, in lengths of the longer interval; 0 where that is not known. */
function shiftOf(a: Entry, b: Entry): number {
  if (a.measured === null || b.measured === null || a.measured === b.measured) return 0;
  const length = ({ interval }: Entry) =>
    interval === null || interval[0] === null || interval[1] === null ? 0 : interval[1] - interval[0];
  const longer = Math.max(length(a), length(b));
  return longer > 0 ? Math.abs(b.measured - a.measured) / longer : Number.MAX_VALUE;
}

function weight({ worse, gate, verdict, interval }: Move): number {
  if (worse) return 4;
  if (gate) return 3;
  if (verdict) return 2;
  return interval?.apart ? 1 : 0;
}
