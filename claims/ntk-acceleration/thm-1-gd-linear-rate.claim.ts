import { alwaysWithProbability, defineClaim, type Lab, type Worst } from 'lemmata';
import { inputsOf, limitingGram, trainOnSphere, tuning } from './experiments.ts';

interface Regime {
  /** n; d = 2n. */
  readonly samples: readonly number[];
  /** The first decides; the others show, on the first trials, how success depends on m. */
  readonly widths: readonly number[];
  /** λ/n² as in the theorem, 1/(2λ_max) as after Wu et al., or 2.5/λ_max. */
  readonly steps: readonly StepSize[];
  readonly most: number;
  /** The rate is 1 − ηs/2: s = λ, or 4λ_max. */
  readonly slope: 'smallest' | 'four-largest';
}
type StepSize = 'theorem' | 'large' | 'unstable';

interface Run extends Worst {
  readonly name: string;
  readonly width: number;
  /** ‖ξ_t‖² and the bound, over ‖ξ_0‖². */
  readonly left: readonly number[];
  readonly right: readonly number[];
}

interface Observation extends Worst {
  readonly runs: readonly Run[];
}

async function runOf(
  lab: Lab,
  trial: number,
  samples: number,
  width: number,
  step: StepSize,
  { most, slope }: Regime,
): Promise<Run> {
  const setting = { name: `ntk-acceleration/theorem-1-${width}`, samples, dimension: 2 * samples };
  const data = lab.data(
    { name: setting.name, data: { sampler: 'unit-sphere', samples, dimension: 2 * samples } },
    trial,
  );
  const { lambda, lambdaMax } = tuning(limitingGram(inputsOf(data)), 1);
  const eta = { theorem: lambda / samples ** 2, large: 0.5 / lambdaMax, unstable: 2.5 / lambdaMax }[step];
  const { norms } = await trainOnSphere(lab, trial, {
    ...setting,
    width,
    fraction: 2 * lambdaMax * eta,
    momentum: 'zero',
    steps: () => Math.ceil(Math.min(most, 12 / (eta * lambda))),
  });
  const rate = 1 - (eta * (slope === 'smallest' ? lambda : 4 * lambdaMax)) / 2;
  const left = Array.from(norms, (norm) => (norm / norms[0]) ** 2);
  const right = left.map((_, t) => Math.max(0, rate) ** t);
  const gaps = left.map((square, t) => square - right[t]);
  const excess = Math.max(...gaps.slice(1));
  const name = `n = ${samples}, m = ${width}, η ${step === 'theorem' ? '= λ/n²' : step === 'large' ? '= 1/(2λ_max)' : '= 2.5/λ_max'}`;
  return { name, width, left, right, excess, step: gaps.indexOf(excess) };
}

/** Trials that run every width. */
const curveTrials = 20;

const setting = { steps: ['theorem', 'large'], slope: 'smallest' } as const;

export default defineClaim<Regime, Observation>({
  id: 'thm-1-gd-linear-rate',
  paper: 'ntk-acceleration',
  title: 'Gradient descent on a wide net converges linearly at 1 − ηλ/2',
  label: 'Theorem 1, eq. (7), after Du et al.',
  section: 'C. Theorems and remarks',
  restsOn: ['eq-3-gram-positive-definite'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\|u_t-y\|^2\le\big(1-\tfrac{\eta\lambda}2\big)^t\|u_0-y\|^2\quad\text{for all }t,\ \text{with probability}\ge1-\delta`,
    plain:
      'With probability at least 1 − δ (here 0.9), the squared residual of gradient descent on a wide net falls at least as fast as (1 − ηλ/2)^t, at every step.',
  },
  assumptions: ['η = λ/n², and η = 1/(2λ_max)', 'm large', 'x uniform on the sphere, y = ±1'],
  profiles: {
    quick: { trials: 120, regime: { ...setting, samples: [5], widths: [300, 5, 20, 100], most: 60 } },
    full: { trials: 120, regime: { ...setting, samples: [5, 10], widths: [4_000, 20, 100, 1_000], most: 120 } },
  },
  async measure(regime, trials, lab) {
    const observed: Observation[] = [];
    for (const trial of trials) {
      const runs: Run[] = [];
      for (const samples of regime.samples) {
        for (const width of trial < curveTrials ? regime.widths : regime.widths.slice(0, 1)) {
          for (const step of regime.steps) runs.push(await runOf(lab, trial, samples, width, step, regime));
        }
      }
      const worst = runs
        .filter(({ width }) => width === regime.widths[0])
        .reduce((most, run) => (run.excess > most.excess ? run : most));
      observed.push({ runs, excess: worst.excess, step: worst.step });
    }
    return observed;
  },
  rule: alwaysWithProbability({ p: 0.9 }),
  controls: [
    { name: 'an unstable step', breaks: 'takes η = 2.5/λ_max', regime: { steps: ['unstable'] }, trials: 12 },
    {
      name: 'a rate from the largest eigenvalue',
      breaks: 'holds the residual to (1 − 2ηλ_max)^t',
      regime: { slope: 'four-largest' },
      trials: 12,
    },
  ],
  figures: (observations) => {
    const [first] = observations[0].runs;
    const shown = observations.slice(0, curveTrials);
    return [
      {
        title: `Squared residual and bound: ${first.name}`,
        x: { label: 'step' },
        y: { label: 'over ‖ξ_0‖²', log: true },
        series: (['left', 'right'] as const).map((side) => ({
          name: side === 'left' ? '‖ξ_t‖²' : 'bound',
          points: first[side].map((value, t) => [t, value] as const),
        })),
      },
      {
        title: 'Share of the first runs that keep the bound',
        x: { label: 'm', log: true },
        y: { label: 'share' },
        series: observations[0].runs.map(({ name, width }, k) => ({
          name,
          points: [[width, shown.filter(({ runs }) => runs[k].excess <= 0).length / shown.length] as const],
        })),
      },
    ];
  },
  expectation: { verdict: 'holds' },
});
