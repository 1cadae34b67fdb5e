import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { lossOf } from '../../src/networks/loss-of.ts';
import { type Loss, mlp31, mlp31Samples, mlp31Start, quartic, twoD } from '../../src/networks/test-losses.ts';
import { random } from '../../src/random/random.ts';
import { tensors } from '../contract/tensors.ts';

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, k) => Math.abs(value - b[k]) / Math.max(1, Math.abs(b[k]))));

const stream = random('loss of functions');
const exact: [string, Loss, Float64Array][] = [
  ['twoD', twoD(1.3, 0.6), Float64Array.of(2.8, 3.5)],
  ['quartic', quartic(random('quartic')), Float64Array.from({ length: 5 }, () => stream.normal())],
  ['mlp31', mlp31(mlp31Samples(random('samples'))), mlp31Start(random('start'))],
];

describe.each(exact)('what is left out of %s comes from differences', (_, loss, x) => {
  const { dimension } = loss;
  const v = x.map(() => stream.normal());
  const value = (at: Float64Array) => loss.value(at);
  const gradient = (at: Float64Array) => loss.gradient(at);

  test('its gradient, to 1e-11', () => {
    expect(furthest(lossOf({ dimension, value }).gradient(x), loss.gradient(x))).toBeLessThan(1e-11);
  });

  test('its Hessian times v, to 1e-11 from a given gradient and 1e-8 without', () => {
    const image = loss.hessianTimes(x, v);
    expect(furthest(lossOf({ dimension, value, gradient }).hessianTimes(x, v), image)).toBeLessThan(1e-11);
    expect(furthest(lossOf({ dimension, value }).hessianTimes(x, v), image)).toBeLessThan(1e-8);
  });

  test('what is given is taken as it is, into the array that is handed over', () => {
    const whole = lossOf({ dimension, value, gradient, hessianTimes: (at, w) => [...loss.hessianTimes(at, w)] });
    const into = new Float64Array(dimension);
    expect(whole.value(x)).toBe(loss.value(x));
    expect(whole.gradient(x, into)).toBe(into);
    expect([...into]).toEqual([...loss.gradient(x)]);
    expect(whole.hessianTimes(x, v, into)).toBe(into);
    expect([...into]).toEqual([...loss.hessianTimes(x, v)]);
  });
});

test('the numerical gradient of a ridge-logistic loss is what TensorFlow.js autodiff gives in float32', async () => {
  const tf = await tensors();
  const features = [
    [0.5, -1.2, 2],
    [1.5, 0.3, -0.4],
    [-0.7, 0.9, 0.1],
  ];
  const labels = [1, -1, 1];
  const value = (x: Float64Array) =>
    features.reduce(
      (sum, u, i) => {
        const margin = labels[i] * u.reduce((score, entry, k) => score + entry * x[k], 0);
        return sum + Math.log1p(Math.exp(-margin)) / 3;
      },
      0.05 * x.reduce((sum, entry) => sum + entry * entry, 0),
    );
  const x = Float64Array.of(0.4, -0.8, 1.1);
  const autodiff = tf.grad((w: Tensor) => {
    const margins = tf.mul(
      tf.tensor1d(labels),
      tf.reshape(tf.matMul(tf.tensor2d(features), tf.reshape(w, [3, 1])), [3]),
    );
    const ridge = tf.mul(0.05, tf.sum(tf.square(w)));
    return tf.add(tf.mean(tf.softplus(tf.neg(margins))), ridge);
  })(tf.tensor1d([...x]));
  expect(furthest(lossOf({ dimension: 3, value }).gradient(x), autodiff.dataSync())).toBeLessThan(1e-6);
});

describe('bad input is named', () => {
  const value = ([a, b]: Float64Array) => a * a + b;
  const x = Float64Array.of(1, 2);

  test.each([0, 1.5, Number.NaN])('a dimension of %s', (dimension) => {
    expect(() => lossOf({ dimension, value })).toThrow(/^loss dimension: must be a whole number/);
  });

  test('arguments and results of the wrong shape', () => {
    const loss = lossOf({ dimension: 2, value, gradient: () => [1], hessianTimes: () => [1, 2, 3] });
    expect(() => loss.value(Float64Array.of(1))).toThrow('argument of the loss: must have length 2; got 1.');
    expect(() => loss.gradient(x)).toThrow('gradient: must have length 2; got 1.');
    expect(() => loss.hessianTimes(x, x.slice())).toThrow('hessianTimes: must have length 2; got 3.');
    expect(() => loss.hessianTimes(x, Float64Array.of(1))).toThrow('direction of hessianTimes: must have length 2');
  });

  test('a value that is no number', () => {
    const loss = lossOf({ dimension: 2, value: () => [1] as unknown as number });
    expect(() => loss.gradient(x)).toThrow('loss value: must be a number; got [1].');
  });
});
