import fc from 'fast-check';
import { add, divide, equal, type Fraction, fraction, multiply, pow, subtract } from 'mathjs';
import { describe, expect, test } from 'vitest';
import {
  piecewiseFlow,
  stationaryFlow,
  stochasticFlow,
  transientRate,
  transientStrength,
} from '../../src/flows/momentum-flows.ts';
import { type Loss, quartic } from '../../src/networks/test-losses.ts';
import { random } from '../../src/random/random.ts';

const [h, beta] = [0.03, 0.7];
const names = ['a', 'b', 'c'];
const batches = names.map((name) => quartic(random(name)));
const x = Float64Array.of(0.4, -1.1, 0.8, 0.2, -0.5);

/** −∇ of a scalar function by five-point central differences. */
function descent(of: (x: Float64Array) => number): number[] {
  const step = 1e-3;
  return [...x.keys()].map((k) => {
    const at = (shift: number) => of(x.map((value, i) => (i === k ? value + shift * step : value)));
    return -(8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step);
  });
}

function near(field: Float64Array, expected: readonly number[]): void {
  expected.forEach((value, k) => {
    expect(field[k]).toBeCloseTo(value, 7);
  });
}

const squared = (loss: Loss) => (at: Float64Array) => loss.gradient(at).reduce((sum, slope) => sum + slope * slope, 0);
const field = () => new Float64Array(x.length);

describe('c_k and γ_k', () => {
  test('are what Theorem 5.1 gives for one loss, in exact fractions', () => {
    // ((1+β)/(1−β)³) γ_k = c_k² + 2 Σ_{r<k} β^{k−r} c_r²
    const cases = fc.record({ b: fc.integer({ min: 2, max: 41 }), share: fc.double({ min: 0, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 12 }), ({ b, share }, k) => {
        const exact = fraction(Math.floor(share * (b - 1)), b);
        const one = fraction(1);
        const less = subtract(one, exact) as Fraction;
        const power = (n: number) => (n === 0 ? one : (pow(exact, n) as Fraction));
        const c = (r: number) => divide(subtract(one, power(r + 1)), less) as Fraction;
        const square = (value: Fraction) => multiply(value, value) as Fraction;
        let sum = square(c(k));
        for (let r = 0; r < k; r++) {
          sum = add(sum, multiply(multiply(fraction(2), power(k - r)), square(c(r)))) as Fraction;
        }
        const gamma = subtract(
          subtract(one, power(2 * k + 2)),
          divide(multiply(multiply(fraction(4 * (k + 1)), power(k + 1)), less), add(one, exact)) as Fraction,
        ) as Fraction;
        const left = divide(multiply(add(one, exact), gamma), pow(less, 3) as Fraction) as Fraction;
        expect(equal(left, sum)).toBe(true);
        expect(transientRate(k, exact.valueOf())).toBeCloseTo(c(k).valueOf(), 9);
        expect(transientStrength(k, exact.valueOf())).toBeCloseTo(gamma.valueOf(), 12);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test('tend to those of flow (5)', () => {
    expect(transientRate(400, beta)).toBeCloseTo(1 / (1 - beta), 12);
    expect(transientStrength(400, beta)).toBeCloseTo(1, 12);
    const [late, stationary] = [
      piecewiseFlow(batches[0], h, beta, 'printed')(400),
      stationaryFlow(batches[0], h, beta, true),
    ];
    near(late(x, field()), [...stationary(x, field())]);
  });
});

test('flow (5) descends its modified loss', () => {
  const [loss] = batches;
  const regulariser = ((1 + beta) * h) / (4 * (1 - beta) ** 2);
  const modified = (at: Float64Array) => (loss.value(at) + regulariser * squared(loss)(at)) / (1 - beta);
  near(stationaryFlow(loss, h, beta, true)(x, field()), descent(modified));
  near(
    stationaryFlow(loss, h, beta, false)(x, field()),
    descent((at) => loss.value(at) / (1 - beta)),
  );
});

test('the terms of flow (4): printed, none, flipped and that of gradient descent', () => {
  const [loss] = batches;
  const k = 2;
  const c = transientRate(k, beta);
  const strength = (h * transientStrength(k, beta) * (1 + beta)) / (4 * (1 - beta) ** 3);
  const terms = { printed: strength, none: 0, flipped: -strength, 'gradient-descent': (h / 4) * c * c } as const;
  for (const [term, b] of Object.entries(terms) as [keyof typeof terms, number][]) {
    const modified = (at: Float64Array) => c * loss.value(at) + b * squared(loss)(at);
    near(piecewiseFlow(loss, h, beta, term)(k)(x, field()), descent(modified));
  }
});

describe('flow (10)', () => {
  test('is flow (4) when all mini-batches are one', () => {
    const sequence = [0, 2, 1, 1, 0, 2];
    const flow = stochasticFlow([batches[0], batches[0], batches[0]], sequence, {
      h,
      beta,
      term: { current: 1, memory: 2 },
    });
    const expected = piecewiseFlow(batches[0], h, beta, 'printed');
    for (const k of sequence.keys()) near(flow(k)(x, field()), [...expected(k)(x, field())]);
  });

  test.each([
    ['the paper', 1, 2, 0.7],
    ['no memory', 1, 0, 0.7],
    ['nothing', 0, 0, 0.7],
    ['no momentum', 1, 2, 0],
  ])('descends Ê_k as written, along a sequence: %s', (_, current, memory, momentum) => {
    const sequence = [1, 1, 0, 2, 0];
    const flow = stochasticFlow(batches, sequence, { h, beta: momentum, term: { current, memory } });
    // G_k = Σ_{r ≤ k} β^{k−r} E_r; 0⁰ = 1.
    const accumulated = (k: number): Loss => {
      const weights = names.map((_, j) =>
        sequence.slice(0, k + 1).reduce((sum, drawn, r) => sum + (drawn === j ? momentum ** (k - r) : 0), 0),
      );
      const mix = (of: (loss: Loss) => Float64Array) => {
        const parts = batches.map(of);
        return x.map((_, d) => weights.reduce((sum, weight, j) => sum + weight * parts[j][d], 0));
      };
      return {
        dimension: x.length,
        value: (at) => weights.reduce((sum, weight, j) => sum + weight * batches[j].value(at), 0),
        gradient: (at) => mix((loss) => loss.gradient(at)),
        hessianTimes: (at, v) => mix((loss) => loss.hessianTimes(at, v)),
      };
    };
    for (const k of sequence.keys()) {
      const modified = (at: Float64Array) => {
        let regulariser = current * squared(accumulated(k))(at);
        for (let r = 0; r < k; r++) regulariser += memory * momentum ** (k - r) * squared(accumulated(r))(at);
        return accumulated(k).value(at) + (h / 4) * regulariser;
      };
      near(flow(k)(x, field()), descent(modified));
    }
  });
});
