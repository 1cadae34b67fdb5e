/**
 * One error budget per run: the probability that chance alone makes any verdict of the matrix wrong is at most `total`
 * (union bound). It is shared over a fixed `capacity` of claims, so that adding a claim moves no other claim's numbers.
 */
export const errorBudget = { total: 0.05, capacity: 400 } as const;

/** What one claim may spend, its controls included. */
export const sharePerClaim = errorBudget.total / errorBudget.capacity;
