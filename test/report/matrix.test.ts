import { createRequire } from 'node:module';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markdownMatrix } from '../../src/report/markdown.ts';
import { summarise } from '../../src/report/summary.ts';
import { terminalMatrix } from '../../src/report/terminal.ts';
import { meta, record } from './builders.ts';
import { calm, records, run } from './fixture.ts';

/** The measure that cli-table3 aligns by: an oracle for the widths of this package. */
const fromTable = createRequire(createRequire(import.meta.url).resolve('cli-table3'));
const stringWidth = fromTable('string-width') as (text: string) => number;

const widths = [80, 100, 120];
const esc = '\u001b';

describe('terminal', () => {
  test.each(widths)('looks as it should at %i columns', (width) => {
    expect(terminalMatrix(run, { colour: false, width })).toMatchSnapshot();
  });

  test('is short when nothing went wrong', () => {
    const matrix = terminalMatrix(calm, { colour: false, width: 100 });
    expect(matrix).toMatchSnapshot();
    expect(matrix).not.toContain('✗');
    expect(matrix).not.toContain('replay');
  });

  test.each([...widths, 93, 160, 300])('no line is wider than %i, in colour or not', (width) => {
    for (const colour of [false, true]) {
      for (const line of terminalMatrix(run, { colour, width }).split('\n')) {
        expect(stringWidth(line), line).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(/ $/);
      }
    }
  });

  test.each([0, 20, Number.NaN, Number.POSITIVE_INFINITY])('a width of %s is taken as 80', (width) => {
    expect(terminalMatrix(run, { colour: false, width })).toBe(terminalMatrix(run, { colour: false, width: 80 }));
  });

  test.each(widths)('colour changes nothing but the colour, at %i columns', (width) => {
    const plain = terminalMatrix(run, { colour: false, width });
    const painted = terminalMatrix(run, { colour: true, width });
    expect(plain).not.toContain(esc);
    expect(painted).toContain(esc);
    expect(stripVTControlCharacters(painted)).toBe(plain);
  });

  test.each(widths)('says why each failing claim failed and how to replay it, at %i columns', (width) => {
    const text = unwrapped(terminalMatrix(run, { colour: false, width }));
    const failing = run.claims.filter(({ gate }) => gate === 'fail');
    expect(failing.length).toBeGreaterThan(0);
    for (const { id, gateReason, replay } of failing) {
      if (id === 'worker-died') expect(text).toContain(unwrapped('the claim threw Error: a very long story'));
      else expect(text).toContain(unwrapped(gateReason!.split('\n')[0]));
      expect(text).toContain(unwrapped(replay));
    }
    expect(text).toContain(unwrapped('undecided here; profile full decides: the sweep is too short for a slope'));
  });

  test('a wrapped replay command can be pasted as it is', () => {
    const lines = terminalMatrix(run, { colour: false, width: 80 }).split('\n');
    const from = lines.findIndex((line) => line.includes('$ npm') && line.endsWith('\\'));
    const to = lines.findIndex((line, k) => k > from && !line.endsWith('\\'));
    const pasted = lines.slice(from, to + 1).join('\n');
    const words = pasted.replace('$', '').replaceAll('\\\n', ' ').trim().split(/\s+/).join(' ');
    expect(run.claims.map(({ replay }) => replay)).toContain(words);
  });

  test('the reason of a claim that was not run shows even where the record has no gate reason', () => {
    const { gateReason: _, ...bare } = record({ id: 'bare', paper: 'p', verdict: 'not run', reason: 'the GPU left' });
    const matrix = terminalMatrix(summarise([{ ...bare, gate: 'fail' }], meta), { colour: false, width: 80 });
    expect(matrix).toContain('✗ not run: the GPU left');
  });

  test('no text of a record breaks the layout', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    const awkward = fc.tuple(text, text, text, fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(awkward, ([title, gateReason, predicted, measured]) => {
        const odd = record({ id: 'a-b', paper: 'p', title, gate: 'fail', gateReason, predicted, measured });
        const matrix = terminalMatrix(summarise([odd, record({ id: 'c', paper: 'p' })], meta), {
          colour: false,
          width: 80,
        });
        expect(matrix).not.toContain(esc);
        expect(matrix).toMatch(/^FAIL {2}a-b$/m);
        expect(matrix).toMatch(/^PASS {2}c$/m);
      }),
      { numRuns: 200 },
    );
  });
});

describe('Markdown', () => {
  test('looks as it should', () => {
    expect(markdownMatrix(run)).toMatchSnapshot();
  });

  test('has the counts in its heading and what failed before the tables', () => {
    const markdown = markdownMatrix(run);
    expect(markdown.split('\n')[0]).toBe('## Lemmata: 4 passed, 8 failed, 1 skipped');
    expect(markdown.indexOf('worker-died')).toBeLessThan(markdown.indexOf('###'));
    expect(markdownMatrix(calm)).toMatch(/^## Lemmata: 4 passed, 0 failed\n/);
    expect(markdownMatrix(calm)).not.toContain('❌');
  });

  test('every row has as many cells as the head, whatever the titles hold', () => {
    const title = 'a | b \\| c \\ d `e|f` <script> & $x$ *g* [h](i)\nnext';
    const markdown = markdownMatrix(summarise([...records(), record({ id: 'odd', paper: 'p', title })], meta));
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(run.claims.length + 1 + 2 * 4);
    for (const row of rows) expect(cells(row), row).toBe(8);
    expect(markdown).not.toMatch(/(?<!\\)<script/);
  });
});

/** Cells as GitHub sees them: a backslash escapes whatever follows. */
function cells(row: string): number {
  return row.replaceAll(/\\./g, '').split('|').length - 2;
}

function unwrapped(text: string): string {
  return text.replaceAll(/ \\$/gm, '').replaceAll(/\s+/g, '');
}
