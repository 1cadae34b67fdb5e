import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A new empty folder, which goes with the run. */
export function folder(): string {
  return mkdtempSync(join(inject('temporary'), '-'));
}
