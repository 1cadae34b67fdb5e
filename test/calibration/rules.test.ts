import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { boundaries } from './boundaries.ts';
import { measure, share, verdicts } from './calibrate.ts';

/** Below this, the promised rate is given up. Some 40 rates are tested, so a sound battery fails once in 250 seeds. */
const implausible = 1e-4;

const folder = new URL('../../src/statistics/', import.meta.url);
/** Functions of src/statistics that decide nothing by themselves. */
const helpers = ['part', 'search', 'fitRate', 'checkAlways', 'violationBound', 'collisionRate'];
const noRules = ['rule.ts', 'intervals.ts', 'budget.ts', 'violation.ts'];

describe(`error rates over ${verdicts} verdicts at the boundary, share ${share}`, () => {
  const table: Record<string, string | number>[] = [];

  test.each(boundaries.map((boundary) => [`${boundary.rule.name}: ${boundary.rule.summary}`, boundary] as const))(
    '%s',
    (_, boundary) => {
      const { support, refute } = measure(boundary);
      table.push({
        rule: boundary.rule.name,
        'false support': support.wrong / verdicts,
        promised: support.promised,
        'false refutation': refute.wrong / verdicts,
        'promised ': refute.promised,
        looks: boundary.looks.length,
      });
      expect(support.pValue, `${support.wrong} false supports`).toBeGreaterThan(implausible);
      expect(refute.pValue, `${refute.wrong} false refutations`).toBeGreaterThan(implausible);
    },
  );

  afterAll(() => console.table(table));
});

describe('the battery has teeth', () => {
  const sharp = boundaries.filter(({ caughtAt = 2 }) => Number.isFinite(caughtAt));

  test.each(sharp.map((boundary) => [boundary.rule.name, boundary.caughtAt ?? 2, boundary] as const))(
    '%s would be caught spending its share %i times over',
    (_, factor, boundary) => {
      const { support, refute } = measure(boundary, factor * share);
      expect(Math.min(support.pValue, refute.pValue)).toBeLessThan(implausible);
    },
  );
});

test('every rule is enrolled', async () => {
  const files = readdirSync(folder).filter((file) => !noRules.includes(file));
  const exported = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
  const factories = exported
    .flatMap((module: Record<string, unknown>) => Object.entries(module))
    .filter(([name, value]) => typeof value === 'function' && !helpers.includes(name));
  const enrolled = new Set<unknown>(boundaries.map(({ factory }) => factory));
  expect(factories.filter(([, factory]) => !enrolled.has(factory)).map(([name]) => name)).toEqual([]);
});
