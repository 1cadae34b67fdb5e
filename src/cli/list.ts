import { type Registered, select } from '../claim/registry.ts';

/** The claims by paper, one line each. */
export function listing(registered: readonly Registered[], filters: readonly string[]): string {
  const lines: string[] = [];
  let paper = '';
  for (const { name, claim } of select(registered, filters)) {
    if (claim.paper !== paper) lines.push(`${lines.length > 0 ? '\n' : ''}${claim.paper}`);
    paper = claim.paper;
    const expected = claim.expectation.verdict === 'holds' ? '' : '  [fails as printed]';
    lines.push(`  ${name}  ${claim.label}: ${claim.title}${expected}`);
  }
  return `${lines.join('\n')}\n`;
}
