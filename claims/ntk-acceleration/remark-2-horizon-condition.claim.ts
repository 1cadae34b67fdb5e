import { defineClaim, fc, neverViolated, type SearchOutcome, search } from 'lemmata';

interface Regime {
  /** n^ν = factor · ln(1/ε) */
  readonly factor: number;
  readonly runs: number;
}

interface Case {
  /** log₁₀ of ηλ and of ε */
  readonly etaLambda: number;
  readonly epsilon: number;
}

const cases: fc.Arbitrary<Case> = fc.record({
  etaLambda: fc.double({ min: -8, max: Math.log10(0.5), noNaN: true }),
  epsilon: fc.double({ min: -12, max: Math.log10(0.5), noNaN: true }),
});

/** Least T with (1 − √(ηλ/2))^T ≤ ε, minus n^ν/√(ηλ) + 1; the last 1 is what rounding up to a step may cost. */
function excess({ etaLambda, epsilon }: Case, factor: number): number {
  const mu = 10 ** etaLambda;
  const needed = Math.log(10 ** epsilon) / Math.log1p(-Math.sqrt(mu / 2));
  return Math.ceil(needed * (1 - 1e-13)) - (factor * Math.log(10 ** -epsilon)) / Math.sqrt(mu) - 1;
}

export default defineClaim<Regime, SearchOutcome>({
  id: 'remark-2-horizon-condition',
  paper: 'ntk-acceleration',
  title: "Theorem 2's horizon is long enough for its geometric term to vanish",
  label: 'Remark 2',
  section: 'C. Theorems and remarks',
  restsOn: ['thm-2-heavy-ball-bound'],
  kind: 'inequality',
  statement: {
    tex: String.raw`n^\nu\ge\sqrt2\ln\tfrac1\varepsilon\quad\Rightarrow\quad\exists\,T\le\frac{n^\nu}{\sqrt{\eta\lambda}}+1:\ \big(1-\sqrt{\eta\lambda/2}\big)^T\le\varepsilon`,
    plain:
      'The conditions n^ν/√(ηλ) = Ω(T) and T = Ω(1/√(ηλ)) are compatible: n^ν = √2 ln(1/ε) leaves steps enough for the geometric term of (8) to fall to ε.',
  },
  assumptions: ['ηλ ≤ ½', 'the constants hidden in Ω are 1'],
  profiles: {
    quick: { trials: 1, regime: { factor: Math.SQRT2, runs: 300 } },
    full: { trials: 1, regime: { factor: Math.SQRT2, runs: 20_000 } },
  },
  measure: ({ factor, runs }, trials, lab) =>
    trials.map((trial) =>
      search({
        cases,
        excess: (candidate) => excess(candidate, factor),
        tolerance: 0,
        runs,
        seed: lab.seed('cases', trial),
      }),
    ),
  rule: neverViolated({ tolerance: 0, atMost: 0.05 }),
  controls: [
    { name: 'too small an n^ν', breaks: 'takes n^ν = 0.2 ln(1/ε)', regime: { factor: 0.2 } },
    {
      name: 'without the √2',
      breaks: 'takes n^ν = ln(1/ε), as if the rate were 1 − √(ηλ)',
      regime: { factor: 1 },
    },
  ],
  figures: () => [
    {
      title: 'T √(ηλ) needed for ε, and n^ν = T √(ηλ) allowed',
      x: { label: 'ln(1/ε)' },
      y: { label: 'T √(ηλ)' },
      series: [
        ...[0.5, 0.01].map((mu) => ({
          name: `needed, ηλ = ${mu}`,
          points: [1, 5, 10, 15, 20, 25].map(
            (log) => [log, (Math.sqrt(mu) * -log) / Math.log1p(-Math.sqrt(mu / 2))] as const,
          ),
        })),
        { name: 'n^ν = √2 ln(1/ε)', points: [1, 25].map((log) => [log, Math.SQRT2 * log] as const) },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
