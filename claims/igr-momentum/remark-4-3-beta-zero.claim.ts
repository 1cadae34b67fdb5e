import {
  defineClaim,
  distance,
  fc,
  type Lab,
  neverViolated,
  norm,
  piecewiseFlow,
  plus,
  random,
  type SearchOutcome,
  search,
  stationaryFlow,
  transientRate,
  transientStrength,
} from 'lemmata';
import { draw } from './experiments.ts';

interface Regime {
  readonly beta: number;
  readonly runs: number;
}

const tolerance = 1e-10;

const steps = Array.from({ length: 13 }, (_, k) => k);

export default defineClaim<Regime, SearchOutcome>({
  id: 'remark-4-3-beta-zero',
  paper: 'igr-momentum',
  title: "Without momentum the modified flows (4) and (5) are gradient descent's flow (3)",
  label: 'Remark 4.3',
  section: 'Section 4: Heavy ball, deterministic',
  kind: 'identity',
  statement: {
    tex: String.raw`\beta=0:\quad c_k=\gamma_k=1\ (k\ge0),\quad\text{(4) and (5) are }\tilde x'=-\nabla\Big(E+\frac h4\|\nabla E\|^2\Big)`,
    plain: 'At β = 0 the fields of flows (4), at every k, and (5) are the field of flow (3).',
  },
  assumptions: [],
  profiles: {
    quick: { trials: 1, regime: { beta: 0, runs: 400 } },
    full: { trials: 1, regime: { beta: 0, runs: 5000 } },
  },
  measure: ({ beta, runs }, trials, lab: Lab) =>
    trials.map((trial) =>
      search({
        cases: fc.record({
          family: fc.constantFrom('TwoD' as const, 'Quartic' as const, 'MLP31' as const),
          problem: fc.nat(),
          k: fc.integer({ min: 0, max: 50 }),
          h: fc.double({ min: 1e-3, max: 1, noNaN: true }),
        }),
        excess({ family, problem, k, h }) {
          const { loss, start } = draw(family, 1, random(lab.seed(`problem ${problem}`, trial)));
          const slope = loss.gradient(start);
          // −∇(E + (h/4)‖∇E‖²) = −∇E − (h/2)∇²E∇E
          const force = plus(slope, h / 2, loss.hessianTimes(start, slope)).map((value) => -value);
          const fields = [piecewiseFlow(loss, h, beta, 'printed')(k), stationaryFlow(loss, h, beta, true)];
          const gaps = fields.map((field) => distance(field(start, new Float64Array(start.length)), force));
          return Math.max(...gaps) / norm(force);
        },
        tolerance,
        runs,
        seed: lab.seed('cases', trial),
      }),
    ),
  rule: neverViolated({ tolerance, atMost: 0.05 }),
  controls: [{ name: 'β = 10⁻³', breaks: 'keeps a little momentum', regime: { beta: 1e-3 } }],
  figures: () => [
    {
      title: 'The coefficients of flow (4), which are 1 without momentum',
      x: { label: 'k' },
      y: { label: 'coefficient' },
      series: [0, 0.1, 0.5].flatMap((beta) => [
        { name: `c_k, β = ${beta}`, points: steps.map((k) => [k, transientRate(k, beta)] as const) },
        { name: `γ_k, β = ${beta}`, points: steps.map((k) => [k, transientStrength(k, beta)] as const) },
      ]),
    },
  ],
  expectation: { verdict: 'holds' },
});
