import { appendFileSync, existsSync, statSync } from 'node:fs';
import { BadInput } from '../errors.ts';

/** GitHub drops a step summary above 1 MiB. */
const limit = 1024 * 1024;
const note = '\n… cut here: a step summary holds 1 MiB\n';

/**
 * Appends the report to `$GITHUB_STEP_SUMMARY` where it is set, cut at a line below GitHub's limit.
 * @throws BadInput if that file cannot be written.
 */
export function appendStepSummary(markdown: string, env: { readonly [name: string]: string | undefined }): void {
  const path = env.GITHUB_STEP_SUMMARY;
  if (!path) return;
  try {
    const written = existsSync(path) ? statSync(path).size : 0;
    const apart = written > 0 ? '\n' : '';
    appendFileSync(path, cut(apart + markdown, limit - 1 - written));
  } catch (error) {
    throw new BadInput({
      field: 'GITHUB_STEP_SUMMARY',
      rule: `must be a file that can be appended to (${error instanceof Error ? error.message : String(error)})`,
      value: path,
      remedy: 'Unset it or make it writable.',
    });
  }
}

/** The text, or its first lines and a note, in at most `bytes` bytes of UTF-8; nothing where not even the note fits. */
export function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let room = bytes - Buffer.byteLength(note);
  if (room < 0) return '';
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    room -= Buffer.byteLength(line) + (kept.length > 0 ? 1 : 0);
    if (room < 0) break;
    kept.push(line);
  }
  return kept.join('\n') + note;
}
