import { posix } from 'node:path';
import type { Entry, Run } from '../claim/record.ts';
import { clean } from './text.ts';
import { why } from './words.ts';

/** GitHub shows ten errors of a step and drops the rest. */
const most = 10;

/**
 * A workflow command of GitHub Actions per failed gate, at the file of the claim; the last of ten tells how many more.
 * @param claims the folder of the claims, relative to the root of the repository.
 */
export function annotations(run: Run, claims: string): string[] {
  const failed = run.claims.filter(({ gate }) => gate === 'fail');
  const shown = failed.length > most ? failed.slice(0, most - 1) : failed;
  const more = failed.length - shown.length;
  return [
    ...shown.map((entry) => annotation(entry, claims)),
    ...(more > 0 ? [command({ title: 'Lemmata' }, `${more} more claims failed; the summary lists them`)] : []),
  ];
}

function annotation(entry: Entry, claims: string): string {
  const { paper, id } = entry;
  const file = posix.join(claims, paper, `${id}.claim.ts`);
  const reason = why(entry) ?? 'the record gives no reason';
  return command({ file, line: '1', title: clean(`${paper}/${id}`) }, `${reason}\nreplay: ${clean(entry.replay)}`);
}

/** Escaped as actions/toolkit does. */
function command(properties: { [name: string]: string }, message: string): string {
  const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  return `::error ${list.join(',')}::${data(message)}`;
}
