import { describe, expect, test } from 'vitest';
import { type Dataset, patch } from '../../src/data/dataset.ts';
import { type Sampler, sample, samplerSchema } from '../../src/data/samplers.ts';
import { dot, norm } from '../../src/numerics/vectors.ts';
import { level, normalKs, uniformCounts } from './goodness.ts';

type Of<Name> = Extract<Sampler, { sampler: Name }>;

function draw(params: Sampler, seed = 'laws'): { train: Dataset; test: Dataset | null } {
  return sample(samplerSchema.parse(params), { data: `${seed}/data`, test: `${seed}/test` });
}

const all = (data: Dataset) =>
  Array.from({ length: data.samples }, (_, i) => Array.from({ length: data.patches }, (_, p) => patch(data, i, p)));
const signs = (data: Dataset) => [1, -1].map((sign) => data.labels.filter((y) => y === sign).length);

describe('signal-noise, distribution (D) of momentum-generalization', () => {
  const law: Of<'signal-noise'> = {
    sampler: 'signal-noise',
    samples: 600,
    smallMargin: 200,
    patches: 4,
    dimension: 8,
    alpha: 2,
    beta: 0.25,
    noise: 0.5,
    signal: 'random',
    test: 50,
  };
  const { train, test: tested } = draw(law);
  const signal = train.directions.signal;
  const along = all(train).map((x) => x.map((vector) => dot(vector, signal)));
  const signalAt = along.map((projections) => projections.findIndex((value) => Math.abs(value) > 1e-6));

  test('one patch holds the signal: αyw* for large margins, βyw* for the last n₂ samples, exactly', () => {
    expect(norm(signal)).toBeCloseTo(1, 14);
    all(train).forEach((x, i) => {
      const scale = train.labels[i] * (i >= 400 ? 0.25 : 2);
      expect(x[signalAt[i]]).toEqual(signal.map((entry) => scale * entry));
      expect(train.groups[i]).toBe(i >= 400 ? 1 : 0);
    });
  });

  test('the other patches are orthogonal to w* (1e-12), with covariance σ²(I − w*w*ᵀ)', () => {
    along.forEach((projections, i) => {
      for (const [p, value] of projections.entries())
        if (p !== signalAt[i]) expect(Math.abs(value)).toBeLessThan(1e-12);
    });
    // In two directions orthogonal to w* and to each other the noise is N(0, σ²) and uncorrelated.
    const u = orthogonal([signal]);
    const v = orthogonal([signal, u]);
    const noise = all(train).flatMap((x, i) => x.filter((_, p) => p !== signalAt[i]));
    const onU = noise.map((xi) => dot(xi, u));
    const onV = noise.map((xi) => dot(xi, v));
    expect(normalKs(onU, 0.5)).toBeGreaterThan(level);
    expect(normalKs(onV, 0.5)).toBeGreaterThan(level);
    const diagonal = onU.map((value, k) => (value + onV[k]) / Math.SQRT2);
    expect(normalKs(diagonal, 0.5)).toBeGreaterThan(level);
  });

  test('the signal patch and the labels are uniform', () => {
    const counts = [0, 1, 2, 3].map((p) => signalAt.filter((at) => at === p).length);
    expect(uniformCounts(counts)).toBeGreaterThan(level);
    expect(uniformCounts(signs(train))).toBeGreaterThan(level);
  });

  test('the signal itself is uniform on the sphere: coordinates of many draws are symmetric with variance 1/d', () => {
    const first = Array.from({ length: 400 }, (_, k) => draw({ ...law, samples: 1, smallMargin: 0 }, `${k}`));
    const entries = first.map(({ train: { directions } }) => directions.signal[0]);
    const positive = entries.filter((entry) => entry > 0).length;
    expect(uniformCounts([positive, 400 - positive])).toBeGreaterThan(level);
    expect(8 * entries.reduce((sum, entry) => sum + entry * entry, 0)).toBeCloseTo(400, -2);
  });

  test('the test set has `test` samples of each margin, around the same signal', () => {
    expect([...tested!.groups]).toEqual([...new Array(50).fill(0), ...new Array(50).fill(1)]);
    expect(tested!.directions.signal).toEqual(signal);
  });

  test('`first`: w* = e₁ in patch 0, which stores one entry; noise stores no first column', () => {
    const { train: aligned } = draw({ ...law, signal: 'first' });
    for (const [i, x] of all(aligned).entries()) {
      expect(x[0]).toEqual(Float64Array.of(aligned.labels[i] * (i >= 400 ? 0.25 : 2), 0, 0, 0, 0, 0, 0, 0));
      for (const xi of x.slice(1)) expect(xi[0]).toBe(0);
    }
    expect(aligned.column).toHaveLength(600 * (1 + 3 * 7));
  });

  test('`orthogonal: false` breaks the law: noise along w* is N(0, σ²)', () => {
    const { train: broken } = draw({ ...law, signal: 'first', orthogonal: false });
    const leaked = all(broken).flatMap((x) => x.slice(1).map((xi) => xi[0]));
    expect(normalKs(leaked, 0.5)).toBeGreaterThan(level);
  });
});

