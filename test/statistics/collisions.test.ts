import { expect, test } from 'vitest';
import { random } from '../../src/random/random.ts';
import { collisionRate } from '../../src/statistics/collisions.ts';

test('counted by hand: of the 6 pairs of 1, 1, 1, 2 three agree', () => {
  expect(collisionRate([1, 1, 1, 2], 2)).toBe(2 * (3 / 6));
  expect(collisionRate([1, 2, 3], 3)).toBe(0);
  expect(collisionRate([5, 5], 7)).toBe(7);
});

test('its mean is count Σp²: 1 for a fair die, 6 (1/4 + 5/100) for a die loaded to show six half the time', () => {
  const stream = random('dice');
  const fair = Array.from({ length: 20_000 }, () => stream.integer(6));
  const loaded = fair.map((face) => (stream.uniform() < 0.4 ? 5 : face));
  expect(collisionRate(fair, 6)).toBeCloseTo(1, 2);
  expect(collisionRate(loaded, 6)).toBeCloseTo(6 * (0.5 ** 2 + 5 * 0.1 ** 2), 1);
});
