import { defineClaim, fc, neverViolated, type SearchOutcome, search } from 'lemmata';

interface Regime {
  /** η = fraction/λ_max */
  readonly fraction: number;
  readonly runs: number;
}

const tolerance = 1e-14;

const spectra = fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 1, maxLength: 10 });

const kappas = Array.from({ length: 31 }, (_, k) => 10 ** (k / 10));

export default defineClaim<Regime, SearchOutcome>({
  id: 'remark-1-condition-number-form',
  paper: 'ntk-acceleration',
  title: "With the largest step, heavy ball's rate is 1 − 1/(2√κ)",
  label: 'Remark 1, equation (9)',
  section: 'C. Theorems and remarks',
  restsOn: ['thm-2-heavy-ball-bound'],
  kind: 'identity',
  statement: {
    tex: String.raw`\eta=\frac1{2\lambda_{\max}}\quad\Rightarrow\quad1-\sqrt{\eta\lambda/2}=1-\frac1{2\sqrt\kappa},\qquad\kappa=\frac{\lambda_{\max}}\lambda`,
    plain: 'With η = 1/(2λ_max), the rate 1 − √(ηλ/2) of (8) is 1 − 1/(2√κ).',
  },
  assumptions: ['η = 1/(2λ_max)'],
  profiles: {
    quick: { trials: 1, regime: { fraction: 0.5, runs: 300 } },
    full: { trials: 1, regime: { fraction: 0.5, runs: 10_000 } },
  },
  measure: ({ fraction, runs }, trials, lab) =>
    trials.map((trial) =>
      search({
        cases: spectra,
        excess(spectrum) {
          const [least, most] = [Math.min(...spectrum), Math.max(...spectrum)];
          return Math.abs(Math.sqrt(((fraction / most) * least) / 2) - 1 / (2 * Math.sqrt(most / least)));
        },
        tolerance,
        runs,
        seed: lab.seed('spectra', trial),
      }),
    ),
  rule: neverViolated({ tolerance, atMost: 0.05 }),
  controls: [{ name: 'twice the step', breaks: 'takes η = 1/λ_max', regime: { fraction: 1 } }],
  figures: () => [
    {
      title: 'Rate of heavy ball at η = 1/(2λ_max)',
      x: { label: 'κ', log: true },
      y: { label: 'rate' },
      series: [
        { name: '1 − √(ηλ/2)', points: kappas.map((kappa) => [kappa, 1 - Math.sqrt(0.5 / kappa / 2)] as const) },
        { name: '1 − 1/(2√κ)', points: kappas.map((kappa) => [kappa, 1 - 1 / (2 * Math.sqrt(kappa))] as const) },
        { name: 'at η = 1/λ_max', points: kappas.map((kappa) => [kappa, 1 - Math.sqrt(1 / kappa / 2)] as const) },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
