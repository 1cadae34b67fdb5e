import type { Entry, Finding, Run } from '../claim/record.ts';
import { clean, hardSpace } from './text.ts';

/** A number as people read it: three significant digits. */
export function short(value: number | null): string {
  if (value === null) return '—';
  if (value !== 0 && (Math.abs(value) >= 1e5 || Math.abs(value) < 1e-3)) {
    return value
      .toExponential(2)
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e');
  }
  return String(Number(value.toPrecision(3)));
}

/** A probability: `0.05`, `2.0e-4`. */
export function probability(value: number): string {
  return value > 0 && value < 0.01 ? value.toExponential(1) : String(Number(value.toPrecision(2)));
}

/** `0.97 [0.91, ∞]`: an end that is null in the record is open. */
export function measuredText({ measured, interval }: Pick<Entry, 'measured' | 'interval'>): string {
  return interval === null ? short(measured) : `${short(measured)} ${intervalText(interval)}`;
}

export function intervalText([lower, upper]: NonNullable<Entry['interval']>): string {
  return `[${lower === null ? '-∞' : short(lower)},${hardSpace}${upper === null ? '∞' : short(upper)}]`;
}

/** `0.97 [0.91, ∞] vs ≥ 0.9`; a claim that did not run has nothing to compare. */
export function evidenceText(entry: Pick<Entry, 'verdict' | 'measured' | 'interval' | 'predicted'>): string {
  if (entry.verdict === 'not run') return '—';
  const predicted = clean(entry.predicted);
  const whole = predicted.length > 16 ? predicted : predicted.replaceAll(' ', hardSpace);
  return `${measuredText(entry)} vs${hardSpace}${whole}`;
}

/** The smallest departure that a run could have told, in words. */
export function reachText({ size, of }: NonNullable<Finding['detectable']>): string {
  if (size === null) return 'none: with so few trials no departure, however large, can be told';
  return size === 0 ? 'any, for the computation is deterministic' : `${short(size)} ${of}`;
}

/** The verdict, and what was expected of a statement that fails as printed. */
export function verdictText({
  verdict,
  expectation,
  vacuous,
}: Pick<Entry, 'verdict' | 'expectation' | 'vacuous'>): string {
  const doubted = expectation === 'fails as printed' && verdict !== 'not run';
  const expected = verdict === 'refuted' ? ` (as${hardSpace}expected)` : ` (expected${hardSpace}refuted)`;
  const hollow = vacuous ? ` but${hardSpace}vacuous` : '';
  return `${verdict.replace(' ', hardSpace)}${doubted ? expected : ''}${hollow}`;
}

/** Why a claim failed its gate, passed it without a verdict, or was skipped or not run; undefined where nothing needs saying. */
export function why(entry: Entry): string | undefined {
  const { verdict, gate, vacuous, expectation } = entry;
  const reason = clean(entry.reason ?? '');
  const said = clean(entry.gateReason ?? '');
  if (said !== '') return said.includes(reason) ? said : `${said}: ${reason}`;
  if (verdict === 'not run') return `not run: ${reason || 'the record gives no reason'}`;
  if (reason !== '') return reason;
  if (vacuous) return `vacuous: ${missed(entry)}`;
  if (gate === 'pass') return undefined;
  const due = expectation === 'holds' ? 'supported' : 'refuted';
  return verdict === due ? missed(entry) : `${verdict}, but expected to be ${due}`;
}

function missed({ controls }: Entry): string {
  const list = controls
    .filter(({ caught }) => !caught)
    .map(({ name, verdict }) => `"${clean(name)}" came out ${verdict}`);
  return list.length > 0 ? `control ${list.join('; ')}` : 'the record gives no reason';
}

/** True where a person has to act: the reason and the replay command are then shown. */
export function needsAttention({ gate, verdict, vacuous }: Pick<Entry, 'gate' | 'verdict' | 'vacuous'>): boolean {
  return gate !== 'skip' && (gate === 'fail' || verdict === 'not run' || vacuous);
}

export function controlsText({ controls }: Pick<Entry, 'controls'>): string {
  return controls.length === 0 ? '—' : `${controls.filter(({ caught }) => caught).length}/${controls.length}`;
}

export function trialsText({ trials }: Pick<Entry, 'trials'>): string {
  return trials < 1e6 ? String(trials) : short(trials);
}

export function timeText(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  if (durationMs < 950) return `${durationMs < 1 ? short(durationMs) : Math.round(durationMs)} ms`;
  if (durationMs < 59_950) return `${(durationMs / 1000).toFixed(1)} s`;
  const two = (count: number) => String(count).padStart(2, '0');
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${two(seconds % 60)}s`;
  return `${Math.floor(seconds / 3600)}h ${two(Math.floor((seconds % 3600) / 60))}m`;
}

/** Claims by paper, in the order of the run. */
export function byPaper(run: Run): Map<string, Entry[]> {
  const papers = new Map<string, Entry[]>();
  for (const entry of run.claims) {
    const known = papers.get(entry.paper);
    if (known) known.push(entry);
    else papers.set(entry.paper, [entry]);
  }
  return papers;
}

/** `5 pass, 2 fail`, and `1 skip` where there is one. */
export function gateCounts({ pass, fail, skip }: { pass: number; fail: number; skip: number }): string {
  const counts = `${pass}${hardSpace}pass, ${fail}${hardSpace}fail`;
  return skip === 0 ? counts : `${counts}, ${skip}${hardSpace}skip`;
}

/** The closing lines of a matrix: counts, error budget, where and how it ran. */
export function closing(run: Run): [counts: string, budget: string, setting: string] {
  const { summary, errorBudget } = run;
  const verdicts: [string, number][] = [
    ['supported', summary.supported],
    ['refuted', summary.refuted],
    ['undecided', summary.undecided],
    [`not${hardSpace}run`, summary.notRun],
    ['vacuous', summary.vacuous],
  ];
  const { total, perClaim, spent } = errorBudget;
  return [
    [
      `claims ${summary.claims}: ${gateCounts(summary)}`,
      verdicts.map(([name, count]) => `${name}${hardSpace}${count}`).join(', '),
      `controls${hardSpace}caught${hardSpace}${summary.controlsCaught}/${summary.controls}`,
    ].join(' · '),
    `error budget ${probability(total)} per run, ${probability(perClaim)} per claim, spent ${probability(spent)}: ` +
      'the probability that chance alone made any verdict here wrong',
    [
      `engine ${clean(run.engine)} (${clean(run.device)})`,
      `profile ${run.profile}`,
      `seed ${clean(run.seed)}`,
      timeText(run.durationMs),
    ].join(' · '),
  ];
}
