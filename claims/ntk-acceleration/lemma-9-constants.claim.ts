import { defineClaim, neverViolated, type SearchOutcome, search } from 'lemmata';
import { constantsCases, largestSum, proofConstants } from './proof-constants.ts';

interface Regime {
  /** Of c_T ≤ 1/(4β_*√(ηλ/2)); the other bounds follow from this one. */
  readonly four: number;
  readonly runs: number;
}

const tolerance = 1e-12;

export default defineClaim<Regime, SearchOutcome>({
  id: 'lemma-9-constants',
  paper: 'ntk-acceleration',
  title: 'The constants c_T and C/(1 − β_*) of the proof are as small as claimed',
  label: 'Lemma 9',
  section: 'D. Residual dynamics',
  kind: 'inequality',
  statement: {
    tex: String.raw`c_T\le\frac1{4\beta_*\sqrt{\eta\lambda/2}},\quad\frac C{1-\beta_*}\le\frac{\|y-u_0\|}{4\sqrt2\,\beta_*n^\nu};\qquad\eta\lambda\le\tfrac12\Rightarrow\beta_*\ge\tfrac12,\ c_T\le\frac1{\sqrt{2\eta\lambda}},\ \frac C{1-\beta_*}\le\frac{\|y-u_0\|}{2\sqrt2\,n^\nu}`,
    plain:
      'The largest weight c_T that the proof of Theorem 2 gives to past residuals is at most 1/(4β_*√(ηλ/2)), and the floor C/(1 − β_*) at most ‖y − u_0‖/(4√2 β_* n^ν); where ηλ ≤ ½, β_* is at least ½ and both simplify.',
  },
  assumptions: ['β_* = 1 − √(ηλ/2)', 'R = λ/(64 n^{1+ν})', 'C = 16√2 c_T ηnR‖u_0 − y‖', '0 < ηλ ≤ ½'],
  profiles: {
    quick: { trials: 1, regime: { four: 4, runs: 400 } },
    full: { trials: 8, regime: { four: 4, runs: 5000 } },
  },
  measure: ({ four, runs }, trials, lab) =>
    trials.map((trial) =>
      search({
        cases: constantsCases(1e5),
        excess(candidate) {
          const { mu, delta, betaStar, cT, C, floor } = proofConstants(candidate);
          const ratios = [
            cT * four * betaStar * delta,
            (C / delta) * four * Math.SQRT2 * betaStar * floor,
            0.5 / betaStar,
            (cT * Math.sqrt(2 * mu) * four) / 4,
            ((C / delta) * 2 * Math.SQRT2 * floor * four) / 4,
          ];
          return Math.max(...ratios) - 1;
        },
        tolerance,
        runs,
        seed: lab.seed('cases', trial),
      }),
    ),
  rule: neverViolated({ tolerance, atMost: 0.05 }),
  controls: [{ name: 'five in place of four', breaks: 'asks for c_T ≤ 1/(5β_*√(ηλ/2))', regime: { four: 5 } }],
  figures: () => [
    {
      title: 'How tight the bound on c_T is: T = 10/(1 − β_*)',
      x: { label: 'ηλ', log: true },
      y: { label: '4β_*√(ηλ/2) c_T' },
      series: [
        {
          name: 'the constant 4 is the best one as ηλ → 0',
          points: Array.from({ length: 58 }, (_, k) => {
            const mu = 0.5 * 10 ** (-k / 10);
            const delta = Math.sqrt(mu / 2);
            return [mu, 4 * (1 - delta) * delta * largestSum(1 - delta, Math.floor(10 / delta))] as const;
          }),
        },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
