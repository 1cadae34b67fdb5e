import { describe, expect, test } from 'vitest';
import {
  curvature,
  type Loss,
  meanLoss,
  mlp31,
  mlp31Samples,
  mlp31Start,
  quartic,
  twoD,
} from '../../src/networks/test-losses.ts';
import { random } from '../../src/random/random.ts';

const h = 1e-3;

/** The derivative at 0 by five-point central differences. */
function slopeAt0(along: (step: number) => number | Float64Array): number[] {
  const at = (step: number) => {
    const value = along(step);
    return typeof value === 'number' ? [value] : [...value];
  };
  const [a, b, c, d] = [at(-2 * h), at(-h), at(h), at(2 * h)];
  return a.map((value, k) => (8 * (c[k] - b[k]) - (d[k] - value)) / (12 * h));
}

const furthest = (a: ArrayLike<number>, b: readonly number[]) =>
  Math.max(...b.map((value, k) => Math.abs(a[k] - value) / Math.max(1, Math.abs(value))));

const stream = random('test losses');
const losses: [string, Loss, Float64Array][] = [
  ['twoD', twoD(1.3, 0.6), Float64Array.of(2.8, 3.5)],
  ['quartic', quartic(random('quartic')), Float64Array.from({ length: 5 }, () => stream.normal())],
  ['mlp31', mlp31(mlp31Samples(random('samples'))), mlp31Start(random('start'))],
  [
    'a mean of batches',
    meanLoss(['a', 'b', 'c'].map((name) => quartic(random(name)))),
    Float64Array.from({ length: 5 }, () => stream.normal()),
  ],
];

describe.each(losses)('%s', (_, loss, x) => {
  const v = x.map(() => stream.normal());
  const moved = (step: number, direction: Float64Array) => x.map((value, k) => value + step * direction[k]);

  test('its gradient is the derivative of its value', () => {
    expect(x).toHaveLength(loss.dimension);
    const differences = [...x.keys()].map((k) => {
      const unit = x.map((_, i) => (i === k ? 1 : 0));
      return slopeAt0((step) => loss.value(moved(step, unit)))[0];
    });
    expect(furthest(loss.gradient(x), differences)).toBeLessThan(1e-8);
  });

  test('its Hessian times v is the derivative of its gradient along v, and symmetric', () => {
    const differences = slopeAt0((step) => loss.gradient(moved(step, v)));
    expect(furthest(loss.hessianTimes(x, v), differences)).toBeLessThan(1e-8);
    const u = x.map(() => stream.normal());
    const inner = (a: ArrayLike<number>, b: Float64Array) => b.reduce((sum, value, k) => sum + value * a[k], 0);
    expect(inner(loss.hessianTimes(x, u), v)).toBeCloseTo(inner(loss.hessianTimes(x, v), u), 10);
  });
});

test('the curvature of twoD at a minimum is x²‖w‖²', () => {
  // With y = w₁w₂x the residual vanishes, and the Hessian is x² (w₂, w₁)(w₂, w₁)ᵀ.
  expect(curvature(twoD(2, 6), Float64Array.of(3, 1))).toBeCloseTo(40, 8);
});

test('mlp31 is the net that the catalogue describes, and the mean over equal mini-batches is the full batch', () => {
  const samples = mlp31Samples(random('samples'));
  const x = mlp31Start(random('start')).map((value, k) => value + 0.01 * k);
  const net = (u: readonly number[]) => {
    let f = x[30];
    for (let r = 0; r < 6; r++) {
      const [a, b, c, bias] = x.subarray(4 * r, 4 * r + 4);
      f += x[24 + r] * Math.tanh(a * u[0] + b * u[1] + c * u[2] + bias);
    }
    return f;
  };
  const value = samples.reduce((sum, { u, target }) => sum + (net(u) - target) ** 2, 0) / 48;
  const batches = meanLoss([0, 1, 2, 3].map((j) => mlp31(samples.slice(6 * j, 6 * j + 6))));
  expect(mlp31(samples).value(x)).toBeCloseTo(value, 12);
  expect(batches.value(x)).toBeCloseTo(value, 12);
  expect(furthest(batches.gradient(x), [...mlp31(samples).gradient(x)])).toBeLessThan(1e-13);
});

test('mlp31 forgets its activations when x changes in place', () => {
  const samples = mlp31Samples(random('samples'));
  const loss = mlp31(samples);
  const x = mlp31Start(random('start'));
  const before = loss.gradient(x);
  x[7] += 0.1;
  expect([...loss.gradient(x)]).toEqual([...mlp31(samples).gradient(x)]);
  expect([...loss.gradient(x)]).not.toEqual([...before]);
});

test.each(losses)('%s fills the array it is given and returns it', (_, loss, x) => {
  const into = new Float64Array(loss.dimension).fill(9);
  expect(loss.gradient(x, into)).toBe(into);
  expect([...into]).toEqual([...loss.gradient(x)]);
  expect(loss.hessianTimes(x, x.slice(), into)).toBe(into);
  expect([...into]).toEqual([...loss.hessianTimes(x, x.slice())]);
});
