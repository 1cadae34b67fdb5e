import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { expect, test, vi } from 'vitest';
import { mapSchema } from '../../src/claim/regime-map.ts';
import { folder } from '../folder.ts';
import { lemmata } from './in-process.ts';

// Several whole commands in one test: long on a machine that does much else.
vi.setConfig({ testTimeout: 120_000 });

const map = (...args: string[]) => lemmata(['map', 'holds', ...args]);

const grid = ['--x', 'value:-2:2:5', '--y', 'offset:-1:1:3'];

test('a map decides every point, outlines what the statement speaks of, finds the boundary, and goes on where it was', async () => {
  const out = folder();
  const { code, out: text, err } = await map(...grid, '--out', out);
  expect(code).toBe(0);
  expect(err).toMatch(/\[1\/15\] toys\/holds, value = -2, offset = -1: refuted \(0\), .* left/);
  const path = join(out, 'maps/toys/holds.value.offset.json');
  const drawn = mapSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  expect(drawn.cells).toHaveLength(15);
  // The toy's statement is value > offset, decided without doubt.
  for (const { x, y, inside, finding } of drawn.cells) {
    expect([x, y, finding.verdict]).toEqual([x, y, x > y ? 'supported' : 'refuted']);
    expect(inside).toBe(y === 0);
  }
  // In each of the three rows the verdict changes between x = y and the next; in the columns of x = 0 and x = 1 as well.
  const rows = [-1, 0, 1].map((y) => [
    [y, y],
    [y + 1, y],
  ]);
  const columns = [0, 1].map((x) => [
    [x, x - 1],
    [x, x],
  ]);
  expect(drawn.boundary).toEqual([...rows, ...columns]);
  expect(text).toContain('at offset = 0 between value = 0 and 1');
  expect(text).toMatch(/0 \[✗\]\[✗\]\[✗\]\[✓\]\[✓\]/);

  writeFileSync(path, JSON.stringify({ ...drawn, cells: drawn.cells.slice(0, 13) }));
  const again = await map(...grid, '--out', out);
  expect(again.err.match(/as before/g)).toHaveLength(13);
  expect(again.err.match(/\[\d+\/15\].* left/g)?.map((line) => line.slice(0, 7))).toEqual(['[14/15]', '[15/15]']);
  expect(mapSchema.parse(JSON.parse(readFileSync(path, 'utf8')))).toEqual(drawn);

  const json = await map(...grid, '--json', '--quiet', '--out', out);
  expect([JSON.parse(json.out), json.err]).toEqual([[drawn], '']);

  const { document } = parseHTML(readFileSync(join(out, 'maps/toys/holds.value.offset.svg'), 'utf8'));
  const signs = [...document.querySelectorAll('text')].map(({ textContent }) => textContent);
  expect(signs.filter((sign) => sign === '✓ 1')).toHaveLength(6);
  expect(document.querySelector('svg')?.getAttribute('aria-label')).toContain('toys/holds');
});

test('without axes, the maps that the claims ask for: here over a memory, evenly in log(1 − memory)', async () => {
  const out = folder();
  const { code, out: text, err } = await lemmata(['map', 'toys/', '--out', out]);
  expect(code).toBe(0);
  expect(text.match(/^toys\/.*/gm)).toEqual(['toys/fails: memory against value']);
  expect(readdirSync(join(out, 'maps/toys'))).toEqual(['fails.value.memory.json', 'fails.value.memory.svg']);
  const drawn = mapSchema.parse(JSON.parse(readFileSync(join(out, 'maps/toys/fails.value.memory.json'), 'utf8')));
  expect(drawn.y.values).toEqual([0, 0.9, 0.99]);
  expect(drawn.cells.map(({ finding }) => finding.trials)).toEqual([5, 5, 5, 5, 0, 0]);
  expect(err).toContain('memory = 0.99: not run (the memory is too long)');
});

test('a map stands on the page of its claim, from `report` as from `verify`', async () => {
  const out = folder();
  expect((await lemmata(['verify', 'holds', '--out', out])).code).toBe(0);
  expect((await map(...grid, '--out', out)).code).toBe(0);
  const page = () => readFileSync(join(out, 'index.html'), 'utf8');
  const caption = 'toys/holds over value and offset; profile quick, seed 1, engine wasm';
  expect(page()).not.toContain(caption);
  expect((await lemmata(['report', '--out', out])).code).toBe(0);
  expect(page()).toContain(caption);
  expect((await lemmata(['verify', 'holds', '--seed', '2', '--out', out])).code).toBe(0);
  expect(page()).not.toContain(caption);
  expect(page()).toContain('was not drawn by the code, profile, seed and engine of this run');
});

test.each([
  [['--x', 'nothing:0:1:3', '--y', 'offset:0:1:3'], '--x: must begin with a number of the regime of toys/holds'],
  [['--x', 'value:1:0:3', '--y', 'offset:0:1:3'], '--x: must be key:from:to:count'],
  [['--x', 'value:0:1:3:log', '--y', 'offset:0:1:3'], '--x: must begin above 0 on a log axis'],
  [['--x', 'value:0:1:3', '--y', 'offset:0:1:300'], '--y: must be key:from:to:count'],
  [['--x', 'value:0:1:3:log1m', '--y', 'offset:0:1:3'], '--x: must end below 1 on a log1m axis'],
  [['--x', 'value:0:1:3', '--y', 'value:0:1:3'], '--y: must be another parameter than --x'],
  [['--x', 'value:0:1:3'], '--x and --y: must both be given, for one claim'],
  [['crashes', ...grid], '--x and --y: must both be given, for one claim'],
  [[], 'claim: must ask for a map of its own; got "holds"'],
  [[...grid, '--trials', 'few'], '--trials: must be 2 or more'],
])('%j is bad use', async (args, message) => {
  const { code, err } = await map(...args, '--out', folder());
  expect([code, err.includes(message)], err).toEqual([2, true]);
});
