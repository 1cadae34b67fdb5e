import { always, defineClaim, dot, norm, random, type Worst } from 'lemmata';
import { limitingGram, tuning } from './experiments.ts';
import {
  deviation,
  drawStart,
  gramOf,
  type Method,
  NetRun,
  patternsOf,
  type Start,
  sphereExamples,
} from './net-run.ts';

interface Regime {
  readonly gates: 'frozen' | 'relu';
  readonly width: number;
  /** Width of the wide net in the figure. */
  readonly wide: number;
  readonly steps: number;
}

interface Observation extends Worst {
  /** ‖ξ_t‖ by net, of the first trial. */
  readonly curves: Readonly<Record<string, readonly number[]>>;
}

const samples = 5;

const initialGram = ({ inner, active }: Start) => gramOf(inner, patternsOf(active, samples));

function follow(start: Start, method: Method, steps: number): number[] {
  const run = new NetRun(start, method);
  const norms = [norm(run.residual)];
  for (let t = 0; t < steps; t++) {
    run.step();
    norms.push(norm(run.residual));
  }
  return norms;
}

/** (14) from rest at ξ_0. */
function followLinear(start: Start, { eta, beta }: Method, steps: number): number[] {
  const gram = initialGram(start);
  let [before, now] = [new NetRun(start, { eta, beta }).residual, new NetRun(start, { eta, beta }).residual];
  const norms = [norm(now)];
  for (let t = 0; t < steps; t++) {
    const next = now.map((value, i) => value - eta * dot(gram[i], now) + beta * (value - before[i]));
    [before, now] = [now, next];
    norms.push(norm(now));
  }
  return norms;
}

export default defineClaim<Regime, Observation>({
  id: 'eq-13-14-frozen-gates',
  paper: 'ntk-acceleration',
  title: 'With its gates frozen, the residual of a net is heavy ball on a quadratic',
  label: 'Eqs. (13)–(14)',
  section: 'D. Residual dynamics',
  restsOn: ['eq-12-residual-recursion'],
  kind: 'identity',
  statement: {
    tex: String.raw`\xi_{t+1}=(I-\eta H_0)\xi_t+\beta(\xi_t-\xi_{t-1})`,
    plain:
      'If every gate keeps the value it has at initialisation, the residual follows the recursion of heavy ball on a quadratic whose matrix is the Gram matrix H_0 at initialisation.',
  },
  assumptions: ['gates 1{⟨w_t, x_i⟩ ≥ 0} replaced by 1{⟨w_0, x_i⟩ ≥ 0}', 'W₋₁ = W₀', 'float64'],
  profiles: {
    quick: { trials: 100, regime: { gates: 'frozen', width: 300, wide: 2 ** 14, steps: 60 } },
    full: { trials: 400, regime: { gates: 'frozen', width: 300, wide: 2 ** 17, steps: 60 } },
  },
  measure: ({ gates, width, wide, steps }, trials, lab) =>
    trials.map((trial) => {
      const examples = sphereExamples(lab, trial, samples, 10);
      const start = drawStart(random(lab.seed('start', trial)), examples, width);
      const { eta, beta } = tuning(limitingGram(examples.inputs), 1);
      const method: Method = { eta, beta, gates };
      const gram = initialGram(start);
      const run = new NetRun(start, method);
      let worst: Worst = { excess: 0, step: 0 };
      for (let t = 0; t < steps; t++) {
        const { before, residual: now } = run;
        run.step();
        const excess = Math.max(...deviation(method, gram, [before, now, run.residual]).map(Math.abs));
        if (!(excess <= worst.excess)) worst = { excess, step: t + 1 };
      }
      if (trial > 0) return { ...worst, curves: {} };
      const wideStart = drawStart(random(lab.seed('wide start', trial)), examples, wide);
      const curves = {
        [`frozen gates, m = ${width}`]: follow(start, { ...method, gates: 'frozen' }, steps),
        [`recursion (14), m = ${width}`]: followLinear(start, method, steps),
        [`ReLU, m = ${width}`]: follow(start, { ...method, gates: 'relu' }, steps),
        [`ReLU, m = ${wide}`]: follow(wideStart, { ...method, gates: 'relu' }, steps),
        [`recursion (14), m = ${wide}`]: followLinear(wideStart, method, steps),
      };
      return { ...worst, curves };
    }),
  rule: always({ tolerance: 1e-10, atMost: 0.1 }),
  controls: [{ name: 'ReLU', breaks: 'lets the gates change, at m = 300', regime: { gates: 'relu' }, trials: 10 }],
  figures: ([{ curves }]) => [
    {
      title: 'Residual of the first trial',
      x: { label: 't' },
      y: { label: '‖ξ_t‖', log: true },
      series: Object.entries(curves).map(([name, norms]) => ({
        name,
        points: norms.map((value, t) => [t, value] as const),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
