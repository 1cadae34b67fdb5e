import { readRun } from '../claim/store.ts';
import { compareRuns } from '../report/compare.ts';
import { diffMarkdown, diffText } from '../report/diff.ts';
import { type Speech, stdoutLook, tell } from './output.ts';

/** Tells what moved between two runs. @returns 1 where a gate got worse, else 0. @throws BadInput for what is no run. */
export function diff(before: string, after: string, flags: Speech & { readonly markdown?: boolean }): number {
  const found = compareRuns(readRun(before), readRun(after));
  tell(flags, {
    text: () => (flags.markdown ? diffMarkdown(found) : diffText(found, stdoutLook().width)),
    json: () => found,
  });
  return found.worse.length === 0 ? 0 : 1;
}
