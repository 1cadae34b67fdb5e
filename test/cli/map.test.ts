import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { mapSchema } from '../../src/claim/map.ts';
import { lemmata } from './in-process.ts';

const map = (...args: string[]) => lemmata(['map', 'holds', ...args]);

const grid = ['--x', 'value:-2:2:5', '--y', 'offset:-1:1:3'];

test('a map decides every point, outlines what the statement speaks of, finds the boundary, and goes on where it was', async () => {
  const out = mkdtempSync(join(tmpdir(), 'lemmata-map-'));
  const { code, out: text, err } = await map(...grid, '--out', out);
  expect(code).toBe(0);
  expect(err).toMatch(/\[1\/15\] value = -2, offset = -1: refuted \(0\), .* left/);
  const path = join(out, 'maps/toys/holds.value.offset.json');
  const drawn = mapSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  expect(drawn.cells).toHaveLength(15);
  // The toy's statement is value > offset, decided without doubt.
  for (const { x, y, inside, finding } of drawn.cells) {
    expect([x, y, finding.verdict]).toEqual([x, y, x > y ? 'supported' : 'refuted']);
    expect(inside).toBe(y === 0);
  }
  // Along x at y = 0 the verdict changes between 0 and 1; along y at x = 1 between 0 and 1.
  expect(drawn.boundary).toContainEqual([0.5, 0]);
  expect(drawn.boundary).toContainEqual([1, 0.5]);
  expect(drawn.boundary).toHaveLength(5);
  expect(text).toMatch(/0 \[✗\]\[✗\]\[✗\]\[✓\]\[✓\]/);

  writeFileSync(path, JSON.stringify({ ...drawn, cells: drawn.cells.slice(0, 13) }));
  const again = await map(...grid, '--out', out);
  expect(again.err.match(/\[\d+\/15\]/g)).toEqual(['[14/15]', '[15/15]']);
  expect(mapSchema.parse(JSON.parse(readFileSync(path, 'utf8')))).toEqual(drawn);

  const json = await map(...grid, '--json', '--quiet', '--out', out);
  expect([mapSchema.parse(JSON.parse(json.out)), json.err]).toEqual([drawn, '']);

  const { document } = parseHTML(readFileSync(join(out, 'maps/toys/holds.value.offset.svg'), 'utf8'));
  const signs = [...document.querySelectorAll('text')].map(({ textContent }) => textContent);
  expect(signs.filter((sign) => sign === '✓')).toHaveLength(6);
  expect(document.querySelector('svg')?.getAttribute('aria-label')).toContain('toys/holds');
});

test.each([
  [['--x', 'nothing:0:1:3', '--y', 'offset:0:1:3'], '--x: must begin with a number of the regime of toys/holds'],
  [['--x', 'value:1:0:3', '--y', 'offset:0:1:3'], '--x: must be key:from:to:count'],
  [['--x', 'value:0:1:3:log', '--y', 'offset:0:1:3'], '--x: must begin above 0 on a log axis'],
  [['--x', 'value:0:1:3', '--y', 'offset:0:1:300'], '--y: must be key:from:to:count'],
  [['--x', 'value:0:1:3', '--y', 'value:0:1:3'], '--y: must be another parameter than --x'],
  [[...grid, '--trials', 'few'], '--trials: must be 2 or more'],
])('%j is bad use', async (args, message) => {
  const { code, err } = await map(...args, '--out', mkdtempSync(join(tmpdir(), 'lemmata-map-')));
  expect([code, err.includes(message)], err).toEqual([2, true]);
});
