type Point = readonly [number, number];

/**
 * The points that a line of this size on screen needs: of a run within one column of `width` pixels the first, the
 * last, the lowest and the highest, so no extreme is lost. Works for paths that turn back, too.
 */
export function thinLine(points: readonly Point[], pixel: (point: Point) => Point, width = 1.5): Point[] {
  const kept: Point[] = [];
  let start = 0;
  const column = (k: number) => Math.floor(pixel(points[k])[0] / width);
  for (let k = 1; k <= points.length; k++) {
    if (k < points.length && column(k) === column(start)) continue;
    kept.push(...ends(points.slice(start, k)));
    start = k;
  }
  return straight(kept, pixel);
}

/** First, lowest, highest and last of a run, in their order. */
function ends(run: readonly Point[]): readonly Point[] {
  if (run.length <= 4) return run;
  let [low, high] = [0, 0];
  for (let k = 1; k < run.length; k++) {
    if (run[k][1] < run[low][1]) low = k;
    if (run[k][1] > run[high][1]) high = k;
  }
  const kept = new Set([0, low, high, run.length - 1]);
  return [...kept].sort((a, b) => a - b).map((k) => run[k]);
}

/** Ramer, Douglas and Peucker: leaves out what moves the line by less than a fifth of a pixel. */
function straight(points: readonly Point[], pixel: (point: Point) => Point): Point[] {
  const at = points.map(pixel);
  const kept = new Set<number>();
  const open: [number, number][] = points.length > 0 ? [[0, points.length - 1]] : [];
  for (let span = open.pop(); span; span = open.pop()) {
    const [first, last] = span;
    kept.add(first).add(last);
    let [farthest, off] = [first, 0.2];
    for (let k = first + 1; k < last; k++) {
      const away = distanceToSegment(at[k], at[first], at[last]);
      if (away > off) [farthest, off] = [k, away];
    }
    if (farthest > first) open.push([first, farthest], [farthest, last]);
  }
  return points.filter((_, k) => kept.has(k));
}

function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** At most `most` dots: of dots that fall on one spot one is kept, on spots as small as they may be. */
export function thinDots(points: readonly Point[], pixel: (point: Point) => Point, most = 400): Point[] {
  for (let spot = 1; ; spot *= 1.5) {
    const kept = new Map<string, Point>();
    for (const point of points) {
      const key = pixel(point)
        .map((value) => Math.round(value / spot))
        .join();
      if (!kept.has(key)) kept.set(key, point);
    }
    if (kept.size <= most) return [...kept.values()];
  }
}
