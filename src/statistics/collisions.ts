/**
 * How often two of the draws agree, times the number of possible values. Its mean is count Σ_v p_v², which is 1 for
 * uniform draws and more for all others, so that `equivalent({ target: 1 })` decides uniformity.
 */
export function collisionRate(draws: readonly number[], count: number): number {
  const hits = new Map<number, number>();
  for (const value of draws) hits.set(value, (hits.get(value) ?? 0) + 1);
  const agreeing = [...hits.values()].reduce((sum, n) => sum + n * (n - 1), 0);
  return (count * agreeing) / (draws.length * (draws.length - 1));
}
