import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { details } from '../../src/report/details.ts';
import { displayWidth } from '../../src/report/text.ts';
import { control, record } from './builders.ts';
import { records } from './fixture.ts';

const find = (id: string) => records().find((one) => one.id === id)!;

describe('details', () => {
  test.each(['thm-2-heavy-ball-bound', 'table-1-synthetic', 'lemma-5-3-feature-flip'])(
    '%s looks as it should',
    (id) => {
      expect(details(find(id), { colour: false, width: 80 })).toMatchSnapshot();
    },
  );

  test('everything about every record is there, in lines that fit', () => {
    for (const one of records()) {
      for (const width of [60, 100]) {
        const text = details(one, { colour: false, width });
        for (const line of text.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(width);
        const flat = (part: string) => part.replaceAll(/ \\$/gm, '').replaceAll(/\s+/g, '');
        const parts = [
          one.title,
          one.statement.plain,
          one.statement.tex,
          ...one.assumptions,
          one.rule.summary,
          stripVTControlCharacters(one.gateReason ?? ''),
          stripVTControlCharacters(one.reason ?? ''),
          ...one.controls.flatMap(({ name, sentence }) => [name, sentence]),
          one.replay,
        ];
        for (const part of parts) expect(flat(text)).toContain(flat(part));
        expect(details(one, { colour: true, width })).not.toBe(text);
        expect(stripVTControlCharacters(details(one, { colour: true, width }))).toBe(text);
      }
    }
  });

  test('large data is cut, with word of it', () => {
    const counterexample = Array.from({ length: 20 }, (_, k) => ({
      k,
      weights: Array.from({ length: 90 }, Math.sqrt),
    }));
    const text = details(record({ id: 'a', paper: 'p', counterexample }), { colour: false });
    expect(text.split('\n').length).toBeLessThan(100);
    expect(text).toMatch(/… \d+ more lines in the record/);
  });

  test('the smallest detectable departure is told, or that there is none', () => {
    const reach = (size: number | null) =>
      details(record({ id: 'a', paper: 'p', detectable: { size, of: 'in the mean' } }), { colour: false });
    expect(reach(0.04567)).toContain('smallest detectable departure: 0.0457 in the mean');
    expect(reach(null)).toContain('smallest detectable departure: none: with so few trials');
    expect(reach(0)).toContain('smallest detectable departure: any, for the computation is deterministic');
  });

  test('a missed control says what it should have been', () => {
    const controls = [control('nothing broken', { verdict: 'undecided', caught: false })];
    const text = details(record({ id: 'a', paper: 'p', controls }), { colour: false });
    expect(text).toMatch(/MISSED {2}nothing broken .*\n +undecided, not refuted: /);
  });
});
