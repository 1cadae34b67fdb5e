import type { Entry, Run } from '../claim/record.ts';

/** A number as people read it: three significant digits. */
export function short(value: number | null): string {
  if (value === null) return '—';
  if (value !== 0 && (Math.abs(value) >= 1e5 || Math.abs(value) < 1e-3)) return value.toExponential(1);
  return String(Number(value.toPrecision(3)));
}

/** `0.97 [0.91, ∞]` */
export function measuredText({ measured, interval }: Pick<Entry, 'measured' | 'interval'>): string {
  if (measured === null && interval === null) return '—';
  if (interval === null) return short(measured);
  const [lower, upper] = interval;
  return `${short(measured)} [${lower === null ? '−∞' : short(lower)}, ${upper === null ? '∞' : short(upper)}]`;
}

/** The verdict, with the expectation where the statement is false as printed. */
export function verdictText({
  verdict,
  expectation,
  vacuous,
}: Pick<Entry, 'verdict' | 'expectation' | 'vacuous'>): string {
  const expected = expectation === 'fails as printed' ? ' (fails as printed)' : '';
  return `${verdict}${expected}${vacuous ? ', vacuous' : ''}`;
}

export function controlsText({ controls }: Pick<Entry, 'controls'>): string {
  return `${controls.filter(({ caught }) => caught).length}/${controls.length}`;
}

export function secondsText(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}

/** Claims by paper, in the order of the run. */
export function byPaper(run: Run): Map<string, Entry[]> {
  const papers = new Map<string, Entry[]>();
  for (const entry of run.claims) papers.set(entry.paper, [...(papers.get(entry.paper) ?? []), entry]);
  return papers;
}

/** The closing lines of a matrix. */
export function closing({ summary, errorBudget, ...run }: Run): string[] {
  const { claims, pass, fail, supported, refuted, undecided, notRun, vacuous, controls, controlsCaught } = summary;
  return [
    `${claims} claims: ${pass} pass, ${fail} fail · ${supported} supported, ${refuted} refuted, ${undecided} undecided, ${notRun} not run, ${vacuous} vacuous`,
    `controls caught: ${controlsCaught} of ${controls}`,
    `error budget: ${errorBudget.total} per run, ${short(errorBudget.perClaim)} per claim, ${short(errorBudget.spent)} spent (chance that luck alone made a verdict wrong)`,
    `profile ${run.profile}, seed ${run.seed}, engine ${run.engine} (${run.device}), ${secondsText(run.durationMs)}`,
  ];
}
