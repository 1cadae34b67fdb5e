import type { Random } from '../../random/random.ts';
import type { ImageSet } from './image-set.ts';

const size = 12;
/** Half a pixel's worth of grey at the edge of a stroke, in units of a digit's half height. */
const softness = 0.15;

type Point = readonly [x: number, y: number];

/** Strokes of a seven-segment display, from (−½, −1) to (½, 1), y downwards: top, middle, bottom, left and right halves. */
const strokes: Readonly<Record<string, readonly [Point, Point]>> = {
  a: [
    [-0.5, -1],
    [0.5, -1],
  ],
  b: [
    [0.5, -1],
    [0.5, 0],
  ],
  c: [
    [0.5, 0],
    [0.5, 1],
  ],
  d: [
    [-0.5, 1],
    [0.5, 1],
  ],
  e: [
    [-0.5, 0],
    [-0.5, 1],
  ],
  f: [
    [-0.5, -1],
    [-0.5, 0],
  ],
  g: [
    [-0.5, 0],
    [0.5, 0],
  ],
};
const shapes = ['abcdef', 'bc', 'abged', 'abgcd', 'fgbc', 'afgcd', 'afgedc', 'abc', 'abcdefg', 'abcdfg'];

/**
 * n grey 12×12 pictures of digits drawn as seven-segment strokes: a random affine map (rotation, shear, scale, shift),
 * thickness, jitter of the corners, and pixel noise of standard deviation `noise`. Labels are uniform.
 */
export function drawDigits(samples: number, noise: number, stream: Random): ImageSet {
  const pixels = new Float32Array(samples * size * size);
  const labels = Uint8Array.from({ length: samples }, () => stream.integer(10));
  labels.forEach((digit, i) => {
    const between = (low: number, high: number) => low + (high - low) * stream.uniform();
    const [angle, shear, scale] = [between(-0.3, 0.3), between(-0.3, 0.3), between(3.4, 4.8)];
    const shift = [between(-1, 1), between(-1, 1)];
    const thickness = between(0.1, 0.22);
    const jittered = ([x, y]: Point): Point => [x + 0.06 * stream.normal(), y + 0.06 * stream.normal()];
    const segments = [...shapes[digit]].flatMap((name) => strokes[name].flatMap(jittered));
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        // Back from the pixel's centre to the display's own coordinates.
        const u = (column + 0.5 - size / 2 - shift[0]) / scale;
        const v = (row + 0.5 - size / 2 - shift[1]) / scale;
        const [x, y] = [cosine * u + sine * v, -sine * u + cosine * v];
        const nearest = Math.sqrt(squareTo(segments, x - shear * y, y));
        const ink = Math.min(1, Math.max(0, 1 - (nearest - thickness) / softness));
        pixels[(i * size + row) * size + column] = ink + noise * stream.normal();
      }
    }
  });
  return {
    samples,
    height: size,
    width: size,
    channels: 1,
    classes: 10,
    pixels,
    labels,
    groups: new Uint8Array(samples),
  };
}

/** Square of the distance from (x, y) to the nearest of segments, each four numbers: from (x, y), to (x, y). */
function squareTo(segments: readonly number[], x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < segments.length; k += 4) {
    const [ax, ay] = [segments[k], segments[k + 1]];
    const [dx, dy] = [segments[k + 2] - ax, segments[k + 3] - ay];
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    least = Math.min(least, (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2);
  }
  return least;
}
