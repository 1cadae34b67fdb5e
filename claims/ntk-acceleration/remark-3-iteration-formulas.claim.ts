import { defineClaim, fc } from 'lemmata';
import { gradientDescentCount, heavyBallCount } from './iteration-counts.ts';
import { type SearchOutcomes, searchParts } from './search-parts.ts';

interface Regime {
  /** ‖Ξ_0‖/‖ξ_0‖ as the formula has it: √2, or forgotten. */
  readonly stack: number;
  readonly runs: number;
}

interface Case {
  /** log₁₀ ηλ */
  readonly etaLambda: number;
  /** log₁₀ γ */
  readonly gamma: number;
}

const cases: fc.Arbitrary<Case> = fc.record({
  etaLambda: fc.double({ min: -6, max: Math.log10(0.5), noNaN: true }),
  gamma: fc.double({ min: -6, max: Math.log10(0.7), noNaN: true }),
});

/** How far T is from the least integer with T·log rate ≤ log target, relative to the target's logarithm. */
function misses(steps: number, logRate: number, logTarget: number): number {
  return Math.max(steps * logRate - logTarget, logTarget - (steps - 1) * logRate) / Math.abs(logTarget);
}

const statements = {
  'gradient descent': {
    tolerance: 1e-12,
    excess(candidate: Case) {
      const [mu, gamma] = [10 ** candidate.etaLambda, 10 ** candidate.gamma];
      return misses(Math.ceil(gradientDescentCount(mu, gamma)), Math.log1p(-mu / 2), 2 * Math.log(gamma));
    },
  },
  'heavy ball': {
    tolerance: 1e-12,
    excess(candidate: Case, { stack }: Regime) {
      const [mu, gamma] = [10 ** candidate.etaLambda, 10 ** candidate.gamma];
      const steps = Math.ceil(heavyBallCount(mu, (gamma * Math.SQRT2) / stack));
      return misses(steps, Math.log1p(-Math.sqrt(mu / 2)), Math.log(gamma / 2 / Math.SQRT2));
    },
  },
};

const gammas = Array.from({ length: 31 }, (_, k) => 0.7 * 10 ** (-k / 5));

export default defineClaim<Regime, SearchOutcomes>({
  id: 'remark-3-iteration-formulas',
  paper: 'ntk-acceleration',
  title: 'The iteration counts of Remark 3 are the least that the bounds (7) and (8) allow',
  label: 'Remark 3',
  section: 'C. Theorems and remarks',
  restsOn: ['thm-1-gd-linear-rate', 'thm-2-heavy-ball-bound'],
  kind: 'identity',
  statement: {
    tex: String.raw`T_0^g=\Big\lceil\frac{2\log\gamma}{\log(1-\eta\lambda/2)}\Big\rceil,\qquad T_0^m=\Big\lceil\frac{\log(\gamma/(2\sqrt2))}{\log(1-\sqrt{\eta\lambda/2})}\Big\rceil\quad\text{with}\quad\frac1{2\sqrt2\,n^\nu}=\frac\gamma2`,
    plain:
      'T_0^g is the least number of steps after which the right side of (7) is γ²‖u₀ − y‖², T_0^m the least after which the first term of (8) is ½γ‖u₀ − y‖; the second term is the other half when n^ν = 1/(√2 γ), which is at least 1 only for γ ≤ 0.707.',
  },
  assumptions: ['ηλ ≤ ½', 'γ < 0.7', '‖Ξ_0‖ = √2‖u_0 − y‖'],
  profiles: {
    quick: { trials: 1, regime: { stack: Math.SQRT2, runs: 300 } },
    full: { trials: 1, regime: { stack: Math.SQRT2, runs: 20_000 } },
  },
  ...searchParts<Case, Regime>(() => cases, statements),
  controls: [{ name: 'without the √2', breaks: 'forgets that ‖Ξ_0‖ = √2‖ξ_0‖', regime: { stack: 1 } }],
  figures: () => [
    {
      title: 'Iteration counts of Remark 3',
      x: { label: 'γ', log: true },
      y: { label: 'steps', log: true },
      series: [1e-2, 1e-4].flatMap((mu) => [
        { name: `T^g, ηλ = ${mu}`, points: gammas.map((g) => [g, Math.ceil(gradientDescentCount(mu, g))] as const) },
        { name: `T^m, ηλ = ${mu}`, points: gammas.map((g) => [g, Math.ceil(heavyBallCount(mu, g))] as const) },
      ]),
    },
  ],
  expectation: { verdict: 'holds' },
});
