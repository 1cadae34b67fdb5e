import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { commandLine } from '../src/command-line.ts';

const home = process.cwd();
afterEach(() => process.chdir(home));

test('what to type is the script here, and the package in the repository of somebody else', () => {
  expect(commandLine('list')).toBe('npm run lemmata -- list');
  const elsewhere = mkdtempSync(join(tmpdir(), 'lemmata-elsewhere-'));
  process.chdir(elsewhere);
  expect(commandLine('list')).toBe('npx lemmata list');
  writeFileSync('package.json', '{"name": "theorems"}');
  expect(commandLine('list')).toBe('npx lemmata list');
  rmSync(elsewhere, { recursive: true });
});
