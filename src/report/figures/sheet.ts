import { crc32, deflateSync } from 'node:zlib';
import type { Sheet } from '../../claim/figure.ts';
import { clean } from '../text.ts';
import { elements, frame, plotWidth, textWidth } from './frame.ts';

const gap = 8;
const nameHeight = 15;

/** Pictures in rows and columns under their names, each a PNG within the page. */
export function sheetSvg({ title, width, height, columns, rows }: Sheet, description: string): string {
  const wide = plotWidth / Math.max(1, columns.length);
  const scale = Math.min(96, wide - gap) / Math.max(width, height);
  const high = scale * height + gap;
  const draw = elements((add) => {
    const name = (x: number, y: number, anchor: string, text: string) =>
      add('text', { x: `${x}`, y: `${y}`, 'text-anchor': anchor }, clean(text));
    for (const [k, column] of columns.entries()) name(k * wide, 11, 'start', column);
    for (const [r, row] of rows.entries()) {
      const top = nameHeight + r * high;
      name(-gap, top + (scale * height) / 2 + 4, 'end', row.name);
      for (const [k, bytes] of row.pictures.entries()) {
        add('image', {
          x: `${k * wide}`,
          y: `${top}`,
          width: `${scale * width}`,
          height: `${scale * height}`,
          'image-rendering': 'pixelated',
          href: `data:image/png;base64,${png(width, height, Buffer.from(bytes, 'base64')).toString('base64')}`,
        });
      }
    }
  });
  return frame(title, description, {
    x: { axis: null },
    y: { axis: null },
    xLabel: '',
    yLabel: '',
    width: plotWidth,
    left: Math.max(14, ...rows.map(({ name }) => textWidth(name) + 2 * gap)),
    height: nameHeight + rows.length * high,
    marks: [draw],
    legend: [],
  });
}

/** PNG (ISO/IEC 15948) of 8-bit RGB without filters. */
function png(width: number, height: number, pixels: Buffer): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const [length, checksum, body] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.concat([Buffer.from(type), content])];
    length.writeUInt32BE(content.length);
    checksum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, checksum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const line = 3 * width;
  const lines = Array.from({ length: height }, (_, k) => [Buffer.of(0), pixels.subarray(k * line, (k + 1) * line)]);
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
