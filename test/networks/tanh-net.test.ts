import { expect, test } from 'vitest';
import { chebyshevCurve, tanhNet, tanhNetStart } from '../../src/networks/tanh-net.ts';
import { numericalDerivative, numericalGradient } from '../../src/numerics/finite-differences.ts';
import { random } from '../../src/random/random.ts';

const samples = chebyshevCurve(3, 7);
const width = 4;
const loss = tanhNet(width, samples);
const stream = random('tanh net');
/** Biases away from 0 too. */
const x = tanhNetStart(width, stream).map((entry) => entry + 0.1 * stream.normal());
const v = x.map(() => stream.normal());

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, k) => Math.abs(value - b[k])));

test('the catalogue sizes: 481 parameters at width 20, 193 at width 12', () => {
  expect([20, 12].map((size) => tanhNet(size, samples).dimension)).toEqual([481, 193]);
  expect(tanhNetStart(20, random('start'))).toHaveLength(481);
});

test('its value is the half mean square error of the net written out', () => {
  const layer = (from: number, input: readonly number[]) =>
    Array.from({ length: width }, (_, r) => {
      const row = input.map((entry, s) => x[from + r * input.length + s] * entry);
      return Math.tanh(row.reduce((sum, term) => sum + term, x[from + width * input.length + r]));
    });
  const errors = samples.inputs.map((u, i) => {
    const last = layer(2 * width, layer(0, [u]));
    const output = last.reduce((sum, s, r) => sum + s * x[3 * width + width ** 2 + r], x[4 * width + width ** 2]);
    return (output - samples.targets[i]) ** 2;
  });
  expect(loss.value(x)).toBeCloseTo(errors.reduce((sum, error) => sum + error, 0) / (2 * errors.length), 13);
});

test('its gradient and Hessian-vector product are derivatives of its value and gradient', () => {
  const empty = () => new Float64Array(x.length);
  expect(furthest(loss.gradient(x), numericalGradient(loss.value, x, empty()))).toBeLessThan(1e-10);
  const along = numericalDerivative((at) => loss.gradient(at), x, v, empty());
  expect(furthest(loss.hessianTimes(x, v), along)).toBeLessThan(1e-10);
});

test('a width that is no multiple of 4 is refused', () => {
  expect(() => tanhNet(6, samples)).toThrow('tanh net width: must be a multiple of 4; got 6.');
});

test('it forgets its activations when x changes in place', () => {
  const moving = x.slice();
  const before = loss.gradient(moving);
  moving[9] += 0.1;
  expect([...loss.gradient(moving)]).toEqual([...tanhNet(width, samples).gradient(moving)]);
  expect([...loss.gradient(moving)]).not.toEqual([...before]);
});

test('a start has weights of variance 1/fan-in and no biases', () => {
  const start = tanhNetStart(100, random('start'));
  const square = (from: number, to: number) =>
    start.subarray(from, to).reduce((sum, w) => sum + w * w, 0) / (to - from);
  expect(square(0, 100)).toBeCloseTo(1, 0);
  expect(square(100, 200)).toBe(0);
  expect(square(200, 10_200)).toBeCloseTo(0.01, 3);
  expect(square(10_200, 10_300)).toBe(0);
  expect(start.at(-1)).toBe(0);
});

test('the targets are T_3(u) = 4u³ − 3u on equispaced inputs', () => {
  expect(samples.inputs.slice(0, 2)).toEqual([-1, -1 + 1 / 3]);
  samples.inputs.forEach((u, i) => {
    expect(samples.targets[i]).toBeCloseTo(4 * u ** 3 - 3 * u, 12);
  });
});
