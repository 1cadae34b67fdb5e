import { eigs, multiply, transpose } from 'mathjs';
import { describe, expect, test } from 'vitest';
import { solve } from '../../src/numerics/solve.ts';
import { cholesky, spectralNorm, spectralRadius, symmetricEigenvalues } from '../../src/numerics/spectra.ts';
import { distance, dot, norm, plus } from '../../src/numerics/vectors.ts';
import { random } from '../../src/random/random.ts';

const stream = random('linear algebra');
const square = (size: number) =>
  Array.from({ length: size }, () => Array.from({ length: size }, () => stream.normal()));
const times = (a: number[][], b: number[][]) => multiply(a, b) as number[][];

/** Ascending, by mathjs. */
function eigenvalues(rows: number[][]): number[] {
  return (eigs(rows).values as number[]).sort((a, b) => a - b);
}

describe.each([2, 3, 6])('a random matrix of size %i', (size) => {
  const general = square(size);
  const definite = times(general, transpose(general));

  test('has the eigenvalues, the norm and the radius that mathjs finds', () => {
    const expected = eigenvalues(definite);
    symmetricEigenvalues(definite).forEach((value, k) => {
      expect(value).toBeCloseTo(expected[k], 8);
    });
    expect(spectralNorm(general)).toBeCloseTo(Math.sqrt(expected[size - 1]), 8);
    expect(spectralRadius(definite)).toBeCloseTo(expected[size - 1], 8);
  });

  test('its Cholesky factor is lower triangular and gives it back', () => {
    const factor = cholesky(definite);
    times(factor, transpose(factor)).forEach((row, i) => {
      row.forEach((entry, j) => {
        expect(entry).toBeCloseTo(definite[i][j], 10);
        if (j > i) expect(factor[i][j]).toBe(0);
      });
    });
  });

  test('solve inverts it', () => {
    const x = Array.from({ length: size }, () => stream.normal());
    const b = general.map((row) => dot(row, x));
    expect(distance(solve(general, b), x)).toBeLessThan(1e-9);
  });
});

test('the radius sees complex pairs, the norm what a shear adds', () => {
  const turn = [
    [0, -0.8],
    [0.8, 0],
  ];
  expect(spectralRadius(turn)).toBeCloseTo(0.8, 12);
  // [[0.5, 1], [0, 0.5]]: σ² solves σ⁴ − 1.5σ² + 1/16 = 0.
  const shear = [
    [0.5, 1],
    [0, 0.5],
  ];
  expect(spectralRadius(shear)).toBeCloseTo(0.5, 7);
  expect(spectralNorm(shear)).toBeCloseTo(Math.sqrt((1.5 + Math.sqrt(2.25 - 0.25)) / 2), 12);
});

test('vectors', () => {
  expect(dot([1, 2, 3], [4, 5, 6])).toBe(32);
  expect(norm([3, 4])).toBe(5);
  expect(distance([1, 1], [4, 5])).toBe(5);
  expect([...plus(Float64Array.of(1, 2), -2, [1, 1])]).toEqual([-1, 0]);
});
