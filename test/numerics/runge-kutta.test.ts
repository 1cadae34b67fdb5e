import { expect, test } from 'vitest';
import { type Field, rungeKutta } from '../../src/numerics/runge-kutta.ts';

/** x' = x(1 − x), y' = xy, whose solution is x = 1/(1 + e^{−t}), y = 1 + e^t from (½, 2). */
const logistic: Field = (x, into) => {
  into[0] = x[0] * (1 - x[0]);
  into[1] = x[0] * x[1];
  return into;
};

test('follows a nonlinear system to its closed form', () => {
  const step = rungeKutta(2);
  let x: Float64Array = Float64Array.of(0.5, 2);
  for (let k = 0; k < 200; k++) x = step(logistic, x, 0.01);
  expect(x[0]).toBeCloseTo(1 / (1 + Math.exp(-2)), 10);
  expect(x[1]).toBeCloseTo(1 + Math.exp(2), 8);
});

test('one step errs by O(time⁵)', () => {
  const decay: Field = (x, into) => {
    into[0] = -x[0];
    return into;
  };
  const errors = [0.2, 0.1, 0.05].map((time) => {
    const [x] = rungeKutta(1)(decay, Float64Array.of(1), time);
    return Math.abs(x - Math.exp(-time));
  });
  expect(Math.log2(errors[0] / errors[1])).toBeCloseTo(5, 0);
  expect(Math.log2(errors[1] / errors[2])).toBeCloseTo(5, 1);
});

test('leaves the start alone and gives every step its own array', () => {
  const step = rungeKutta(2);
  const start = Float64Array.of(1, 0);
  const first = step(logistic, start, 0.1);
  const kept = [...first];
  step(logistic, first, 0.1);
  expect([...start]).toEqual([1, 0]);
  expect([...first]).toEqual(kept);
});
