import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patch } from '../../src/data/dataset.ts';
import { Objective } from '../../src/networks/objective.ts';
import { activate, activateSlope, networkSchema, outputWeights } from '../../src/networks/patch-network.ts';
import { random } from '../../src/random/random.ts';
import { dataset, type Point, points } from '../contract/networks.ts';

/** f_W and L(W) as they are defined, sum by sum. */
function asDefined({ network, data, output, weights }: Point) {
  const { neurons, activation, loss, weightDecay = 0 } = network;
  const d = data.dimension;
  const sigma = (z: number) => (activation.kind === 'power' ? z : Math.max(0, z)) ** activation.degree;
  const activations: number[] = [];
  const outputs = Array.from({ length: data.samples }, (_, i) => {
    let f = 0;
    for (let p = 0; p < data.patches; p++) {
      const x = patch(data, i, p);
      for (let r = 0; r < neurons; r++) {
        const z = x.reduce((sum, entry, k) => sum + weights[r * d + k] * entry, 0);
        activations.push(z);
        f += output[r] * sigma(z);
      }
    }
    return f;
  });
  const losses = outputs.map((f, i) => {
    const y = data.labels[i];
    return loss === 'logistic' ? Math.log(1 + Math.exp(-y * f)) / data.samples : 0.5 * (f - y) ** 2;
  });
  const decay = (weightDecay / 2) * weights.reduce((sum, w) => sum + w * w, 0);
  return { activations, outputs, loss: losses.reduce((sum, value) => sum + value, decay) };
}

const furthest = (a: ArrayLike<number>, b: readonly number[]) =>
  Math.max(...b.map((value, k) => Math.abs(a[k] - value) / Math.max(1, Math.abs(value))));

describe('Objective', () => {
  test('is the network and the loss as defined (1e-11), patches dense or sparse, in fours or left over', () => {
    fc.assert(
      fc.property(points, (point) => {
        const objective = new Objective(point.network, point.data, point.output);
        objective.forward(point.weights);
        const expected = asDefined(point);
        expect(furthest(objective.activations, expected.activations)).toBeLessThan(1e-11);
        expect(furthest(objective.outputs, expected.outputs)).toBeLessThan(1e-11);
        expect(furthest([objective.loss(point.weights)], [expected.loss])).toBeLessThan(1e-11);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test('a worked example: W = (1, 2), X = ((1, 0), (0, 1)), σ = z³, y = −1: f = 9, L = ½(9 + 1)² + λ/2 · 5', () => {
    const network = networkSchema.parse({
      neurons: 1,
      activation: { kind: 'power', degree: 3 },
      output: 'ones',
      loss: 'squared',
      weightDecay: 0.1,
    });
    const inputs = [
      [
        [1, 0],
        [0, 1],
      ],
    ];
    const objective = new Objective(network, dataset(inputs, [-1]), Float64Array.of(1));
    const weights = Float64Array.of(1, 2);
    const gradient = new Float64Array(2);
    objective.forward(weights);
    objective.gradient(weights, gradient);
    expect(objective.outputs[0]).toBe(9);
    expect(objective.loss(weights)).toBe(50.25);
    // (f − y) · 3z² x + λw
    expect([...gradient]).toEqual([10 * 3 * 1 + 0.1, 10 * 3 * 4 + 0.2]);
  });

  test('the logistic loss and its slope neither overflow nor vanish too early at margins of ±1000', () => {
    const network = { neurons: 1, activation: { kind: 'power', degree: 1 }, output: 'ones', loss: 'logistic' } as const;
    for (const [w, loss, slope] of [
      [1000, 0, 0],
      [-1000, 1000, -1],
      [-40, 40, -1],
      [36, Math.exp(-36), -Math.exp(-36)],
    ]) {
      const objective = new Objective(network, dataset([[[1]]], [1]), Float64Array.of(1));
      const gradient = new Float64Array(1);
      objective.forward(Float64Array.of(w));
      objective.gradient(Float64Array.of(w), gradient);
      expect(objective.loss(Float64Array.of(w))).toBeCloseTo(loss, 30);
      expect(Math.abs(gradient[0] - slope)).toBeLessThan(1e-15 * Math.max(1e-15, Math.abs(slope)) + 1e-30);
    }
  });
});

describe('patch network', () => {
  test("σ and σ' of powers and of max(0, z)^q, with σ'(0) = 1 for q = 1", () => {
    for (const degree of [1, 2, 3, 4, 5]) {
      for (const z of [-1.5, -0.2, 0.3, 2]) {
        expect(activate(z, { kind: 'power', degree })).toBeCloseTo(z ** degree, 12);
        expect(activateSlope(z, { kind: 'power', degree })).toBeCloseTo(degree * z ** (degree - 1), 12);
        expect(activate(z, { kind: 'relu-power', degree })).toBeCloseTo(Math.max(0, z) ** degree, 12);
        const slope = z < 0 ? 0 : degree * z ** (degree - 1);
        expect(activateSlope(z, { kind: 'relu-power', degree })).toBeCloseTo(slope, 12);
      }
      expect(activateSlope(0, { kind: 'relu-power', degree })).toBe(degree === 1 ? 1 : 0);
    }
  });

  test('output weights: ones, two classes, random signs of size 1/√m', () => {
    const network = { neurons: 4, activation: { kind: 'power', degree: 1 }, loss: 'squared' } as const;
    const weights = (output: 'ones' | 'classes' | 'signs') => [...outputWeights({ ...network, output }, random('a'))];
    expect(weights('ones')).toEqual([1, 1, 1, 1]);
    expect(weights('classes')).toEqual([1, 1, -1, -1]);
    expect(weights('signs').map(Math.abs)).toEqual([0.5, 0.5, 0.5, 0.5]);
    const many = outputWeights({ ...network, neurons: 1000, output: 'signs' }, random('b'));
    expect(Math.abs(many.filter((a) => a > 0).length - 500)).toBeLessThan(4 * Math.sqrt(250));
  });
});
