import { expect, test } from 'vitest';
import { largestEigenvalue } from '../../src/numerics/lanczos.ts';
import { symmetricEigenvalues } from '../../src/numerics/spectra.ts';
import { random } from '../../src/random/random.ts';

const times = (rows: readonly (readonly number[])[]) => (v: Float64Array, into: Float64Array) => {
  rows.forEach((row, i) => {
    into[i] = row.reduce((sum, entry, j) => sum + entry * v[j], 0);
  });
  return into;
};
const start = (size: number) => Float64Array.from({ length: size }, (_, k) => Math.cos(k + 1));

test('agrees with a dense eigenvalue routine, also where negative eigenvalues are larger in modulus', () => {
  const stream = random('lanczos');
  const half = Array.from({ length: 60 }, () => Array.from({ length: 60 }, () => stream.normal()));
  for (const shift of [0, -30]) {
    const rows = half.map((row, i) => row.map((entry, j) => entry + half[j][i] + (i === j ? shift : 0)));
    expect(largestEigenvalue(times(rows), start(60))).toBeCloseTo(symmetricEigenvalues(rows).at(-1)!, 4);
    expect(largestEigenvalue(times(rows), start(60), 60)).toBeCloseTo(symmetricEigenvalues(rows).at(-1)!, 9);
  }
});

test('stops where the Krylov space is exhausted', () => {
  const u = [3, -1, 2];
  const rankOne = u.map((a) => u.map((b) => a * b));
  expect(largestEigenvalue(times(rankOne), start(3))).toBeCloseTo(14, 10);
  expect(
    largestEigenvalue(
      times([
        [0, 0],
        [0, 0],
      ]),
      start(2),
    ),
  ).toBe(0);
});

test('says NaN of a map that is not finite', () => {
  const rows = [
    [1, 0, 0],
    [0, Number.NaN, 0],
    [0, 0, Number.POSITIVE_INFINITY],
  ];
  expect(largestEigenvalue(times(rows), start(3))).toBeNaN();
});
