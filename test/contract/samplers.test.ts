import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../src/data/dataset.ts';
import { type Sampler, sample, samplerSchema, samplers } from '../../src/data/samplers.ts';
import { checkJob, type Job } from '../../src/engines/job.ts';
import { drawData } from '../../src/engines/prepare.ts';
import { BadInput } from '../../src/errors.ts';
import { hypercube } from '../templates/sampler.ts';
import { job, methods } from './jobs.ts';

interface Example {
  /** At least one setting, the richest first. */
  readonly good: readonly Sampler[];
  /** The field that must be named, and a setting that breaks it. */
  readonly bad: readonly (readonly [string, object])[];
}

/** A registered sampler without an entry here does not compile, and fails below. */
const examples: Readonly<Record<keyof typeof samplers, Example>> = {
  'signal-noise': {
    good: (['random', 'first'] as const).flatMap((signal) =>
      [true, false].map((orthogonal) => ({
        sampler: 'signal-noise',
        samples: 6,
        smallMargin: 2,
        patches: 3,
        dimension: 5,
        alpha: 1,
        beta: 0.2,
        noise: 0.5,
        signal,
        orthogonal,
        test: 4,
      })),
    ),
    bad: [
      ['data.smallMargin', { smallMargin: 7 }],
      ['data.patches', { patches: 1 }],
      ['data.noise', { noise: 0 }],
      ['data.test', { test: 0 }],
    ],
  },
  'sparse-feature': {
    good: (['uniform', 'disjoint'] as const).map((supports) => ({
      sampler: 'sparse-feature',
      samples: 4,
      sparsity: 3,
      dimension: 14,
      noise: 0.5,
      alpha: 0.1,
      supports,
      test: 3,
    })),
    bad: [
      ['data.dimension', { supports: 'disjoint', dimension: 12 }],
      ['data.dimension', { supports: 'uniform', dimension: 3 }],
      ['data.sparsity', { sparsity: 1.5 }],
      ['data.alpha', { alpha: -1 }],
    ],
  },
  'tile-images': {
    good: [{ sampler: 'tile-images', samples: 6, smallMargin: 2, alpha: 5, beta: 0.5, noise: 0.2, test: 3 }],
    bad: [
      ['data.smallMargin', { smallMargin: 7 }],
      ['data.alpha', { alpha: 0 }],
      ['data.test', { test: 0 }],
    ],
  },
  'unit-sphere': {
    good: [{ sampler: 'unit-sphere', samples: 5, dimension: 4 }],
    bad: [
      ['data.samples', { samples: 0 }],
      ['data.dimension', { dimension: Number.NaN }],
    ],
  },
  given: {
    good: [
      { sampler: 'given', inputs: [[[1, 0]], [[0, 1]], [[1, 1]], [[2, 1]], [[1, 2]], [[3, 1]], [[1, 3]], [[2, 2]]] },
    ],
    bad: [
      ['data.inputs', { inputs: [] }],
      ['data.inputs', { inputs: [[[1, 0]], [[1]]] }],
      ['data.labels', { inputs: [[[1, 0]], [[0, 1]]], labels: [1] }],
    ],
  },
};

const withData = (data: Sampler): Job => ({
  ...job('ntk-acceleration', methods.gd),
  probes: [{ name: 'loss', quantity: 'loss', schedule: 'end' }],
  data,
});

function wellFormed(data: Dataset): void {
  const { samples, patches, dimension, start, column, value } = data;
  expect(start).toHaveLength(samples * patches + 1);
  expect([start[0], start.at(-1)]).toEqual([0, column.length]);
  expect(value).toHaveLength(column.length);
  expect(value.every(Number.isFinite)).toBe(true);
  for (let row = 0; row < samples * patches; row++) {
    const columns = [...column.subarray(start[row], start[row + 1])];
    expect(columns).toEqual([...new Set(columns)].toSorted((a, b) => a - b));
    expect(columns.every((k) => k >= 0 && k < dimension)).toBe(true);
  }
  expect(data.labels).toHaveLength(samples);
  expect(data.labels.every((y) => y === 1 || y === -1)).toBe(true);
  expect(data.groups).toHaveLength(samples);
  for (const direction of Object.values(data.directions)) expect(direction).toHaveLength(dimension);
}

describe.each(Object.keys(samplers) as (keyof typeof samplers)[])('sampler %s', (name) => {
  const { good, bad } = examples[name] ?? { good: [], bad: [] };

  test('has settings in this battery', () => expect(good.length * bad.length).toBeGreaterThan(0));

  test.each(good.map((params) => [JSON.stringify(params).slice(0, 160), params] as const))('%s', (_, params) => {
    const { name: seeded, data } = checkJob(withData(params));
    const draw = (root: string, trial: number, changes = {}) =>
      drawData({ name: seeded, data: { ...data, ...changes } }, root, trial);
    const first = draw('1', 0);
    wellFormed(first.train);
    if (first.test) wellFormed(first.test);
    expect(draw('1', 0), 'same seed, same data').toEqual(first);
    expect(draw('1', 1).train, 'another trial, other data').not.toEqual(first.train);
    expect(draw('2', 0).train, 'another root seed, other data').not.toEqual(first.train);
    // The test set has its own stream, so that asking for one moves no training sample.
    if ('test' in params) expect(draw('1', 0, { test: undefined }).train).toEqual(first.train);
    expect(sample(samplerSchema.parse(params), { data: 's', test: 't' }).train.samples).toBe(first.train.samples);
  });

  test.each(bad.map(([field, changes]) => [field, JSON.stringify(changes), changes] as const))(
    'names %s in %s',
    (field, _, changes) => {
      const drawn = () => drawData(checkJob(withData({ ...good[0], ...changes } as Sampler)), '1', 0);
      expect(drawn).toThrow(BadInput);
      expect(drawn).toThrow(field);
    },
  );
});

test("the template's sampler draws well-formed data", () => {
  wellFormed(hypercube.sample({ sampler: 'hypercube', samples: 5, dimension: 3 }, { data: 's' }).train);
});
