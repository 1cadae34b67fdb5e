import { appendFileSync, existsSync, statSync } from 'node:fs';

/** GitHub refuses a step summary above 1 MiB. */
const limit = 2 ** 20;

/** Appends the report to `$GITHUB_STEP_SUMMARY` where it is set, cut at a line below GitHub's limit. */
export function appendStepSummary(markdown: string, env: { [name: string]: string | undefined }): void {
  const path = env.GITHUB_STEP_SUMMARY;
  if (!path) return;
  const written = existsSync(path) ? statSync(path).size : 0;
  appendFileSync(path, cut(markdown, limit - written));
}

/** The text, or its first lines and a note, in at most `bytes` bytes of UTF-8. */
export function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const note = '\n… cut at the size limit of a step summary\n';
  let room = bytes - Buffer.byteLength(note);
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    room -= Buffer.byteLength(line) + 1;
    if (room < 0) break;
    kept.push(line);
  }
  return kept.length > 0 ? kept.join('\n') + note : '';
}