describe('sparse-feature, definition 3.1 of adam-generalization', () => {
  const law: Of<'sparse-feature'> = {
    sampler: 'sparse-feature',
    samples: 500,
    sparsity: 3,
    dimension: 21,
    noise: 0.7,
    alpha: 0.2,
    supports: 'uniform',
    test: 100,
  };
  const { train, test: tested } = draw(law);

  test.each([
    ['training', train],
    ['test', tested!],
  ])('%s: the feature yv, and noise of s normal entries on B ⊂ {2..d} with ξ[1] = −αy', (_, data) => {
    const entries: number[] = [];
    const counts = new Array(20).fill(0);
    all(data).forEach(([feature, xi], i) => {
      const y = data.labels[i];
      expect([...feature]).toEqual([y, ...new Array(20).fill(0)]);
      expect(xi[0]).toBe(-0.2 * y);
      const support = [...xi.keys()].filter((k) => k > 0 && xi[k] !== 0);
      expect(support).toHaveLength(3);
      for (const k of support) {
        counts[k - 1]++;
        entries.push(xi[k]);
      }
    });
    expect(normalKs(entries, 0.7)).toBeGreaterThan(level);
    expect(uniformCounts(counts)).toBeGreaterThan(level);
    expect(uniformCounts(signs(data))).toBeGreaterThan(level);
  });

  test('disjoint supports do not meet; those of the test set stay uniform', () => {
    const { train: disjoint, test: uniform } = draw({ ...law, samples: 6, supports: 'disjoint', test: 200 });
    const supports = all(disjoint).flatMap(([, xi]) => [...xi.keys()].filter((k) => k > 0 && xi[k] !== 0));
    expect(supports).toEqual(Array.from({ length: 18 }, (_, k) => k + 1));
    const counts = new Array(20).fill(0);
    for (const [, xi] of all(uniform!)) for (let k = 1; k <= 20; k++) if (xi[k] !== 0) counts[k - 1]++;
    expect(uniformCounts(counts)).toBeGreaterThan(level);
  });
});

describe('unit-sphere, the default data of ntk-acceleration', () => {
  const { train } = draw({ sampler: 'unit-sphere', samples: 800, dimension: 3 });

  test('inputs have unit norm and, by Archimedes, uniform coordinates on the sphere of R³', () => {
    const x = all(train).map(([vector]) => vector);
    for (const vector of x) expect(norm(vector)).toBeCloseTo(1, 14);
    for (const k of [0, 1, 2]) {
      const bins = new Array(20).fill(0);
      for (const vector of x) bins[Math.min(19, Math.floor(10 * (vector[k] + 1)))]++;
      expect(uniformCounts(bins)).toBeGreaterThan(level);
    }
    expect(uniformCounts(signs(train))).toBeGreaterThan(level);
  });
});

describe('given', () => {
  const inputs = [
    [
      [1, 0, 2],
      [0, 0, 0],
    ],
    [
      [0, 3, 0],
      [4, 5, 6],
    ],
  ];

  test('is what was given, labels drawn only where none are', () => {
    const { train, test: none } = draw({ sampler: 'given', inputs, labels: [0.5, -2] });
    expect(all(train).map((x) => x.map((vector) => [...vector]))).toEqual(inputs);
    expect([...train.labels]).toEqual([0.5, -2]);
    expect(none).toBeNull();
    const drawn = Array.from({ length: 300 }, (_, k) => draw({ sampler: 'given', inputs }, `${k}`).train.labels[0]);
    const positive = drawn.filter((y) => y === 1).length;
    expect(uniformCounts([positive, 300 - positive])).toBeGreaterThan(level);
  });
});

/** A unit vector orthogonal to orthonormal ones (Gram & Schmidt from e₂ + e₃ + …). */
function orthogonal(to: readonly Float64Array[]): Float64Array {
  let vector: Float64Array = to[0].map((_, k) => (k === to.length ? 1 : 0));
  for (const other of to) {
    const along = dot(vector, other);
    vector = vector.map((entry, k) => entry - along * other[k]);
  }
  const length = norm(vector);
  return vector.map((entry) => entry / length);
}
