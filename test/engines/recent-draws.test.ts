import { expect, test } from 'vitest';
import { sample, samplerSchema } from '../../src/data/samplers.ts';
import { drawOnce } from '../../src/engines/recent-draws.ts';

const law = (changes: object = {}) =>
  samplerSchema.parse({
    sampler: 'signal-noise',
    samples: 4,
    smallMargin: 1,
    patches: 3,
    dimension: 5,
    alpha: 2,
    beta: 0.2,
    noise: 0.5,
    test: 2,
    ...changes,
  });

test('a draw from memory is the one that the sampler makes, for every law and every seed', () => {
  const asked = [{}, { alpha: 3 }, { samples: 5 }].flatMap((changes) =>
    ['1', '2'].flatMap((data) => ['1', '2'].map((tested) => [law(changes), { data, test: tested }] as const)),
  );
  for (const round of [1, 2]) {
    for (const [data, seeds] of asked) expect(drawOnce(data, seeds), `round ${round}`).toEqual(sample(data, seeds));
  }
});

test('what was drawn a moment ago is not drawn again', () => {
  const first = drawOnce(law(), { data: 'a', test: 'b' });
  expect(drawOnce(law(), { data: 'a', test: 'b' }).train).toBe(first.train);
});

test('draws beyond the room are forgotten, and come out the same again', () => {
  const large = law({ samples: 10, patches: 5, dimension: 5e4, test: undefined });
  const [first] = ['1', '2', '3'].map((data) => drawOnce(large, { data, test: '' }).train);
  const again = drawOnce(large, { data: '1', test: '' }).train;
  expect(again === first).toBe(false);
  expect(again.value.subarray(0, 9)).toEqual(first.value.subarray(0, 9));
});
