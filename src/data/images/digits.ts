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
    const segments = [...shapes[digit]].map((name) => strokes[name].map(jittered));
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        // Back from the pixel's centre to the display's own coordinates.
        const u = (column + 0.5 - size / 2 - shift[0]) / scale;
        const v = (row + 0.5 - size / 2 - shift[1]) / scale;
        const turned: Point = [Math.cos(angle) * u + Math.sin(angle) * v, -Math.sin(angle) * u + Math.cos(angle) * v];
        const at: Point = [turned[0] - shear * turned[1], turned[1]];
        const nearest = Math.min(...segments.map(([from, to]) => distanceTo(at, from, to)));
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

function distanceTo([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
