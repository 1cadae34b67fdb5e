import { resolve } from 'node:path';
import { loadClaims, type Registered, select } from '../claim/registry.ts';
import { type Speech, tell } from './output.ts';

/** Lists the claims that match by paper and section, with what each leans on. @throws BadInput for a claim that does not load. */
export async function list(filters: readonly string[], flags: Speech & { readonly claims: string }): Promise<void> {
  const claims = select(await loadClaims(resolve(flags.claims)), filters);
  tell(flags, { text: () => listing(claims), json: () => claims.map(listed) });
}

function listed({ name, claim, file }: Registered) {
  const { paper, id, label, title, section, kind, expectation, restsOn = [] } = claim;
  return { name, paper, id, label, title, section, kind, expectation, restsOn, file };
}

function listing(claims: readonly Registered[]): string {
  const lines: string[] = [];
  let paper = '';
  let section = '';
  for (const { name, claim } of claims) {
    if (claim.paper !== paper) lines.push(`${lines.length > 0 ? '\n' : ''}${claim.paper}`);
    if (claim.paper !== paper || claim.section !== section) lines.push(`  ${claim.section}`);
    paper = claim.paper;
    section = claim.section;
    const { expectation, restsOn = [] } = claim;
    const notes = [
      ...(expectation.verdict === 'holds' ? [] : [`fails as printed, corrected: ${expectation.corrected}`]),
      ...(restsOn.length > 0 ? [`rests on ${restsOn.join(', ')}`] : []),
    ];
    const note = notes.length > 0 ? `  [${notes.join('; ')}]` : '';
    lines.push(`    ${name}  ${claim.label}: ${claim.title}${note}`);
  }
  return lines.join('\n');
}
