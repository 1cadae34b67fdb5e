import {
  all,
  type Dataset,
  defineClaim,
  equivalent,
  exponentEquals,
  type Job,
  NotMeasured,
  part,
  type Sweep,
  type Trajectory,
} from 'lemmata';
import { disjointFamily, type Family, familyJob } from './experiments.ts';
import { learnt } from './gd-runs.ts';

interface Regime extends Family {
  /** q of the second sweep of σ₀. */
  readonly higherDegree: number;
  /** Factors of σ₀ (for q = 3, and for the higher degree), and the step sizes. */
  readonly scales: readonly number[];
  readonly higherScales: readonly number[];
  readonly rates: readonly number[];
}
interface Observation {
  readonly scale: Sweep;
  readonly higherScale: Sweep;
  readonly rate: Sweep;
  /** T_j over its sharp form, mean over the sweep of σ₀ at q = 3. */
  readonly collapse: number;
}

function jobOf(family: Family, degree: number, rate: number): Job {
  const { initScale: start } = family;
  const job = familyJob(`adam-generalization/feature-time-${degree}`, family, {
    optimizer: { optimizer: 'gd', rate },
    steps: Math.ceil((degree === 3 ? 6 / start : 2 / start ** 2) / rate),
    degree,
    precision: 'float32',
    precisionReason: 'times are read off a threshold far above rounding and fitted by exponents',
    probes: [{ name: 'feature', quantity: 'projection', direction: 'feature', schedule: { every: 1 } }],
  });
  // Both classes have learnt the feature long before every derivative is below 0.35.
  return { ...job, stopBelowSlope: 0.35 };
}

/** min_j T_j, and the same over 4(n/2n_j)[(Λ_j⁽⁰⁾)^{2−q} − c^{2−q}]/(ηq(q−2)). */
function featureTime({ series, trial, steps }: Trajectory, { labels, samples }: Dataset, degree: number, rate: number) {
  const { values, width } = series.feature;
  const learning = [1, -1].flatMap((j) => {
    const row = j === 1 ? 0 : width / 2;
    const largest = (t: number) =>
      Math.max(...Array.from({ length: width / 2 }, (_, r) => j * values[t * width + row + r]));
    const time = Array.from(series.feature.steps.keys()).find((t) => largest(t) >= learnt);
    if (time === undefined) return [];
    const share = (2 * labels.filter((y) => y === j).length) / samples;
    const path = largest(0) ** (2 - degree) - learnt ** (2 - degree);
    return [{ time, ratio: time / ((4 * path) / (share * rate * degree * (degree - 2))) }];
  });
  if (learning.length === 0) throw new NotMeasured(`no class of trial ${trial} learns the feature in ${steps} steps`);
  return learning.reduce((known, next) => (next.time < known.time ? next : known));
}

const base = disjointFamily(16, 100, 24, 1);
const quick: Regime = {
  ...base,
  initScale: 0.01,
  weightDecay: 1e-7,
  higherDegree: 4,
  scales: [0.5, 1, 2, 4],
  higherScales: [2, 4, 8],
  rates: [0.125, 0.25, 0.5],
};

export default defineClaim<Regime, Observation>({
  id: 'lemma-5-6-gd-feature-time',
  paper: 'adam-generalization',
  title: 'The time that GD takes to learn the feature',
  label: 'Lemma 5.6 (Lemma A.8), T_j',
  section: '5. Gradient descent',
  restsOn: ['lemma-a9-tensor-power-time', 'lemma-5-6-gd-noise-stays-small'],
  kind: 'exponent',
  statement: {
    tex: String.raw`T_j=\tilde\Theta(\sigma_0^{2-q}/\eta),\qquad T_j\approx\frac{4[(\Lambda_j^{(0)})^{2-q}-c^{2-q}]}{\eta q(q-2)}`,
    plain: 'GD needs a time proportional to σ₀^{2−q}/η until a class of neurons has learnt the feature.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, n = 16, s = 100, m = 24, λ = 10⁻⁷, c = 1/2; q = 3 and 4; the same trials at every σ₀ and η',
    'T is that of the faster class: about one class in a hundred loses the race of Lemma A.9 to a noise and never learns',
    'the sharp form has n_j, the number of samples of the class, in the place of n/2',
  ],
  profiles: {
    quick: { trials: 12, regime: quick },
    full: { trials: 12, regime: { ...quick, neurons: 30, rates: [0.0625, 0.125, 0.25, 0.5] } },
  },
  async measure(regime, trials, lab) {
    const { initScale, scales, higherScales, higherDegree, rates } = regime;
    const points = [
      ...scales.map((scale) => ({ scale, rate: 0.5, degree: 3 })),
      ...higherScales.map((scale) => ({ scale, rate: 1, degree: higherDegree })),
      ...rates.map((rate) => ({ scale: 2, rate, degree: 3 })),
    ];
    const jobs = points.map(({ scale, rate, degree }) =>
      jobOf({ ...regime, initScale: scale * initScale }, degree, rate),
    );
    const rows = await lab.each(jobs, trials, (run, data, k) =>
      featureTime(run, data, points[k].degree, points[k].rate),
    );
    return rows.map((row) => {
      const times = row.map(({ time }) => time);
      const [low, high] = [scales.length, scales.length + higherScales.length];
      return {
        scale: { x: scales, y: times.slice(0, low) },
        higherScale: { x: higherScales, y: times.slice(low, high) },
        rate: { x: rates, y: times.slice(high) },
        collapse: row.slice(0, low).reduce((sum, { ratio }) => sum + ratio, 0) / low,
      };
    });
  },
  rule: all(
    {
      'σ₀, q = 3': part(
        exponentEquals({ value: -1, tolerance: 0.15, towards: 'zero' }),
        ({ scale }: Observation) => scale,
      ),
      'σ₀, q = 4': part(
        exponentEquals({ value: -2, tolerance: 0.3, towards: 'zero' }),
        ({ higherScale }: Observation) => higherScale,
      ),
      η: part(exponentEquals({ value: -1, tolerance: 0.05, towards: 'zero' }), ({ rate }: Observation) => rate),
      'sharp form': part(equivalent({ target: 1.05, margin: 0.15 }), ({ collapse }: Observation) => collapse),
    },
    ['exponent'],
  ),
  controls: [{ name: 'q = 3 for q = 4', breaks: 'the exponent 2 − q', regime: { higherDegree: 3 } }],
  figures: ([{ scale, higherScale }]) => [
    {
      title: 'The time to learn the feature, first trial',
      x: { label: 'σ₀ over that of the family', log: true },
      y: { label: 'min_j T_j', log: true },
      series: [
        { name: 'q = 3', points: scale.x.map((x, k) => [x, scale.y[k]] as const) },
        { name: 'q = 4', points: higherScale.x.map((x, k) => [x, higherScale.y[k]] as const) },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
