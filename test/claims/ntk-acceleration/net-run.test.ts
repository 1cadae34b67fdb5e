import { describe, expect, test } from 'vitest';
import { drawStart, gramOf, NetRun, nearKink, patternsOf } from '../../../claims/ntk-acceleration/net-run.ts';
import {
  drawInputs,
  gramAt,
  preactivations,
  residual,
  type SmallNet,
  subgradient,
} from '../../../claims/ntk-acceleration/small-net.ts';
import { random } from '../../../src/random/random.ts';

const [eta, beta, width, steps] = [0.7, 0.6, 9, 25];

/** The same draws as drawStart's, with the weights written out, [m, d]. */
function explicit(seed: string, inputs: number[][], labels: number[]) {
  const stream = random(seed);
  const signs: number[] = [];
  const weights: number[] = [];
  for (let r = 0; r < width; r++) {
    signs.push(stream.sign());
    for (let k = 0; k < inputs[0].length; k++) weights.push(stream.normal());
  }
  const net: SmallNet = { inputs, labels, signs };
  return { net, weights: Float64Array.from(weights) };
}

describe.each([
  [3, 3],
  [5, 2],
  [1, 1],
])('n = %i inputs in R^%i', (samples, dimension) => {
  const stream = random(`net-run ${samples} ${dimension}`);
  const inputs = drawInputs(stream, samples, dimension);
  const labels = inputs.map(() => stream.sign());
  const { net, weights } = explicit('start', inputs, labels);
  const start = drawStart(random('start'), { inputs, labels }, width);

  test('the preactivations carry heavy ball on the weights: residuals, H(W_t), gates and drift', () => {
    const run = new NetRun(start, { eta, beta });
    let [before, now] = [weights, weights];
    for (let t = 0; t <= steps; t++) {
      const active = preactivations(net, now);
      residual(net, active).forEach((value, i) => {
        expect(run.residual[i]).toBeCloseTo(value, 12);
      });
      expect(run.gram().flat()).toEqual(
        gramAt(net, active)
          .flat()
          .map((entry) => expect.closeTo(entry, 12)),
      );
      const first = preactivations(net, weights);
      const flipped = active.flatMap((row, r) => row.filter((z, i) => z >= 0 !== first[r][i] >= 0));
      expect(run.flips().changed).toBeCloseTo(flipped.length / (width * samples), 12);
      expect(run.flips().opened).toBeCloseTo(flipped.filter((z) => z >= 0).length / (width * samples), 12);
      const moved = net.signs.map((_, r) =>
        Math.hypot(...inputs[0].map((_, k) => now[r * dimension + k] - weights[r * dimension + k])),
      );
      expect(run.drift()).toBeCloseTo(Math.max(...moved), 10);
      const gradient = subgradient(net, active);
      const next = now.map((w, k) => w - eta * gradient[k] + beta * (w - before[k]));
      [before, now] = [now, next];
      run.step();
    }
  });

  test('counts the neurons whose gate is in reach, and H of any preactivations', () => {
    const radius = 0.4;
    const expected = inputs.map((x, i) => {
      const within = preactivations(net, weights).filter((row) => Math.abs(row[i]) <= radius * Math.hypot(...x));
      return within.length;
    });
    expect([...nearKink(start, radius)]).toEqual(expected);
    const gram = gramOf(start.inner, patternsOf(start.active, samples));
    expect(gram.flat()).toEqual(
      gramAt(net, preactivations(net, weights))
        .flat()
        .map((entry) => expect.closeTo(entry, 12)),
    );
  });
});

test('frozen gates make the residual linear in the step; mean-field scaling keeps the kernel', () => {
  const stream = random('frozen');
  const inputs = drawInputs(stream, 3, 3);
  const start = drawStart(stream, { inputs, labels: [1, -1, 1] }, width);
  const step = (rate: number, scaling: 'lazy' | 'mean-field') => {
    const run = new NetRun(start, { eta: rate, beta: 0, gates: 'frozen', scaling });
    const first = run.residual;
    run.step();
    return run.residual.map((value, i) => value - first[i]);
  };
  const small = step(0.1, 'lazy');
  step(0.3, 'lazy').forEach((value, i) => {
    expect(value).toBeCloseTo(3 * small[i], 12);
  });
  const gram = gramOf(start.inner, patternsOf(start.active, 3));
  const run = new NetRun(start, { eta: 0.1, beta: 0, gates: 'frozen', scaling: 'mean-field' });
  step(0.1, 'mean-field').forEach((value, i) => {
    expect(value).toBeCloseTo(-0.1 * gram[i].reduce((sum, entry, j) => sum + entry * run.residual[j], 0), 12);
  });
});
