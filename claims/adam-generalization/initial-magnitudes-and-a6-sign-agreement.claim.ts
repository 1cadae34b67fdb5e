import { all, always, defineClaim, equivalent, part, type Worst } from 'lemmata';
import { disjointFamily, type Family, familyJob } from './experiments.ts';
import { type Moment, moment, nothing, type Problem, support, worse } from './updates.ts';

interface Regime {
  readonly families: readonly Family[];
  /** Multiplies λ in (A.6). */
  readonly decayFactor: number;
}

interface Observation {
  /** Mean square, and mean fourth power over 3, of ⟨w, ξ_i⟩/(σ₀‖ξ_i‖) and of ⟨w, v⟩/σ₀. */
  readonly second: number;
  readonly fourth: number;
  readonly feature: number;
  /** Largest |ℓ_i − 1/2| minus 0.05. */
  readonly derivative: Worst;
  /** Share of the coordinates of (A.6) whose signs agree, best neuron of each sample, at λ and at λ/10. */
  readonly agreement: number;
  readonly agreementTenth: number;
  /** [λ/(σ₀^{q−2}σ_p/n), agreement] */
  readonly curve: readonly (readonly [number, number])[];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const range = (count: number) => Array.from({ length: count }, (_, k) => k);
/** For an agreement, which cannot exceed 1, this is the one-sided test of a mean of 1 − margin or more. */
const nearOne = (margin: number) => equivalent({ target: 1, margin });

/** Share of k ∈ B_s with sgn(ℓσ'(⟨w, ξ_s⟩)ξ_s[k] − nλw[k]) = sgn ξ_s[k] for the neuron that correlates most with ξ_s. */
function agreement(problem: Problem, now: Moment, weightDecay: number): number {
  const { data, samples, neurons } = problem;
  return mean(
    range(samples).map((s) => {
      const own = range(2 * neurons).filter((r) => now.classOf(r) === data.labels[s]);
      const best = own.reduce((known, r) => (now.onNoise(r, s) > now.onNoise(known, s) ? r : known));
      const pull = now.pull(best, s) * data.labels[s] * now.classOf(best) * now.slope(now.onNoise(best, s));
      const { columns, values } = support(problem, s);
      const agree = Array.from(values, (xi, k) => {
        const signed = Math.abs(pull) * xi - samples * weightDecay * now.weight(best, columns[k]);
        return Math.sign(signed) === Math.sign(xi) ? 1 : 0;
      });
      return mean(agree);
    }),
  );
}

const factors = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100];
const [familyM, familyB] = [disjointFamily(16, 100, 10, 1), disjointFamily(16, 256, 16, 2)];

