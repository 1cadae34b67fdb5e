import { all, always, defineClaim, dot, part, random, sampleLoss, type Worst } from 'lemmata';
import { at, nothing, type Problem, problem, project, worse } from './updates.ts';

interface Regime {
  /** The factor in front of the sum. */
  readonly factor: number;
  /** False drops λ w_r from the formula. */
  readonly withDecay: boolean;
}

interface Observation {
  readonly differences: Worst;
  readonly engine: Worst;
  /** [h, error of central differences] of one entry. */
  readonly curve: readonly (readonly [number, number])[];
}

/** y_i f_W(X_i) straight from the patches: the engine's are float32 here. */
function marginsOf({ data, patches, neurons }: Problem, weights: Float64Array): number[] {
  return patches.map((own, i) => {
    const output = own.reduce((sum, x) => project(weights, x, neurons).reduce((cubes, z) => cubes + z ** 3, sum), 0);
    return data.labels[i] * output;
  });
}

function objective(it: Problem, weights: Float64Array, weightDecay: number): number {
  const losses = marginsOf(it, weights).reduce((sum, margin) => sum + sampleLoss('logistic', margin, 1), 0);
  return losses / it.data.samples + (weightDecay / 2) * dot(weights, weights);
}

function formula(it: Problem, { factor, withDecay }: Regime, weightDecay: number): Float64Array {
  const { data, patches, neurons } = it;
  const weights = at(it, 'weights', 0);
  const margins = marginsOf(it, weights);
  const gradient = weights.map((entry) => (withDecay ? weightDecay * entry : 0));
  patches.forEach((own, i) => {
    const pull = ((-factor / data.samples) * data.labels[i]) / (1 + Math.exp(margins[i]));
    for (const x of own) {
      project(weights, x, neurons).forEach((z, r) => {
        for (let k = 0; k < x.length; k++) gradient[r * x.length + k] += pull * z * z * x[k];
      });
    }
  });
  return gradient;
}

/** Largest |a − b| over the entries, relative to the largest |a|. */
function gap(a: Float64Array, b: Float64Array): Worst {
  const largest = Math.max(...a.map(Math.abs));
  return a.reduce((known, entry, k) => worse(known, Math.abs(entry - b[k]) / largest, k), nothing);
}

/** Central difference of L in entry k. */
function difference(it: Problem, weightDecay: number, k: number, h: number): number {
  const shifted = (by: number) => {
    const weights = at(it, 'weights', 0).slice();
    weights[k] += by;
    return objective(it, weights, weightDecay);
  };
  return (shifted(h) - shifted(-h)) / (2 * h);
}

const steps = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10];

export default defineClaim<Regime, Observation>({
  id: 'gradient-formula',
  paper: 'momentum-generalization',
  title: 'The gradient of the objective',
  label: 'Sections 3-5 (used throughout)',
  section: 'A. Exact algebra',
  kind: 'identity',
  statement: {
    tex: String.raw`\nabla_{w_r}\widehat L=-\tfrac3N\sum_i\ell_iy_i\sum_j\langle w_r,X_i[j]\rangle^2X_i[j]+\lambda w_r`,
    plain: 'The gradient with respect to each neuron is this weighted sum of the patches, plus the weight decay.',
  },
  assumptions: [
    'λ ∈ {0, 0.01}, random small problems',
    'central differences with h = 10⁻⁶ in float64: within 10⁻⁷ of the largest entry',
    'the engine’s gradient in float32 (autodiff where the reference engine runs): within 10⁻⁴',
  ],
  profiles: {
    quick: { trials: 100, regime: { factor: 3, withDecay: true } },
    full: { trials: 1000, regime: { factor: 3, withDecay: true } },
  },
  async measure(regime, trials, lab) {
    const observed: Observation[] = [];
    const setting = { optimizer: 'gd', rate: 0.01, steps: 1, orthogonal: true } as const;
    for (const trial of trials) {
      const weightDecay = random(lab.seed('weight decay', trial)).sign() > 0 ? 0.01 : 0;
      const departure = { weightDecay, precision: 'float32' } as const;
      const it = await problem('momentum-generalization/gradient', setting, trial, lab, departure);
      const printed = formula(it, regime, weightDecay);
      const numeric = printed.map((_, k) => difference(it, weightDecay, k, 1e-6));
      const largest = printed.indexOf(Math.max(...printed));
      observed.push({
        differences: gap(numeric, printed),
        engine: gap(at(it, 'gradient', 0), printed),
        curve: steps.map((h) => [h, Math.abs(difference(it, weightDecay, largest, h) - printed[largest])] as const),
      });
    }
    return observed;
  },
  rule: all({
    'central differences': part(
      always({ tolerance: 1e-7, atMost: 0.12 }),
      ({ differences }: Observation) => differences,
    ),
    'engine, float32': part(always({ tolerance: 1e-4, atMost: 0.12 }), ({ engine }: Observation) => engine),
  }),
  controls: [
    { name: 'without the factor 3', breaks: 'the derivative of z³ taken as z²', regime: { factor: 1 } },
    { name: 'without the decay', breaks: 'drops λ w_r', regime: { withDecay: false } },
  ],
  figures: (observations) => [
    {
      title: 'Error of central differences',
      x: { label: 'h', log: true },
      y: { label: 'error', log: true },
      series: observations.slice(0, 6).map(({ curve }, trial) => ({
        name: `trial ${trial}`,
        points: curve.filter(([, error]) => error > 0),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
