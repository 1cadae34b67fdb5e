import type { Run } from '../claim/record.ts';
import { hardSpace } from './text.ts';
import { gateCounts } from './words.ts';

/** `badge.json`: a shields.io endpoint (https://shields.io/badges/endpoint-badge) that tells the gate. */
export function badgeJson({ summary }: Run): string {
  const { pass, fail } = summary;
  const badge = {
    schemaVersion: 1,
    label: 'claims',
    message: gateCounts(summary).replaceAll(hardSpace, ' '),
    color: fail > 0 ? 'red' : pass > 0 ? 'brightgreen' : 'lightgrey',
    isError: fail > 0,
  };
  return `${JSON.stringify(badge, null, 2)}\n`;
}
