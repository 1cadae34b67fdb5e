import { type Run, runSchema } from '../claim/record.ts';

/** `run.json`, checked against its schema. */
export function runJson(run: Run): string {
  return `${JSON.stringify(runSchema.parse(run), null, 2)}\n`;
}
