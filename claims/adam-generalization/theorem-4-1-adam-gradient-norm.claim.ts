import { alwaysWithProbability, defineClaim, type Lab, type Trajectory, type Worst } from 'lemmata';
import { type Contrast, contrastRuns, paperContrast, quickContrast } from './contrast.ts';

interface Regime extends Contrast {
  /** A control: sign descent on ridge regression, n = 30, d = 50, λ = 0.01, with η = 10⁻² and 10⁴ steps. */
  readonly ridge: boolean;
}
interface Rate extends Worst {
  /** [T, min_{T₀ ≤ t ≤ T}‖∇L‖₁], [T, ‖∇L(W^(T))‖₁] and [T, 1/(Tη)] */
  readonly least: readonly (readonly [number, number])[];
  readonly last: readonly (readonly [number, number])[];
  readonly bound: readonly (readonly [number, number])[];
}

/** The largest C(η) that Lemma 5.5 is held to. */
const secondOrder = 0.1;

function rateOf({ gradient }: Trajectory['series'], from: number, rate: number): Rate {
  const { values, width } = gradient;
  const last = Array.from(gradient.steps, (t, k) => {
    const norm = values.subarray(k * width, (k + 1) * width).reduce((sum, g) => sum + Math.abs(g), 0);
    return [t, norm] as const;
  }).filter(([t]) => t >= from);
  const least = last.map(([t], k) => [t, Math.min(...last.slice(0, k + 1).map(([, norm]) => norm))] as const);
  // (1 + 2mDCTη²)/(Tη): what the descent inequality gives.
  const excess = ([t, norm]: readonly [number, number]) => norm * t * rate - (1 + width * secondOrder * t * rate ** 2);
  const worst = least.reduce((known, next) => (excess(next) > excess(known) ? next : known));
  const bound = least.map(([t]) => [t, 1 / (t * rate)] as const);
  return { excess: excess(worst), step: worst[0], least, last, bound };
}

async function ridgeRates(trials: readonly number[], lab: Lab): Promise<Rate[]> {
  const [rate, steps] = [1e-2, 10_000];
  const runs = await lab.train(
    {
      name: 'adam-generalization/ridge',
      network: {
        neurons: 1,
        activation: { kind: 'power', degree: 1 },
        output: 'ones',
        loss: 'squared',
        weightDecay: 0.01,
      },
      data: { sampler: 'unit-sphere', samples: 30, dimension: 50 },
      init: { scale: 0.1 },
      optimizer: { optimizer: 'sign-gd', rate },
      steps,
      precision: 'float64',
      precisionReason: 'a slope that float32 rounds to the other sign moves a whole η',
      probes: [{ name: 'gradient', quantity: 'gradient', schedule: { every: 100 } }],
    },
    trials,
  );
  return runs.map(({ series }) => rateOf(series, 100, rate));
}

export default defineClaim<Regime, Rate>({
  id: 'theorem-4-1-adam-gradient-norm',
  paper: 'adam-generalization',
  title: 'Adam finds a point of small gradient',
  label: 'Theorem 4.1 (1), gradient',
  section: '4. Adam and signGD: Stage II, convergence, output',
  restsOn: ['lemma-5-5-descent-signgd', 'lemma-a6-descent-adam', 'lemma-5-4-maintain-pattern'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\min_{T_0\le t\le T}\|\nabla L(W^{(t)})\|_1\le\frac{1+2mD\,C\,T\eta^2}{T\eta}=\tilde O\Big(\frac1{T\eta}\Big)\quad(T\eta^2d=O(1))`,
    plain:
      'Among the iterates from the end of Stage I on, T steps of Adam find one whose gradient has ℓ₁ norm at most 1/(Tη), as long as η is small against 1/√(Td).',
  },
  assumptions: [
    'the experiment of Section 6: a tenth of the samples, half of the columns and neurons, T ≤ 2500 (quick), its own sizes, T ≤ 10⁴ (full); PyTorch’s Adam at η = 5·10⁻⁵',
    'every T that is a tenth of the run, from T₀ on: every noise has max own ≥ 1/2; the start, an almost stationary point, does not compete; a trial in which that never comes (overlapping supports) counts against',
    'C = 0.1 as in Lemma 5.5: 2mDCTη² is below 0.01, so that the bound is 1/(Tη)',
  ],
  profiles: {
    quick: { trials: 32, regime: { ...quickContrast, ridge: false } },
    full: { trials: 32, regime: { ...paperContrast, ridge: false } },
  },
  async measure({ ridge, ...regime }, trials, lab) {
    if (ridge) return await ridgeRates(trials, lab);
    return (await contrastRuns(regime, 'adam', trials, lab)).map(({ seen, series }) => {
      const memorised = seen.records.find((record) => seen.samples.every((i) => seen.own(record, i) >= 0.5));
      const rate = rateOf(series, memorised === undefined ? 0 : seen.steps[memorised], regime.adamRate);
      return memorised === undefined ? { ...rate, excess: 1 } : rate;
    });
  },
  rule: alwaysWithProbability({ p: 0.6 }),
  controls: [
    {
      name: 'long steps',
      breaks: 'T = 1/η²: sign descent with η = 10⁻² on ridge regression oscillates',
      regime: { ridge: true },
      trials: 16,
    },
  ],
  figures: ([{ least, last, bound }]) => [
    {
      title: 'The least gradient from T₀ to T',
      x: { label: 'T', log: true },
      y: { label: '‖∇L‖₁', log: true },
      series: [
        { name: 'running minimum', points: least },
        { name: 'W^(T)', points: last },
        { name: '1/(Tη)', points: bound },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
