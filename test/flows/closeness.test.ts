import { expect, test } from 'vitest';
import { closeness, flowPoints } from '../../src/flows/closeness.ts';
import { heavyBallIterates } from '../../src/flows/heavy-ball.ts';
import { piecewiseFlow, stochasticFlow } from '../../src/flows/momentum-flows.ts';
import { type Loss, quartic, twoD } from '../../src/networks/test-losses.ts';
import { random } from '../../src/random/random.ts';

/** E = ½ Σ λ_i x_i² */
function quadratic(lambda: readonly number[]): Loss {
  const times = (x: Float64Array, into: Float64Array = new Float64Array(lambda.length)) => {
    lambda.forEach((value, k) => {
      into[k] = value * x[k];
    });
    return into;
  };
  return {
    dimension: lambda.length,
    value: (x) => lambda.reduce((sum, value, k) => sum + 0.5 * value * x[k] ** 2, 0),
    gradient: times,
    hessianTimes: (_, v, into) => times(v, into),
  };
}

test('heavy ball on a quadratic is the sum of the two powers of its characteristic roots', () => {
  const [lambda, h, beta] = [2, 0.03, 0.5];
  const iterates = heavyBallIterates(quadratic([lambda]), Float64Array.of(3), { h, beta, steps: 40 });
  // r² − (1 + β − hλ) r + β = 0, x⁰ = x⁻¹ = 3
  const half = (1 + beta - h * lambda) / 2;
  const [p, q] = [half + Math.sqrt(half * half - beta), half - Math.sqrt(half * half - beta)];
  const a = (3 * p * (1 - q)) / (p - q);
  iterates.forEach(([x], k) => {
    expect(x).toBeCloseTo(a * p ** k + (3 - a) * q ** k, 12);
  });
});

test('a flow that changes at every step goes through the product of its exponentials', () => {
  const rates = [1, 3, 0.5];
  const h = 0.02;
  const points = flowPoints(
    (k) => (x, into) => {
      into[0] = -rates[k] * x[0];
      return into;
    },
    Float64Array.of(1),
    { h, steps: 3, substeps: 8 },
  );
  let exact = 1;
  points.forEach(([x], k) => {
    expect(x).toBeCloseTo(exact, 10);
    exact *= Math.exp(-h * rates[k]);
  });
});

test('closeness is the largest distance from a step on', () => {
  const path = (...values: number[]) => values.map((value) => Float64Array.of(value, 0));
  expect(closeness(path(0, 1, 2, 3), path(9, 5, 2.5, 3.25))).toBe(4);
  expect(closeness(path(0, 1, 2, 3), path(9, 5, 2.5, 3.25), 2)).toBe(0.5);
  expect(closeness(path(0, 1, Number.POSITIVE_INFINITY), path(0, 1, 2))).toBeNaN();
});

test('more substeps than one do not change e(h) by 1 %, so it measures the statement and not the integrator', () => {
  const [h, beta, steps] = [2e-3, 0.5, 300];
  const start = Float64Array.of(1.4, 1.7);
  const batches = ['a', 'b', 'c', 'd'].map((name) => quartic(random(name)));
  const wide = Float64Array.from({ length: 5 }, (_, k) => 1 - k / 3);
  const sequence = Array.from({ length: steps }, (_, k) => (k * 7) % 4);
  const errors = [1, 2].map((substeps) => [
    closeness(
      heavyBallIterates(twoD(1, 0.6), start, { h, beta, steps }),
      flowPoints(piecewiseFlow(twoD(1, 0.6), h, beta, 'printed'), start, { h, steps, substeps }),
    ),
    closeness(
      heavyBallIterates((k) => batches[sequence[k]], wide, { h, beta, steps }),
      flowPoints(stochasticFlow(batches, sequence, { h, beta, term: { current: 1, memory: 2 } }), wide, {
        h,
        steps,
        substeps,
      }),
    ),
  ]);
  errors[0].forEach((error, k) => {
    expect(Math.abs(error / errors[1][k] - 1)).toBeLessThan(0.01);
  });
});
