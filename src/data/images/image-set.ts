/** n pictures of `classes` classes. */
export interface ImageSet {
  readonly samples: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly classes: number;
  /** Row-major [n, height, width, channels]. */
  readonly pixels: Float32Array;
  /** 0 … classes − 1, [n] */
  readonly labels: Uint8Array;
  /** 1 = small margin, [n] */
  readonly groups: Uint8Array;
}

/** Pictures of these indices, in their order. */
export function pick(set: ImageSet, indices: readonly number[]): ImageSet {
  const size = set.height * set.width * set.channels;
  const pixels = new Float32Array(indices.length * size);
  indices.forEach((i, k) => {
    pixels.set(set.pixels.subarray(i * size, (i + 1) * size), k * size);
  });
  const taken = (values: Uint8Array) => Uint8Array.from(indices, (i) => values[i]);
  return { ...set, samples: indices.length, pixels, labels: taken(set.labels), groups: taken(set.groups) };
}

/** A function of pixels that gives those of `set` mean 0 and variance 1 in each channel. */
export function standardiser({ pixels, channels }: ImageSet): (set: ImageSet) => ImageSet {
  const count = pixels.length / channels;
  const moments = Array.from({ length: channels }, (_, c) => {
    let [sum, square] = [0, 0];
    for (let k = c; k < pixels.length; k += channels) {
      sum += pixels[k];
      square += pixels[k] ** 2;
    }
    const mean = sum / count;
    return { mean, deviation: Math.sqrt(square / count - mean ** 2) || 1 };
  });
  return (set) => ({
    ...set,
    pixels: set.pixels.map((value, k) => (value - moments[k % channels].mean) / moments[k % channels].deviation),
  });
}
