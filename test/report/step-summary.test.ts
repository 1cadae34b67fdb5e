import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendStepSummary, cut } from '../../src/report/step-summary.ts';

const limit = 1024 * 1024;

describe('step summary', () => {
  let folder = '';
  let path = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lemmata-'));
    path = join(folder, 'summary.md');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const append = (text: string) => appendStepSummary(text, { GITHUB_STEP_SUMMARY: path });

  test('is appended to what is there', () => {
    writeFileSync(path, 'before');
    append('## after\n');
    expect(readFileSync(path, 'utf8')).toBe('before\n## after\n');
  });

  test.each([{}, { GITHUB_STEP_SUMMARY: '' }])('nothing happens where none is asked for: %j', (env) => {
    expect(() => appendStepSummary('## x\n', env)).not.toThrow();
  });

  test.each(['x', '\u00e9', '定理', '🎯'])('stays below 1 MiB of UTF-8, cut at a line, for lines of "%s"', (unit) => {
    const lines = Array.from({ length: 40_000 }, (_, k) => `${k} ${unit.repeat(40)}`);
    append(lines.join('\n'));
    const bytes = readFileSync(path);
    expect(bytes.length).toBeLessThan(limit);
    expect(bytes.length).toBeGreaterThan(limit - 500);
    const [note, ...kept] = bytes.toString().trimEnd().split('\n').reverse();
    expect(note).toMatch(/cut here/);
    expect(kept.reverse()).toEqual(lines.slice(0, kept.length));
  });

  test('counts what was there before', () => {
    writeFileSync(path, 'é'.repeat(limit / 2 - 100));
    append('0123456789\n'.repeat(100));
    const text = readFileSync(path, 'utf8');
    expect(Buffer.byteLength(text)).toBeLessThan(limit);
    expect(text).toMatch(/0123456789\n… cut here/);
    append('## once more\n'.repeat(100));
    expect(Buffer.byteLength(readFileSync(path))).toBeLessThan(limit);
  });

  test('a file that cannot be written is one clear message', () => {
    expect(() => appendStepSummary('x', { GITHUB_STEP_SUMMARY: folder })).toThrow(
      /^GITHUB_STEP_SUMMARY: must be a file that can be appended to .*; got ".*". Unset it or make it writable/,
    );
  });

  test.each([0, 10, 41, 42, 43, 44, 45, 50, 60])('a cut to %i bytes is never longer', (bytes) => {
    const text = '定理\nab\n'.repeat(20);
    expect(Buffer.byteLength(cut(text, bytes))).toBeLessThanOrEqual(bytes);
  });

  test('text that fits is left alone', () => {
    expect(cut('定理', 6)).toBe('定理');
    expect(cut('定理', 5)).toBe('');
  });
});
