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

/** Excess of |(1+β)/(1−β)³ γ_k − c_k² − 2 Σ_{r<k} β^{k−r} c_r²|, relative; both sides times b^{2k}(b−a)³ are integers. */
function residual(candidate: RationalCase, form: GammaForm): number {
  const { a, b, k } = candidate;
  const [p, q] = [BigInt(a), BigInt(b)];
  // c_r = rise(r)/(b^r (b−a))
  const rise = (r: number) => q ** BigInt(r + 1) - p ** BigInt(r + 1);
  let sum = rise(k) ** 2n;
  for (let r = 0; r < k; r++) sum += 2n * (p * q) ** BigInt(k - r) * rise(r) ** 2n;
  sum *= q - p;
  const gap = scaledGamma(candidate, form) - sum;
  return ratio(gap < 0n ? -gap : gap, sum);
}

export default defineClaim<Regime, SearchOutcome>({
  id: 'theorem-4-1-gamma-identity',
  paper: 'igr-momentum',
  title: 'The closed form of γ_k makes flow (10) of one loss exactly flow (4)',
  label: 'Theorem 4.1, the display of γ',
  section: 'Section 4: Heavy ball, deterministic',
  kind: 'identity',
  statement: {
    tex: String.raw`\frac{1+\beta}{(1-\beta)^3}\gamma_k=c_k^2+2\sum_{r=0}^{k-1}\beta^{k-r}c_r^2,\quad\gamma_k=(1-\beta^{2k+2})-4(k+1)\beta^{k+1}\frac{1-\beta}{1+\beta},\ c_k=\frac{1-\beta^{k+1}}{1-\beta}`,
    plain:
      'For every k and every β in [0, 1), the strength of the regulariser that Theorem 5.1 gives when all mini-batches are one equals the one printed in Theorem 4.1.',
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
        excess: (candidate) => residual(candidate, form),
        tolerance: 0,
        runs: cases,
        seed: lab.seed('cases', trial),
      }),
    ),
  rule: neverViolated({ tolerance: 0, atMost: 0.05 }),
  controls: [
    { name: 'k in place of k + 1', breaks: 'puts 4kβ^{k+1}', regime: { shift: 0 } },
    { name: '2 in place of 4', breaks: 'puts 2(k+1)β^{k+1}', regime: { factor: 2 } },
  ],
  figures: () => [gammaFigure()],
  expectation: { verdict: 'holds' },
});
