import { describe, expect, test } from 'vitest';
import { closeness, flowPoints } from '../../src/flows/closeness.ts';
import { closenessSweep, type Optimiser, stepGrid } from '../../src/flows/closeness-sweep.ts';
import { heavyBallIterates } from '../../src/flows/heavy-ball.ts';
import { piecewiseFlow, stationaryFlow } from '../../src/flows/momentum-flows.ts';
import { lossOf } from '../../src/networks/loss-of.ts';
import { twoD } from '../../src/networks/test-losses.ts';
import { random } from '../../src/random/random.ts';
import { exponentAtLeast } from '../../src/statistics/exponent.ts';

/** A ridge-logistic loss of 12 Gaussian samples, by its value alone. */
const stream = random('ridge-logistic');
const dimension = 4;
const samples = Array.from({ length: 12 }, () => ({
  label: stream.sign(),
  u: Array.from({ length: dimension }, () => stream.normal()),
}));
const loss = lossOf({
  dimension,
  value: (x) =>
    samples.reduce(
      (sum, { label, u }) => {
        const score = u.reduce((total, entry, k) => total + entry * x[k], 0);
        return sum + Math.log1p(Math.exp(-label * score)) / samples.length;
      },
      0.05 * x.reduce((sum, entry) => sum + entry * entry, 0),
    ),
});
const start = Float64Array.of(2, -1, 0.5, -2);
const beta = 0.5;
const grid = stepGrid(loss, start, { beta, halvings: 3 });

/** x^{k+1} = x^k + m − scale·h∇E(x^k + ahead·m), m = β(x^k − x^{k−1}) */
const momentum =
  ({ scale = 1, ahead = 0 }): Optimiser =>
  (h) =>
  (x, previous) => {
    const move = x.map((entry, k) => beta * (entry - previous[k]));
    const slope = loss.gradient(x.map((entry, k) => entry + ahead * move[k]));
    return x.map((entry, k) => entry + move[k] - scale * h * slope[k]);
  };

const followsFlow4 = (optimiser: Optimiser) => {
  const sweep = closenessSweep({ start, grid, optimiser, flow: (h) => piecewiseFlow(loss, h, beta, 'printed') });
  return exponentAtLeast({ order: 2, towards: 'zero', deterministic: true }).decide([sweep], 0.001);
};

describe('does an optimiser follow flow (4) on a ridge-logistic loss?', () => {
  test('heavy ball does, to order h²', () => {
    expect(followsFlow4(momentum({}))).toMatchObject({ verdict: 'supported' });
  });

  test("Nesterov's momentum is off by order h: refuted", () => {
    const { verdict, measured } = followsFlow4(momentum({ ahead: 1 }));
    expect(verdict).toBe('refuted');
    expect(Math.abs(measured - 1)).toBeLessThan(0.1);
  });

  test('heavy ball with a doubled step is off by order 1: refuted', () => {
    const { verdict, measured } = followsFlow4(momentum({ scale: 2 }));
    expect(verdict).toBe('refuted');
    expect(Math.abs(measured)).toBeLessThan(0.1);
  });

  test('gradient descent follows flow (3), which is flow (5) without momentum', () => {
    const sweep = closenessSweep({
      start,
      grid: stepGrid(loss, start, { beta: 0 }),
      optimiser: (h) => (x) => [...loss.gradient(x)].map((slope, k) => x[k] - h * slope),
      flow: (h) => () => stationaryFlow(loss, h, 0, true),
    });
    const rule = exponentAtLeast({ order: 2, towards: 'zero', deterministic: true });
    expect(rule.decide([sweep], 0.001).verdict).toBe('supported');
  });
});

test('the sweep is e(h) of the iterates and the points of the flow', () => {
  const [{ h, steps }] = grid;
  const flow = (size: number) => piecewiseFlow(loss, size, beta, 'printed');
  const expected = closeness(
    heavyBallIterates(loss, start, { h, beta, steps }),
    flowPoints(flow(h), start, { h, steps }),
  );
  const { x, y } = closenessSweep({ start, grid: [grid[0]], optimiser: momentum({}), flow });
  expect(x).toEqual([h]);
  expect(y[0]).toBeCloseTo(expected, 12);
});

test('the grid halves (1−β)²/10Λ and keeps the horizon 3(1−β)/Λ', () => {
  // At (3, 1) the Hessian of twoD(2, 6) has the one eigenvalue 40.
  const points = stepGrid(twoD(2, 6), Float64Array.of(3, 1), { beta: 0.5, halvings: 2 });
  points.forEach(({ h, steps }, i) => {
    expect(h).toBeCloseTo((0.1 * 0.25) / 40 / 2 ** i, 12);
    expect(steps).toBe(60 * 2 ** i);
  });
});

describe('bad input is named', () => {
  const ask =
    (optimiser: Optimiser, from = start) =>
    () =>
      closenessSweep({ start: from, grid, optimiser, flow: () => () => stationaryFlow(loss, 0, 0, false) });

  test('a step of the wrong shape', () => {
    expect(ask(() => () => [1])).toThrow('step 0 of the optimiser: must have length 4; got 1.');
  });

  test('a start or a first step that is not finite', () => {
    expect(ask(momentum({}), Float64Array.of(1, Number.NaN, 0, 0))).toThrow(/^start: must be finite/);
    expect(ask(() => (x) => x.map(() => Number.NaN))).toThrow(/^first step of the optimiser: must be finite/);
  });

  test('a loss without a finite curvature at the start', () => {
    const broken = lossOf({ dimension: 1, value: () => Number.NaN });
    expect(() => stepGrid(broken, Float64Array.of(1), { beta })).toThrow(/^curvature at the start: must be positive/);
  });
});

test('a run that diverges later has e(h) = NaN, which no rule takes for a number', () => {
  const sweep = closenessSweep({
    start,
    grid,
    optimiser: () => (x, _, k) => x.map((entry) => entry * 10 ** (50 * (k + 1))),
    flow: () => () => stationaryFlow(loss, 0, 0, false),
  });
  expect(sweep.y[0]).toBeNaN();
  expect(() => exponentAtLeast({ order: 2, towards: 'zero' }).decide([sweep, sweep], 0.01)).toThrow('no logarithm');
});
