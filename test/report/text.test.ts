import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, displayWidth, hardSpace, wrap, wrapCommand } from '../../src/report/text.ts';
import { measuredText, probability, short, timeText } from '../../src/report/words.ts';

const fromTable = createRequire(createRequire(import.meta.url).resolve('cli-table3'));
const stringWidth = fromTable('string-width') as (text: string) => number;

describe('text', () => {
  test.each(['plain', '≤ 2√κ·ρᵗ', '定理 4.2', 'ﾊﾝｶｸ', '한국어', '🎯 hit', 'Õ(1/α)', 'w̃', '✗ ✅ ❌', '—·…∞'])(
    '"%s" is as wide as cli-table3 takes it to be',
    (text) => {
      expect(displayWidth(text)).toBe(stringWidth(text));
    },
  );

  test('wrapping keeps every character and the width', () => {
    const words = fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 }), { maxLength: 20 });
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 40 }), (parts, width) => {
        const text = parts.join(' ');
        const lines = wrap(text, width);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  test('wrapping breaks ids at hyphens and never at a hard space', () => {
    expect(wrap('theorem-4-2-same-solution', 18)).toEqual(['theorem-4-2-same-', 'solution']);
    expect(wrap(`0.9 [0.8,${hardSpace}1]`, 8)).toEqual(['0.9', '[0.8, 1]']);
    expect(wrap('', 8)).toEqual(['']);
  });

  test('a command is continued between words, options beside their values', () => {
    expect(wrapCommand('run replay a/b --seed 1 --engine wasm', 80)).toEqual(['run replay a/b --seed 1 --engine wasm']);
    expect(wrapCommand('run replay a/b --seed 1 --engine wasm', 26)).toEqual([
      'run replay a/b \\',
      '  --seed 1 --engine wasm',
    ]);
  });

  test('cleaning drops colours, control characters and stack frames, and keeps words', () => {
    const thrown = new Error('loss is NaN\n  at most 3 steps in');
    expect(clean(`\u001b[31mred\u001b[0m\t${thrown.stack}`)).toBe('red Error: loss is NaN at most 3 steps in');
    expect(clean('a\u202eb\u0000c\ud83d')).toBe('a b c\ufffd');
  });
});

describe('words', () => {
  test.each([
    [0, '0'],
    [0.97265, '0.973'],
    [-0.00012345, '-1.23e-4'],
    [2e-4, '2e-4'],
    [31415.9, '31400'],
    [123456, '1.23e5'],
    [null, '—'],
  ])('%s is %s in short', (value, text) => {
    expect(short(value)).toBe(text);
  });

  test.each([
    [0.05, '0.05'],
    [2e-4, '2.0e-4'],
    [0.0024, '2.4e-3'],
    [0, '0'],
  ])('probability %s is %s', (value, text) => {
    expect(probability(value)).toBe(text);
  });

  test.each([
    [0, '0 ms'],
    [0.0312, '0.0312 ms'],
    [12.4, '12 ms'],
    [2345, '2.3 s'],
    [59_949, '59.9 s'],
    [59_960, '1m 00s'],
    [65_432, '1m 05s'],
    [3_599_900, '1h 00m'],
    [7_500_000, '2h 05m'],
  ])('%s ms is %s', (value, text) => {
    expect(timeText(value)).toBe(text);
  });

  test('open ends are infinite', () => {
    const plain = (entry: Parameters<typeof measuredText>[0]) => measuredText(entry).replaceAll(hardSpace, ' ');
    expect(plain({ measured: 1, interval: [null, null] })).toBe('1 [-∞, ∞]');
    expect(plain({ measured: null, interval: [0.5, null] })).toBe('— [0.5, ∞]');
    expect(plain({ measured: null, interval: null })).toBe('—');
  });
});
