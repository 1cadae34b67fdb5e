import { alwaysWithProbability, defineClaim, norm, random, type Worst } from 'lemmata';
import { limitingGram, tuning } from './experiments.ts';
import { drawStart, NetRun, type Start, sphereExamples } from './net-run.ts';

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

function runOf(start: Start, step: StepSize, { most, slope }: Regime): Run {
  const samples = start.inner.length;
  const width = start.signs.length;
  const { lambda, lambdaMax } = tuning(limitingGram(start.examples.inputs), 1);
  const eta = { theorem: lambda / samples ** 2, large: 0.5 / lambdaMax, unstable: 2.5 / lambdaMax }[step];
  const rate = Math.max(0, 1 - (eta * (slope === 'smallest' ? lambda : 4 * lambdaMax)) / 2);
  const run = new NetRun(start, { eta, beta: 0 });
  const first = norm(run.residual);
  const left = [1];
  while (left.length <= Math.min(most, 12 / (eta * lambda))) {
    run.step();
    left.push((norm(run.residual) / first) ** 2);
  }
  const right = left.map((_, t) => rate ** t);
  const gaps = left.map((square, t) => square - right[t]);
  const excess = Math.max(...gaps.slice(1));
  return {
    name: `n = ${samples}, m = ${width}, η = ${stepNames[step]}`,
    width,
    left,
    right,
    excess,
    step: gaps.indexOf(excess),
  };
}

const stepNames = { theorem: 'λ/n²', large: '1/(2λ_max)', unstable: '2.5/λ_max' };

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
    quick: { trials: 120, regime: { ...setting, samples: [5], widths: [1_000, 5, 20, 100], most: 100 } },
    full: { trials: 120, regime: { ...setting, samples: [5, 10], widths: [10_000, 5, 20, 100, 1_000], most: 400 } },
  },
  measure: (regime, trials, lab) =>
    trials.map((trial) => {
      const { samples, widths, steps } = regime;
      const runs = samples.flatMap((n) => {
        const examples = sphereExamples(lab, trial, n, 2 * n);
        return (trial < curveTrials ? widths : widths.slice(0, 1)).flatMap((width) => {
          const start = drawStart(random(lab.seed(`start ${n} ${width}`, trial)), examples, width);
          return steps.map((step) => runOf(start, step, regime));
        });
      });
      const decisive = runs.filter(({ width }) => width === widths[0]);
      const { excess, step } = decisive.reduce((most, run) => (run.excess > most.excess ? run : most));
      return { runs, excess, step };
    }),
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
          draw: side === 'left' ? ('line' as const) : ('bound' as const),
          points: first[side].map((value, t) => [t, value] as const),
        })),
      },
      {
        title: 'Share of the first runs that keep the bound',
        x: { label: 'm', log: true },
        y: { label: 'share' },
        series: observations[0].runs.map(({ name, width }, k) => ({
          name,
          draw: 'dots' as const,
          points: [[width, shown.filter(({ runs }) => runs[k].excess <= 0).length / shown.length] as const],
        })),
      },
    ];
  },
  expectation: { verdict: 'holds' },
});
