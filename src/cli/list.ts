import { type Registered, select } from '../claim/registry.ts';

/** The claims by paper and section, with what each leans on. */
export function listing(registered: readonly Registered[], filters: readonly string[]): string {
  const lines: string[] = [];
  let paper = '';
  let section = '';
  for (const { name, claim } of select(registered, filters)) {
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
  return `${lines.join('\n')}\n`;
}
