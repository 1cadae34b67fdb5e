import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    temporary: string;
  }
}

/** Before the tests of a project: a folder for what they write, removed after the last one (test/folder.ts). */
export default function ({ provide }: TestProject): () => void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lemmata-test-')));
  provide('temporary', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
