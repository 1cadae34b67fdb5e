import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evaluate, type Step } from '../../src/claim/evaluate.ts';
import { checkOptions, startSettings } from '../../src/claim/options.ts';
import { loadClaim } from '../../src/claim/registry.ts';
import { folder } from '../folder.ts';
import { claims } from './in-process.ts';

const job = {
  name: 'toys/small',
  network: { neurons: 2, activation: { kind: 'power', degree: 3 }, output: 'ones', loss: 'logistic' },
  data: { sampler: 'unit-sphere', samples: 3, dimension: 2 },
  init: { scale: 0.1 },
  optimizer: { optimizer: 'gd', rate: 0.1 },
  steps: 50,
  precision: 'float64',
  probes: [{ name: 'loss', quantity: 'loss', schedule: 'end' }],
} as const;

test('a claim tells its trials as their seeds are drawn, its control, and the job that trains', async () => {
  const steps: Step[] = [];
  const { settings } = await startSettings(
    checkOptions({ engine: 'wasm', cache: folder() }),
    new AbortController().signal,
    { progress: (step) => steps.push(step) },
  );
  const toy = await loadClaim(claims, join(claims, 'toys/holds.claim.ts'));
  const claim: typeof toy.claim = {
    ...toy.claim,
    async measure(_regime, trials, lab) {
      for (const trial of trials) lab.seed('x', trial);
      await lab.train(job, trials.slice(0, 4));
      return trials.map(() => true);
    },
  };
  await evaluate({ ...toy, claim }, claim.controls[0], settings);
  expect(new Set(steps.map(({ control, trials }) => `${control}, of ${trials}`))).toEqual(
    new Set(['negative x, of 20']),
  );
  const drawn = steps.filter((step) => !step.job).map(({ trial }) => trial);
  expect(drawn).toEqual([0, ...Array.from({ length: 20 }, (_, k) => k)]);
  const trained = steps.flatMap((step) => step.job ?? []);
  expect(trained.at(-1)).toMatchObject({ job: 'toys/small', trials: 4, steps: 50, fraction: 1 });
  expect(trained.map(({ fraction }) => fraction)).toEqual(
    trained.map(({ fraction }) => fraction).toSorted((a, b) => a - b),
  );
});
