import type { Random } from '../../random/random.ts';
import type { ImageSet } from './image-set.ts';

const [size, glyph, channels] = [8, 4, 3];

/** The classes: one random coloured 4×4 glyph each, entries uniform on [−1, 1]. */
export function glyphsOf(classes: number, stream: Random): Float64Array[] {
  return Array.from({ length: classes }, () =>
    Float64Array.from({ length: glyph * glyph * channels }, () => 2 * stream.uniform() - 1),
  );
}

/**
 * n coloured 8×8 pictures on mid-grey: half the glyph of the class, at a random place, times a contrast uniform on
 * [0.6, 1], plus pixel noise of standard deviation `noise`. Labels are uniform.
 */
export function drawGlyphs(samples: number, glyphs: readonly Float64Array[], noise: number, stream: Random): ImageSet {
  const pixels = new Float32Array(samples * size * size * channels);
  const labels = Uint8Array.from({ length: samples }, () => stream.integer(glyphs.length));
  labels.forEach((label, i) => {
    const contrast = 0.6 + 0.4 * stream.uniform();
    const [top, left] = [stream.integer(size - glyph + 1), stream.integer(size - glyph + 1)];
    const start = i * size * size * channels;
    for (let k = 0; k < size * size * channels; k++) pixels[start + k] = 0.5 + noise * stream.normal();
    for (let row = 0; row < glyph; row++) {
      for (let k = 0; k < glyph * channels; k++) {
        const at = start + ((top + row) * size + left) * channels + k;
        pixels[at] += 0.5 * contrast * glyphs[label][row * glyph * channels + k];
      }
    }
  });
  const groups = new Uint8Array(samples);
  return { samples, height: size, width: size, channels, classes: glyphs.length, pixels, labels, groups };
}
