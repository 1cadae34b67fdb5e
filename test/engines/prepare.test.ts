import { expect, test } from 'vitest';
import { patch } from '../../src/data/dataset.ts';
import { batchesOf } from '../../src/engines/batches.ts';
import { checkJob, type Job } from '../../src/engines/job.ts';
import { prepare } from '../../src/engines/prepare.ts';
import { dot, norm } from '../../src/numerics/vectors.ts';
import { job, methods } from '../contract/jobs.ts';

const draw = (changes: Partial<Job>, trial = 0) =>
  prepare(checkJob({ ...job('momentum-generalization', methods.sgd), ...changes }), '1', trial);

test('every purpose has a stream of its own: start, data, test set, output weights, batches', () => {
  // One Gaussian vector normalised as input, another as start: drawn from one stream they would be parallel.
  const sphere = draw({
    data: { sampler: 'unit-sphere', samples: 1, dimension: 8 },
    network: { neurons: 1, activation: { kind: 'power', degree: 1 }, output: 'signs', loss: 'squared' },
    init: { scale: 1 },
    probes: [{ name: 'loss', quantity: 'loss', schedule: 'end' }],
  });
  const cosine = dot(sphere.weights, patch(sphere.train, 0, 0)) / norm(sphere.weights);
  expect(Math.abs(cosine)).toBeLessThan(0.9);

  const { train, test: tested } = draw({});
  const stored = new Set(train.value);
  // Signal patches repeat by law; noise does not.
  expect(tested!.value.filter((value) => stored.has(value)).length).toBeLessThan(tested!.value.length / 2);

  const signs = Array.from({ length: 40 }, (_, trial) => {
    const drawn = draw({ network: { ...job('ntk-acceleration', methods.gd).network, neurons: 1 } }, trial);
    return drawn.output[0] * drawn.train.labels[0];
  });
  expect(new Set(signs).size).toBe(2);
});

test('redrawing the start moves no data, and starts with a positive projection', () => {
  for (let trial = 0; trial < 10; trial++) {
    const network = { ...job('momentum-generalization', methods.gd).network, neurons: 1 };
    const free = draw({ network, init: { scale: 1 } }, trial);
    const redrawn = draw({ network, init: { scale: 1, redrawUntilPositive: 'signal' } }, trial);
    expect(redrawn.train).toEqual(free.train);
    expect(dot(redrawn.weights, redrawn.train.directions.signal)).toBeGreaterThan(0);
  }
});

test('a start that is written out must fit the network, and its state the optimizer', () => {
  const weights = new Array(30).fill(0.5);
  expect(draw({ init: { weights, state: weights } })).toMatchObject({
    weights: Float64Array.from(weights),
    state: Float64Array.from(weights),
  });
  expect(draw({ init: { weights } }).train).toEqual(draw({}).train);
  expect(() => draw({ init: { weights: weights.slice(1) } })).toThrow('init.weights');
  expect(() => draw({ init: { weights, state: [1] } })).toThrow('init.state');
  expect(() => draw({ optimizer: methods.gd, init: { weights, state: weights } })).toThrow('without state');
});

test('mini-batches are subsets of the size asked for, drawn anew each step and in each trial; none for full-batch methods', () => {
  const batches = (trial: number, batch = 4) => {
    const changes = { optimizer: { optimizer: 'sgd', rate: 1, batch } } as const;
    const next = batchesOf(checkJob({ ...job('momentum-generalization', methods.sgd), ...changes }), draw({}, trial))!;
    return Array.from({ length: 10 }, next);
  };
  expect(batches(0)).toEqual(batches(0));
  expect(batches(0)).not.toEqual(batches(1));
  expect(new Set(batches(0).map(String)).size).toBeGreaterThan(1);
  expect(batches(0).every((batch) => batch.length === 4)).toBe(true);
  expect(batches(0, 100)[0]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(batchesOf(checkJob(job('momentum-generalization', methods.gd)), draw({}))).toBeNull();
});

test('the start has the standard deviation asked for', () => {
  const network = { ...job('momentum-generalization', methods.gd).network, neurons: 500 };
  const { weights } = draw({ network, init: { scale: 0.3 } });
  // 5000 entries: the relative standard error of the deviation is 1%.
  expect(Math.abs(norm(weights) / Math.sqrt(weights.length) / 0.3 - 1)).toBeLessThan(0.04);
});

test('runs of one trial share a start, but not with another trial, name, scale, size or, under redraws, data', () => {
  const init = { scale: 1, redrawUntilPositive: 'signal' };
  const { network, data } = job('momentum-generalization', methods.gd);
  const first = draw({ init });
  expect(draw({ init, optimizer: { optimizer: 'sign-gd', rate: 1 }, steps: 7 }).weights).toBe(first.weights);
  const others = [
    draw({ init }, 1),
    draw({ init, name: 'another' }),
    draw({ init: { ...init, scale: 2 } }),
    draw({ init: { scale: 1 } }),
    draw({ init, network: { ...network, neurons: network.neurons + 1 } }),
    draw({ init, data: { ...data, samples: 5, smallMargin: 1 } as Job['data'] }),
  ];
  for (const { weights } of others) expect(weights === first.weights).toBe(false);
});
