import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkJob } from '../../src/engines/job.ts';
import { referenceEngine } from '../../src/engines/reference.ts';
import { Objective } from '../../src/networks/objective.ts';
import { dataset, type Point, points } from './networks.ts';

/** Far enough from the kink of max(0, z)^q that no step of the differences crosses it. */
const clearance = 0.02;
const h = 1e-3;

function analytic({ network, data, output, weights }: Point, batch?: readonly number[]): Float64Array {
  const objective = new Objective(network, data, output);
  const gradient = new Float64Array(weights.length);
  objective.forward(weights);
  objective.gradient(weights, gradient, batch);
  return gradient;
}

/** ∂L/∂W by five-point central differences of the loss, whose error is of order h⁴. */
function differences({ network, output, weights }: Point, data: Point['data'], decay: number): Float64Array {
  const objective = new Objective({ ...network, weightDecay: decay }, data, output);
  const at = (k: number, step: number) => {
    const moved = weights.slice();
    moved[k] += step;
    objective.forward(moved);
    return objective.loss(moved);
  };
  return weights.map((_, k) => (8 * (at(k, h) - at(k, -h)) - (at(k, 2 * h) - at(k, -2 * h))) / (12 * h));
}

function smoothHere({ network, data, output, weights }: Point): boolean {
  if (network.activation.kind === 'power') return true;
  const objective = new Objective(network, data, output);
  objective.forward(weights);
  // Patches without entries have z = 0 whatever W is.
  return objective.activations.every((z) => z === 0 || Math.abs(z) > clearance);
}

function agree(actual: ArrayLike<number>, expected: Float64Array, tolerance: number): void {
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const worst = expected.map((value, k) => Math.abs(actual[k] - value) / scale);
  expect(Math.max(...worst)).toBeLessThan(tolerance);
}

describe('Objective.gradient', () => {
  test('is the derivative of the loss (central differences, float64, relative 1e-6)', () => {
    fc.assert(
      fc.property(points.filter(smoothHere), (point) => {
        agree(analytic(point), differences(point, point.data, point.network.weightDecay ?? 0), 1e-6);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test('over a mini-batch is the derivative of that batch, squared losses scaled by n/|B|', () => {
    fc.assert(
      fc.property(points.filter(smoothHere), (point) => {
        const { network, data, inputs, batch, weights } = point;
        const labels = batch.map((i) => data.labels[i]);
        const part = dataset(
          batch.map((i) => inputs[i]),
          labels,
        );
        const scale = network.loss === 'squared' ? data.samples / batch.length : 1;
        const decay = network.weightDecay ?? 0;
        const expected = differences(point, part, 0).map((slope, k) => scale * slope + decay * weights[k]);
        agree(analytic(point, batch), expected, 1e-6);
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  test('is what TensorFlow.js differentiates to (float32, 1e-4 of the largest entry)', async () => {
    const engine = await referenceEngine('cpu', 'CPU');
    await fc.assert(
      fc.asyncProperty(points, async (point) => {
        const { network, data, inputs, output, weights } = point;
        const job = checkJob({
          name: 'gradient',
          network,
          data: { sampler: 'given', inputs: inputs as number[][][] },
          init: { scale: 1 },
          optimizer: { optimizer: 'gd', rate: 1e-9 },
          steps: 1,
          precision: 'float32',
          probes: [{ name: 'g', quantity: 'gradient', schedule: { at: [0] } }],
        });
        const trial = { trial: 0, train: data, test: null, weights, output, batchSeed: '' };
        const [{ series }] = await engine.train(job, [trial], new AbortController().signal);
        agree(series.g.values, analytic(point), 1e-4);
      }),
      { numRuns: 50, seed: 3 },
    );
  });

  test("takes σ'(0) = 1 for max(0, z), as the papers' 1{z ≥ 0}, on both sides of the comparison", async () => {
    const network = {
      neurons: 1,
      activation: { kind: 'relu-power', degree: 1 },
      output: 'ones',
      loss: 'squared',
    } as const;
    const point: Point = {
      network,
      inputs: [[[1]]],
      data: dataset([[[1]]], [-1]),
      output: Float64Array.of(1),
      weights: Float64Array.of(0),
      batch: [0],
    };
    expect([...analytic(point)]).toEqual([1]);
    const engine = await referenceEngine('cpu', 'CPU');
    const job = checkJob({
      name: 'kink',
      network,
      data: { sampler: 'given', inputs: [[[1]]] },
      init: { scale: 0 },
      optimizer: { optimizer: 'gd', rate: 1e-9 },
      steps: 1,
      precision: 'float32',
      probes: [{ name: 'g', quantity: 'gradient', schedule: { at: [0] } }],
    });
    const trial = { ...point, train: point.data, trial: 0, test: null, batchSeed: '' };
    const [{ series }] = await engine.train(job, [trial], new AbortController().signal);
    expect([...series.g.values]).toEqual([1]);
  });
});
