import { resolve } from 'node:path';
import { loadClaims, one } from '../claim/registry.ts';
import { RecordStore } from '../claim/store.ts';
import { BadInput } from '../errors.ts';
import { details } from '../report/details.ts';
import { runJson } from '../report/json.ts';
import { junit } from '../report/junit.ts';
import { markdownMatrix } from '../report/markdown.ts';
import { forTerminal } from './publish.ts';

/** A claim as it stands, with its last record where there is one. @throws BadInput for an unknown claim. */
export async function show(id: string, flags: { claims: string; out: string }): Promise<string> {
  const { claim, name, file } = one(await loadClaims(resolve(flags.claims)), id);
  const record = new RecordStore(resolve(flags.out)).read(claim.paper, claim.id);
  if (record)
    return `${details(record, { colour: process.stdout.isTTY === true && !process.env.NO_COLOR, width: process.stdout.columns ?? 100 })}\n`;
  return [
    `${name}  ${claim.label}: ${claim.title}`,
    '',
    claim.statement.plain,
    claim.statement.tex,
    '',
    ...claim.assumptions.map((assumption) => `  assumes ${assumption}`),
    `rule: ${claim.rule.summary}`,
    ...Object.entries(claim.profiles).map(([profile, sized]) => `${profile}: ${JSON.stringify(sized)}`),
    ...claim.controls.map((control) => `control "${control.name}": ${control.breaks}`),
    `expectation: ${claim.expectation.verdict}`,
    `file: ${file}`,
    `No record yet: npm run verify -- ${name}`,
    '',
  ].join('\n');
}

const formats = { terminal: forTerminal, markdown: markdownMatrix, junit, json: runJson };

/** The last run in a format. @throws BadInput for an unknown format, or without a run. */
export function report({ format, out }: { format: string; out: string }): string {
  if (!Object.hasOwn(formats, format)) {
    const remedy = 'Choose one.';
    throw new BadInput({
      field: '--format',
      rule: `must be one of ${Object.keys(formats).join(', ')}`,
      value: format,
      remedy,
    });
  }
  return `${formats[format as keyof typeof formats](new RecordStore(resolve(out)).readRun()).trimEnd()}\n`;
}
