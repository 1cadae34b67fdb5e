import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { figure as schema } from '../../../src/claim/figure.ts';
import { draw } from './draw.ts';
import { sheet } from './samples.ts';

describe('contact sheets', () => {
  /** The pixels of a PNG of 8-bit RGB without filters, by the format's own rules. */
  function decode(bytes: Buffer) {
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
    const chunks = new Map<string, Buffer>();
    for (let at = 8; at < bytes.length; ) {
      const length = bytes.readUInt32BE(at);
      chunks.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length));
      expect(bytes.readUInt32BE(at + 8 + length)).toBe(checksum(bytes.subarray(at + 4, at + 8 + length)));
      at += 12 + length;
    }
    const header = chunks.get('IHDR')!;
    const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
    expect([...chunks.keys(), ...header.subarray(8)]).toEqual(['IHDR', 'IDAT', 'IEND', 8, 2, 0, 0, 0]);
    const data = inflateSync(chunks.get('IDAT')!);
    const rows = Array.from({ length: height }, (_, k) =>
      data.subarray(k * (3 * width + 1), (k + 1) * (3 * width + 1)),
    );
    expect(rows.map(([filter]) => filter)).toEqual(rows.map(() => 0));
    return { width, height, pixels: rows.flatMap((row) => [...row.subarray(1)]) };
  }

  /** The cyclic redundancy check of the PNG specification, bit by bit. */
  function checksum(bytes: Buffer): number {
    let register = 0xffffffff;
    for (const byte of bytes) {
      register ^= byte;
      for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >>> 1) ^ 0xedb88320 : register >>> 1;
    }
    return (register ^ 0xffffffff) >>> 0;
  }

  test('every picture is there, pixel by pixel, in its row and column', () => {
    const { all, words } = draw(sheet);
    expect(words).toEqual(expect.arrayContaining(['original', 'small margin', 'class 0', 'class 1']));
    const images = all('image');
    const at = (name: string) => images.map((image) => Number(image.getAttribute(name)));
    expect(at('width').map((width, k) => width / at('height')[k])).toEqual(
      images.map(() => sheet.width / sheet.height),
    );
    const [x, y] = [at('x'), at('y')];
    expect([x[0] === x[2], x[1] === x[3], x[0] < x[1]]).toEqual([true, true, true]);
    expect([y[0] === y[1], y[2] === y[3], y[0] < y[2]]).toEqual([true, true, true]);
    const shown = images.map((image) => decode(Buffer.from(image.getAttribute('href')!.split(',')[1], 'base64')));
    const { width, height } = sheet;
    expect(shown).toEqual(
      sheet.rows.flatMap(({ pictures: row }) =>
        row.map((bytes) => ({ width, height, pixels: [...Buffer.from(bytes, 'base64')] })),
      ),
    );
  });

  test('a picture of another size than stated is no figure', () => {
    expect(schema.safeParse({ ...sheet, height: 3 }).error?.issues[0].message).toMatch(/three bytes for each pixel/);
  });
});
