import { type Record, type Run, schemaVersion } from '../claim/record.ts';
import { errorBudget, sharePerClaim } from '../statistics/budget.ts';

/** What the records do not tell of their run. */
export type Span = Pick<Run, 'startedAt' | 'durationMs' | 'shard'>;

/** The run that these records (one at least, all of one profile, seed and version) make up, sorted by paper, then id. */
export function summarise(records: readonly Record[], { startedAt, durationMs, shard }: Span): Run {
  const sorted = [...records].sort((a, b) => compareNames(a.paper, b.paper) || compareNames(a.id, b.id));
  const { profile, seed, versions } = sorted[0];
  const all = (field: 'engine' | 'device') => [...new Set(sorted.flatMap((record) => record[field].split(' + ')))];
  const controls = sorted.flatMap((record) => record.controls);
  const count = (keep: (record: Record) => boolean) => sorted.filter(keep).length;
  // A record's own share is its statement's; each control spends one more.
  const spent = [...sorted, ...controls].reduce((sum, { errorShare }) => sum + errorShare, 0);
  return {
    schemaVersion,
    startedAt,
    durationMs,
    profile,
    seed,
    engine: all('engine').join(' + '),
    device: all('device').join(' + '),
    versions,
    ...(shard !== undefined && { shard }),
    errorBudget: { total: errorBudget.total, perClaim: sharePerClaim, spent },
    summary: {
      claims: sorted.length,
      pass: count(({ gate }) => gate === 'pass'),
      fail: count(({ gate }) => gate === 'fail'),
      skip: count(({ gate }) => gate === 'skip'),
      supported: count(({ verdict }) => verdict === 'supported'),
      refuted: count(({ verdict }) => verdict === 'refuted'),
      undecided: count(({ verdict }) => verdict === 'undecided'),
      notRun: count(({ verdict }) => verdict === 'not run'),
      vacuous: count(({ vacuous }) => vacuous),
      controls: controls.length,
      controlsCaught: controls.filter(({ caught }) => caught).length,
    },
    claims: sorted.map((record) => ({
      id: record.id,
      paper: record.paper,
      title: record.title,
      kind: record.kind,
      verdict: record.verdict,
      ...(record.reason !== undefined && { reason: record.reason }),
      expectation: record.expectation.verdict,
      gate: record.gate,
      ...(record.gateReason !== undefined && { gateReason: record.gateReason }),
      vacuous: record.vacuous,
      measured: record.measured,
      predicted: record.predicted,
      interval: record.interval,
      trials: record.trials,
      errorShare: record.errorShare,
      controls: record.controls.map(({ name, verdict, caught }) => ({ name, verdict, caught })),
      engine: record.engine,
      durationMs: record.durationMs,
      replay: record.replay,
    })),
  };
}

/** Code-unit order, the same in every locale. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
