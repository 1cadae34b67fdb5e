import { defineClaim, neverViolated, type SearchOutcome, search } from 'lemmata';
import {
  type GammaForm,
  gammaFigure,
  printedGamma,
  type RationalCase,
  ratio,
  rationalCases,
  scaledGamma,
} from './gamma.ts';

interface Regime extends GammaForm {
  readonly cases: number;
}

/** How far γ_k is from 0 < γ_k ≤ 1 and γ_k ≥ γ_{k−1}, in exact integers. */
function breach(candidate: RationalCase, form: GammaForm): number {
  const { a, b, k } = candidate;
  const gamma = scaledGamma(candidate, form);
  const one = BigInt(b) ** BigInt(2 * k + 2) * BigInt(a + b);
  const before = k === 0 ? 0n : BigInt(b) ** 2n * scaledGamma({ ...candidate, k: k - 1 }, form);
  // A γ_k of 0 breaks 0 < γ_k, so it counts as a whole unit.
  const positive = gamma === 0n ? 1 : -ratio(gamma, one);
  return Math.max(positive, ratio(gamma - one, one), ratio(before - gamma, one));
}

export default defineClaim<Regime, SearchOutcome>({
  id: 'theorem-4-1-gamma-identity-bounds',
  paper: 'igr-momentum',
  title: 'γ_k rises from (1−β)³/(1+β) towards 1 and never leaves (0, 1]',
  label: 'Theorem 4.1, the display of γ, its range',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-gamma-identity'],
  kind: 'inequality',
  statement: {
    tex: String.raw`0<\gamma_{k-1}\le\gamma_k\le1\quad\text{for all }k\ge1,\ \beta\in[0,1)`,
    plain: 'For every β in [0, 1), γ_k is positive, at most 1 and does not decrease with k.',
  },
  assumptions: ['exact: β = a/b with b ≤ 41, k ≤ 25, big integers'],
  profiles: {
    quick: { trials: 1, regime: { ...printedGamma, cases: 400 } },
    full: { trials: 8, regime: { ...printedGamma, cases: 5000 } },
  },
  measure: ({ cases, ...form }, trials, lab) =>
    trials.map((trial) =>
      search({
        cases: rationalCases,
        excess: (candidate) => breach(candidate, form),
        tolerance: 0,
        runs: cases,
        seed: lab.seed('cases', trial),
      }),
    ),
  rule: neverViolated({ tolerance: 0, atMost: 0.05 }),
  controls: [
    { name: 'k in place of k + 1', breaks: 'puts 4kβ^{k+1}: γ falls at first', regime: { shift: 0 } },
    { name: '8 in place of 4', breaks: 'puts 8(k+1)β^{k+1}: γ_0 is negative', regime: { factor: 8 } },
  ],
  figures: () => [gammaFigure()],
  expectation: { verdict: 'holds' },
});
