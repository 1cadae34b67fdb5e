import { expect, test } from 'vitest';
import { errorBudget, sharePerClaim } from '../../src/statistics/budget.ts';

test('the claims of a full suite spend the budget and no more', () => {
  expect(sharePerClaim).toBe(0.000125);
  expect(sharePerClaim * errorBudget.capacity).toBeCloseTo(0.05, 15);
});
