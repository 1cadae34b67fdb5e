import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  always,
  alwaysWithProbability,
  boundedMean,
  equivalent,
  exponentAtLeast,
  increasing,
  linearRate,
  neverViolated,
  pairedLess,
  pairedMeanLess,
  proportionAtLeast,
  proportionAtLeastAnytime,
} from '../../src/index.ts';
import { errorBudget, sharePerClaim } from '../../src/statistics/budget.ts';
import type { Rule } from '../../src/statistics/rule.ts';
import { boundaries } from '../calibration/boundaries.ts';
import { rewrite } from './markdown.ts';

const page = fileURLToPath(new URL('../../docs/how-verdicts-are-decided.md', import.meta.url));
const text = readFileSync(page, 'utf8');
const share = sharePerClaim / 2;

/** A use of a rule, and a departure that one may want to tell. */
const uses: readonly [string, Rule<never>, number][] = [
  ['proportionAtLeast({ p: 0.9 })', proportionAtLeast({ p: 0.9 }), 0.1],
  ['proportionAtLeast({ p: 0.9 })', proportionAtLeast({ p: 0.9 }), 0.05],
  ['proportionAtLeastAnytime({ p: 0.9 })', proportionAtLeastAnytime({ p: 0.9 }), 0.1],
  ['alwaysWithProbability({ p: 0.5 })', alwaysWithProbability({ p: 0.5 }), 0.5],
  ['always({ tolerance: 0, atMost: 0.05 })', always({ tolerance: 0, atMost: 0.05 }), 0.05],
  ['neverViolated({ tolerance: 0, atMost: 0.01 })', neverViolated({ tolerance: 0, atMost: 0.01 }), 0.01],
  ['boundedMean({ bound: 0.5, range: [0, 1] })', boundedMean({ bound: 0.5, range: [0, 1] }), 0.1],
  ['equivalent({ target: 1, margin: 0.1 })', equivalent({ target: 1, margin: 0.1 }), 0.05],
  ["exponentAtLeast({ order: 2, towards: 'zero' })", exponentAtLeast({ order: 2, towards: 'zero' }), 0.2],
  ["linearRate({ tolerance: 0.05, demand: 'equal' })", linearRate({ tolerance: 0.05, demand: 'equal' }), 0.05],
  ['pairedLess()', pairedLess(), 0.25],
  ['pairedMeanLess()', pairedMeanLess(), 1],
  ["increasing({ arms: ['a', 'b', 'c'] })", increasing({ arms: ['a', 'b', 'c'] }), 0.25],
];

/** The rows of the table of rules, by the name in their first cell. */
const documented = [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);

test('the table holds every rule, and nothing that is none', () => {
  const exported = new Set(boundaries.map(({ factory }) => factory.name));
  expect(documented.toSorted()).toEqual([...exported].toSorted());
});

test('the numbers of trials are those that the rules ask for', async () => {
  const lines = uses.map(([call, rule, effect]) => {
    const needed = rule.samplesNeeded(effect, share);
    expect(rule.smallestDetectable(needed, share)).toBeLessThanOrEqual(effect);
    return `${call.padEnd(50)} a departure of ${String(effect).padEnd(5)} ${String(needed).padStart(5)} trials`;
  });
  const fresh = await rewrite(text, async ({ attributes, language }) =>
    language === 'text' && 'numbers' in attributes ? `${lines.join('\n')}\n` : null,
  );
  // `vitest -u` puts the numbers of now into the page.
  await expect(fresh).toMatchFileSnapshot(page);
});

test('the budget is the one that the page tells', () => {
  expect(text).toContain(`probability at most **${errorBudget.total}**`);
  expect(text).toContain(`**${errorBudget.capacity} places**`);
  expect(text).toContain(`${errorBudget.total}/${errorBudget.capacity} = 1.25·10⁻⁴`);
  expect(sharePerClaim).toBeCloseTo(1.25e-4, 12);
});