export default defineClaim<Regime, Observation>({
  id: 'initial-magnitudes-and-a6-sign-agreement',
  paper: 'adam-generalization',
  title: 'At the start the weight decay changes hardly any sign of the gradient',
  label: 'Proof of Lemma A.3, (A.6)',
  section: '1. Data, gradient, update identities',
  restsOn: ['gradient-formula-a2-a4', 'appendix-a1-parameter-ordering'],
  kind: 'equivalence',
  statement: {
    tex: String.raw`\langle w^{(0)},\xi_i\rangle\sim\mathcal N(0,\sigma_0^2\|\xi_i\|^2),\ \ell_i=\tfrac12\pm o(1);\qquad\mathrm{sgn}(\ell\sigma'(\langle w,\xi_s\rangle)\xi_s[k]-n\lambda w[k])=\mathrm{sgn}(\xi_s[k])\ \text{for}\ge0.99\text{ of }B_s`,
    plain:
      'At the start the correlations are normal of size σ₀, the derivatives are about 1/2, and on nearly all coordinates of a noise patch the gradient has the sign of the noise.',
  },
  assumptions: [
    'λ = λ₀ and λ₀/10: the finite families have λ₀ = σ₀^{q−1}/n, a factor σ₀/σ_p below the bound of (P1)',
    'best neuron of each sample; neurons that barely correlate with the sample do not agree',
    'families M and B: agreement at least 0.98 at λ and 0.99 at λ/10; |ℓ − 1/2| ≤ 0.05',
    'family Q (n = m = 8, λ at 0.09 of the bound) reaches 0.978 at λ and 0.995 at λ/10',
  ],
  profiles: {
    quick: { trials: 120, regime: { families: [familyM], decayFactor: 1 } },
    full: { trials: 120, regime: { families: [familyM, familyB], decayFactor: 1 } },
  },
  async measure({ families, decayFactor }, trials, lab) {
    const at = { every: 1 };
    const jobs = families.map((family) =>
      familyJob(`adam-generalization/start-${family.samples}-${family.sparsity}`, family, {
        optimizer: { optimizer: 'gd', rate: 1 },
        steps: 1,
        precisionReason: 'signs of slopes are compared, and those of small ones hang on rounding',
        probes: [
          { name: 'weights', quantity: 'weights', schedule: at },
          { name: 'activations', quantity: 'activations', schedule: at },
          { name: 'margins', quantity: 'margins', schedule: at },
        ],
      }),
    );
    const rows = await lab.each(jobs, trials, (run, data, which): Observation => {
      const { samples, neurons, initScale, noise, weightDecay, alpha } = families[which];
      const problem = { data, samples, neurons, degree: 3, alpha, weightDecay, rate: 1, run, steps: [0] };
      const now = moment(problem, 0);
      const all = range(2 * neurons);
      const normalised = range(samples).flatMap((i) => {
        const { values } = support(problem, i);
        const length = Math.sqrt(values.reduce((sum, xi) => sum + xi * xi, alpha ** 2));
        return all.map((r) => now.onNoise(r, i) / (initScale * length));
      });
      const bound = (initScale * noise) / samples;
      return {
        second: mean(normalised.map((z) => z ** 2)),
        fourth: mean(normalised.map((z) => z ** 4)) / 3,
        feature: mean(all.map((r) => (now.weight(r, 0) / initScale) ** 2)),
        derivative: range(samples).reduce(
          (known, i) => worse(known, Math.abs(Math.abs(now.pull(0, i)) - 0.5) - 0.05, i),
          { ...nothing, excess: -0.05 },
        ),
        agreement: agreement(problem, now, decayFactor * weightDecay),
        agreementTenth: agreement(problem, now, 0.1 * decayFactor * weightDecay),
        curve: factors.map((f) => [(f * weightDecay) / bound, agreement(problem, now, f * weightDecay)] as const),
      };
    });
    return rows.map((each) => {
      const over = (pick: (one: Observation) => number) => mean(each.map(pick));
      return {
        second: over(({ second }) => second),
        fourth: over(({ fourth }) => fourth),
        feature: over(({ feature }) => feature),
        derivative: each.map(({ derivative }) => derivative).reduce((a, b) => (b.excess > a.excess ? b : a)),
        agreement: Math.min(...each.map((one) => one.agreement)),
        agreementTenth: Math.min(...each.map((one) => one.agreementTenth)),
        curve: each[0].curve,
      };
    });
  },
  rule: all(
    {
      'agreement at λ': part(nearOne(0.02), ({ agreement }: Observation) => agreement),
      'agreement at λ/10': part(nearOne(0.01), ({ agreementTenth }: Observation) => agreementTenth),
      'variance of ⟨w, ξ⟩': part(nearOne(0.3), ({ second }: Observation) => second),
      'fourth moment of ⟨w, ξ⟩': part(nearOne(0.6), ({ fourth }: Observation) => fourth),
      'variance of ⟨w, v⟩': part(nearOne(0.6), ({ feature }: Observation) => feature),
      'derivatives near 1/2': part(always({ tolerance: 0, atMost: 0.6 }), ({ derivative }: Observation) => derivative),
    },
    ['equivalence'],
  ),
  controls: [{ name: '100 λ', breaks: 'a weight decay beyond (P1)', regime: { decayFactor: 100 }, trials: 20 }],
  figures: (observations) => [
    {
      title: 'Share of agreeing signs',
      x: { label: 'λ/(σ₀^{q−2}σ_p/n)', log: true },
      y: { label: 'agreement' },
      series: observations.slice(0, 8).map(({ curve }, trial) => ({ name: `trial ${trial}`, points: curve })),
    },
  ],
  expectation: { verdict: 'holds' },
});
