import { resolve } from 'node:path';
import { loadClaims, one } from '../claim/registry.ts';
import { RecordStore } from '../claim/store.ts';
import { commandLine } from '../command-line.ts';
import { details } from '../report/details.ts';
import { type Speech, stdoutLook, tell } from './output.ts';

/** Shows a claim as it stands, with its last record where there is one. @throws BadInput for an unknown claim. */
export async function show(
  id: string,
  flags: Speech & { readonly claims: string; readonly out: string },
): Promise<void> {
  const { claim, name, file } = one(await loadClaims(resolve(flags.claims)), id);
  const record = new RecordStore(resolve(flags.out)).read(claim.paper, claim.id);
  const { label, title, statement, assumptions, profiles, expectation } = claim;
  const controls = claim.controls.map(({ name: control, breaks }) => ({ name: control, breaks }));
  const rule = claim.rule.summary;
  const text = () =>
    [
      `${name}  ${label}: ${title}`,
      '',
      statement.plain,
      statement.tex,
      '',
      ...assumptions.map((assumption) => `  assumes ${assumption}`),
      `rule: ${rule}`,
      ...Object.entries(profiles).map(([profile, sized]) => `${profile}: ${JSON.stringify(sized)}`),
      ...controls.map((control) => `control "${control.name}": ${control.breaks}`),
      `expectation: ${expectation.verdict}`,
      `file: ${file}`,
      `No record yet: ${commandLine(`verify ${name}`)}`,
    ].join('\n');
  tell(flags, {
    text: () => (record ? details(record, stdoutLook()) : text()),
    json: () => ({ name, label, title, statement, assumptions, rule, profiles, controls, expectation, file, record }),
  });
}
