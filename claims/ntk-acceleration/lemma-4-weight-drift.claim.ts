import {
  all,
  always,
  defineClaim,
  fc,
  neverViolated,
  norm,
  part,
  random,
  type SearchOutcome,
  search,
  type Worst,
} from 'lemmata';
import { limitingGram, tuning } from './experiments.ts';
import { drawStart, NetRun, sphereExamples } from './net-run.ts';
import { largestSum } from './proof-constants.ts';

interface Regime {
  readonly width: number;
  readonly steps: number;
  /** Exponent of 1/(1 − β_*) in the first term of C_{β_*,t}. */
  readonly power: 1 | 2;
  /** Generated cases of the double sums. */
  readonly runs: number;
}

interface Observation {
  readonly unconditional: Worst;
  readonly bound: Worst;
  /** Trial 0 searches for all. */
  readonly algebra: SearchOutcome | null;
  /** Whether the hypothesis on ‖Ξ_s‖ holds along the run. */
  readonly hypothesis: boolean;
  /** By t: the largest drift, its unconditional bound and that of the lemma. */
  readonly curves: readonly (readonly [drift: number, unconditional: number, lemma: number])[];
}

const [samples, dimension, nu] = [5, 10, 1];
const tolerance = 1e-12;

/** The double sums of the proof over their bounds, and C_{β_*,t} over its own; q stands for nRc_T/λ. */
const cases = fc.record({
  betaStar: fc.double({ min: 0.5, max: 0.999, noNaN: true }),
  t: fc.integer({ min: 0, max: 400 }),
  q: fc.double({ min: 0, max: 1, noNaN: true }),
});

function algebraExcess({ betaStar, t, q }: { betaStar: number; t: number; q: number }, power: 1 | 2): number {
  const delta = 1 - betaStar;
  let [inner, flat, decaying, constant] = [0, 0, 0, 0];
  for (let s = 0; s <= t; s++) {
    inner = betaStar ** 2 * inner + betaStar ** s;
    flat = betaStar ** 2 * flat + 1;
    decaying += inner;
    constant += flat;
  }
  const drift = delta ** -power + (32 * q * (t + 1)) / (1 + betaStar);
  return Math.max(
    decaying * delta ** power - 1,
    (constant * (1 - betaStar ** 2)) / (t + 1) - 1,
    drift / (delta ** -2 + 32 * q * (t + 1)) - 1,
  );
}

const within = always({ tolerance, atMost: 0.15 });

export default defineClaim<Regime, Observation>({
  id: 'lemma-4-weight-drift',
  paper: 'ntk-acceleration',
  title: 'No weight vector moves far while the residuals decay',
  label: 'Lemma 4',
  section: 'D. Residual dynamics',
  restsOn: ['alg-1-2-equivalence', 'eq-2-subgradient-formula'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\|\Xi_s\|\le\beta_*^s\|\Xi_0\|+\tfrac C{1-\beta_*}\ \forall s\le t\ \Rightarrow\ \|w_{t+1}^{(r)}-w_0^{(r)}\|\le\tfrac{\eta\sqrt{2n}}{\sqrt m}\,C_{\beta_*,t}\|y-u_0\|,\quad C_{\beta_*,t}=\tfrac1{(1-\beta_*)^2}+\tfrac{16\eta nRc_T(t+1)}{(1-\beta_*)(1-\beta_*^2)}\le\tfrac2{\eta\lambda}+\tfrac{32nRc_T(t+1)}\lambda`,
    plain:
      'If the stacked residual stays below the bound of the induction, no weight vector moves by more than η√(2n/m) C_{β_*,t} ‖y − u_0‖; this comes from a bound by the past residuals that needs no hypothesis, and from two double sums.',
  },
  assumptions: [
    'β_* = 1 − √(ηλ/2), R = λ/(64 n²), C = 16√2 c_T ηnR‖u_0 − y‖',
    'the runs are held to the bound whether or not the hypothesis holds along them',
  ],
  profiles: {
    quick: { trials: 76, regime: { width: 500, steps: 80, power: 2, runs: 300 } },
    full: { trials: 200, regime: { width: 2000, steps: 80, power: 2, runs: 5000 } },
  },
  measure: ({ width, steps, power, runs }, trials, lab) =>
    trials.map((trial) => {
      const examples = sphereExamples(lab, trial, samples, dimension);
      const { eta, beta, delta, lambda } = tuning(limitingGram(examples.inputs), 1);
      const run = new NetRun(drawStart(random(lab.seed('start', trial)), examples, width), { eta, beta });
      const betaStar = 1 - delta;
      const R = lambda / (64 * samples ** (1 + nu));
      const cT = largestSum(betaStar, steps);
      const first = norm(run.residual);
      const floor = (16 * Math.SQRT2 * cT * eta * samples * R * first) / delta;
      let [inner, double, hypothesis] = [0, 0, true];
      const curves: [number, number, number][] = [];
      for (let t = 0; t < steps; t++) {
        const stacked = Math.hypot(norm(run.residual), norm(run.before));
        hypothesis &&= stacked <= betaStar ** t * Math.SQRT2 * first + floor;
        inner = beta * inner + norm(run.residual);
        double += inner;
        run.step();
        const growth = (16 * eta * samples * R * cT * (t + 1)) / (delta * (1 - beta));
        const lemma = eta * Math.sqrt((2 * samples) / width) * (delta ** -power + growth) * first;
        curves.push([run.drift(), eta * Math.sqrt(samples / width) * double, lemma]);
      }
      const worst = (side: 1 | 2): Worst => {
        const gaps = curves.map((curve) => curve[0] - curve[side]);
        const excess = Math.max(...gaps);
        return { excess, step: gaps.indexOf(excess) + 1 };
      };
      const excess = (candidate: { betaStar: number; t: number; q: number }) => algebraExcess(candidate, power);
      return {
        unconditional: worst(1),
        bound: worst(2),
        algebra: trial === 0 ? search({ cases, excess, tolerance, runs, seed: lab.seed('cases', trial) }) : null,
        hypothesis,
        curves,
      };
    }),
  rule: all({
    'double sums': part(neverViolated({ tolerance, atMost: 0.05 }), ({ algebra }: Observation) => algebra),
    'drift by past residuals': part(within, ({ unconditional }: Observation) => unconditional),
    'drift along runs': part(within, ({ bound }: Observation) => bound),
  }),
  controls: [
    {
      name: 'one power of 1/(1 − β_*)',
      breaks: 'takes 1/(1 − β_*) for the first term of C_{β_*,t}',
      regime: { power: 1 },
      trials: 1,
    },
  ],
  figures: (observations) => [
    {
      title: `Largest drift of the first trial; the hypothesis holds in ${observations.filter(({ hypothesis }) => hypothesis).length} of ${observations.length} runs`,
      x: { label: 't' },
      y: { label: 'max_r ‖w_t^(r) − w_0^(r)‖', log: true },
      series: (['drift', 'bound by the past residuals', 'bound of Lemma 4'] as const).map((name, k) => ({
        name,
        draw: k === 2 ? ('bound' as const) : ('line' as const),
        points: observations[0].curves.map((curve, t) => [t + 1, curve[k]] as const),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
