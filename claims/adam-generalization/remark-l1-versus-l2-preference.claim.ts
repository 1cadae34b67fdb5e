import { all, defineClaim, equivalent, exponentEquals, NotMeasured, part, type Sweep } from 'lemmata';
import { type Correlations, correlationProbes, correlations } from './correlations.ts';
import { disjointFamily, type Family, familyJob } from './experiments.ts';

interface Regime {
  readonly sparsities: readonly number[];
  readonly samples: readonly number[];
  /** m */
  readonly neurons: number;
  /** Which optimizer stands in the place of which. */
  readonly exchanged: boolean;
}

interface Observation {
  /** Speed of the noises over that of the feature against s, each divided by the slope σ' of its neuron for GD. */
  readonly signs: Sweep;
  readonly gd: Sweep;
  /** GD's ratio times n/2 at s = 100, by n. */
  readonly ratios: readonly number[];
}

/** A family and its optimizer. */
interface Point {
  readonly arm: keyof typeof specs;
  readonly n: number;
  readonly s: number;
}

const steps = 40;
const specs = {
  signs: { optimizer: 'sign-gd', rate: 1e-5 },
  gd: { optimizer: 'gd', rate: 0.05 },
} as const;
const sizes = (n: number, s: number, m: number): Family => ({
  ...disjointFamily(n, s, m, 0),
  initScale: 0.01,
  weightDecay: 1e-8,
});
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

export default defineClaim<Regime, Observation>({
  id: 'remark-l1-versus-l2-preference',
  paper: 'adam-generalization',
  title: 'signGD learns what has a large ℓ₁ norm, GD what has a large ℓ₂ norm',
  label: 'Remark after Theorem 4.1, Section 5.2',
  section: '6. Comparisons and remarks',
  restsOn: ['eq-5-1-signgd-feature-update', 'eq-5-2-signgd-noise-update', 'eq-5-3-gd-updates'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\frac{\text{speed of }\xi}{\text{speed of }v}:\quad\text{signGD }\frac{\|\xi\|_1}{\|v\|_1}\propto\sqrt s\ (s\sigma_p^2=1),\qquad\text{GD }\frac2n\frac{\|\xi\|_2^2}{\|v\|_2^2}`,
    plain:
      'Early on, the speed at which a noise patch is memorised over that at which the feature is learnt is the quotient of their ℓ₁ norms for signGD, and 2/n times that of their squared ℓ₂ norms for GD.',
  },
  assumptions: [
    'n = 8, m = 16 (quick), 24 (full); with m = 8 one draw in 40 had no feature neuron alive at n = 4 (all labels equal) and no ratio, σ₀ = 0.01, α = 0, λ = 10⁻⁸, sσ_p² = 1, disjoint supports, the first 40 steps',
    'pairs (i, r) that are alive; for GD each speed is divided by z², z the correlation at the start, and 2/n means balanced labels: the speed of the feature is scaled from n_j samples of its class to n/2',
  ],
  profiles: {
    quick: {
      trials: 12,
      regime: { sparsities: [25, 100, 400, 1600], samples: [4, 8, 16, 32], neurons: 16, exchanged: false },
    },
    full: {
      trials: 40,
      regime: { sparsities: [25, 100, 400, 1600], samples: [4, 8, 16, 32], neurons: 24, exchanged: false },
    },
  },
  async measure({ sparsities, samples, neurons, exchanged }, trials, lab) {
    const jobOf = ({ arm, n, s }: Point) =>
      familyJob(`adam-generalization/preference-${n}-${s}`, sizes(n, s, neurons), {
        optimizer: specs[arm],
        steps,
        probes: correlationProbes({ at: [0, steps] }),
        precisionReason: 'speeds are small differences of correlations',
      });
    /** Mean speed of the alive noises over that of the feature, GD's feature as if half of the samples were of its class. */
    const ratio = (seen: Correlations, { arm, n, s }: Point) => {
      const unit = (z: number) => (arm === 'gd' ? z * z : 1);
      const ofClass = (j: number) => seen.samples.filter((i) => seen.labels[i] === j).length;
      const noises = seen.samples.flatMap((i) =>
        seen.neuronsOf[seen.labels[i]]
          .filter((r) => seen.onNoise(0, r, i) > 0.003)
          .map((r) => {
            const z = seen.onNoise(0, r, i);
            return (seen.onNoise(1, r, i) - z) / unit(z);
          }),
      );
      const features = seen.neurons
        .filter((r) => seen.jw(0, r) > 0.003 && ofClass(seen.classOf(r)) > 0)
        .map((r) => {
          const speed = (seen.jw(1, r) - seen.jw(0, r)) / unit(seen.jw(0, r));
          return arm === 'gd' ? (speed * n) / (2 * ofClass(seen.classOf(r))) : speed;
        });
      if (features.length === 0) throw new NotMeasured(`no feature neuron of a trial is alive at n = ${n}, s = ${s}`);
      return mean(noises) / mean(features);
    };
    const [signs, gd] = exchanged ? (['gd', 'signs'] as const) : (['signs', 'gd'] as const);
    const over = async (points: readonly Point[]) =>
      await lab.each(points.map(jobOf), trials, (run, data, k) => ratio(correlations(run, data), points[k]));
    const sweep = async (arm: Point['arm']) =>
      (await over(sparsities.map((s) => ({ arm, n: 8, s })))).map((y) => ({ x: sparsities, y }));
    const scaled = await over(samples.map((n) => ({ arm: gd, n, s: 100 })));
    const [ofSigns, ofGd] = [await sweep(signs), await sweep(gd)];
    return scaled.map((row, k) => ({
      signs: ofSigns[k],
      gd: ofGd[k],
      ratios: row.map((ratio, at) => ratio * (samples[at] / 2)),
    }));
  },
  rule: all(
    {
      'signGD: √s': part(
        exponentEquals({ value: 0.5, tolerance: 0.05, towards: 'infinity' }),
        ({ signs }: Observation) => signs,
      ),
      'GD: no s': part(exponentEquals({ value: 0, tolerance: 0.1, towards: 'infinity' }), ({ gd }: Observation) => gd),
      'GD: 2/n': part(equivalent({ target: 1, margin: 0.2 }), ({ ratios }: Observation) => mean(ratios)),
    },
    ['exponent'],
  ),
  controls: [
    { name: 'exchanged', breaks: 'GD in the place of signGD and the other way round', regime: { exchanged: true } },
  ],
  figures: ([{ signs, gd }]) => [
    {
      title: 'Speed of the noises over that of the feature',
      x: { label: 's', log: true },
      y: { label: 'quotient', log: true },
      series: Object.entries({ signGD: signs, GD: gd }).map(([name, { x, y }]) => ({
        name,
        points: x.map((s, k) => [s, y[k]] as const),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
