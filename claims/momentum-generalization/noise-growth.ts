import { exponentAtMost, type Job, type Lab, type Sweep } from 'lemmata';

export interface GrowthRegime {
  readonly dimensions: readonly number[];
  /** Constant in front of (ησ²d/N) Σ_τ Ξ². */
  readonly leading: number;
  /** Order of the error term. */
  readonly error: 'Pσ²√d/α' | '1/√d';
}

const [patches, neurons, rate, initScale] = [17, 5, 0.1, 0.3];

/** The smallest case: N = 1, a single small margin, P = 17 (so that some neighbour always loses). */
export const growthRegime: Omit<GrowthRegime, 'error'> = { dimensions: [64, 256, 1024], leading: 0.6 };

/** Deficit max_{j,r,t} [y Ξ⁰ + leading (ησ²d/N) Σ_{τ≤t} Ξ² − y Ξ^{t+1}] while y Ξ_i ≤ 1, in units of the error term, against d. */
export async function growthDeficits(regime: GrowthRegime, trials: readonly number[], lab: Lab): Promise<Sweep[]> {
  const { dimensions, leading, error } = regime;
  const deficits = trials.map(() => [] as number[]);
  for (const d of dimensions) {
    const alpha = d ** 0.49;
    const steps = Math.ceil((10 * Math.sqrt(d)) / (rate * initScale));
    const job: Job = {
      name: `momentum-generalization/noise-growth-d${d}`,
      network: { neurons, activation: { kind: 'power', degree: 3 }, output: 'ones', loss: 'logistic' },
      data: {
        sampler: 'signal-noise',
        samples: 1,
        smallMargin: 1,
        patches,
        dimension: d,
        alpha,
        beta: alpha / (Math.log(d) * Math.sqrt(d)),
        noise: 1 / Math.sqrt(d),
      },
      init: { scale: initScale / Math.sqrt(d) },
      optimizer: { optimizer: 'gd', rate },
      steps,
      stopBelowSlope: 0.2,
      precision: 'float64',
      precisionReason: 'a bound is held to single steps, which are small differences of activations',
      probes: [{ name: 'activations', quantity: 'activations', schedule: { every: 1 } }],
    };
    const runs = await lab.train(job, trials);
    runs.forEach(({ trial, series: { activations } }, k) => {
      const { values, width, steps: at } = activations;
      const [y] = lab.data(job, trial).labels;
      const sums = new Float64Array(width);
      let worst = 0;
      for (let t = 1; t < at.length; t++) {
        const [before, now] = [(t - 1) * width, t * width];
        let noise = 0;
        for (let q = neurons; q < width; q++) {
          const z = values[before + q];
          noise += z * z * z;
        }
        if (y * noise > 1) break;
        for (let q = neurons; q < width; q++) {
          const z = values[before + q];
          sums[q] += z * z;
          worst = Math.max(worst, y * (values[q] - values[now + q]) + leading * rate * sums[q]);
        }
      }
      // σ² = 1/d
      deficits[k].push(worst * (error === 'Pσ²√d/α' ? (alpha * Math.sqrt(d)) / patches : Math.sqrt(d)));
    });
  }
  return deficits.map((y) => ({ x: dimensions, y }));
}

export const boundedDeficit = exponentAtMost({ towards: 'infinity', accept: 0.25, reject: 0.35, cap: 10 });

export const leadingSix = {
  name: 'a leading constant of 6',
  breaks: 'asks for ten times the growth',
  regime: { leading: 6 },
} as const;

export const growthAssumptions = [
  'the smallest case: N = n₂ = 1, P = 17, m = 5, κ₀ = 0.3, σ = 1/√d, η = 0.1',
  'leading constant 0.6 of the 3ℓ‖X[j]‖²/(σ²d) ≥ 0.8 that the premise y_i Ξ_i ≤ 1 leaves, but for the norms',
  'the premise Ξ_i ≤ Õ(1) read as y_i Ξ_i ≤ 1',
];
