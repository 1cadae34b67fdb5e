import { defineClaim } from 'lemmata';
import { decidedIn, type Orders, orderFigure, orderTwo, type Setting } from './experiments.ts';
import { type OdeReading, type OdeRegime, odeOrders } from './second-order-ode.ts';

interface Regime extends OdeRegime {
  readonly reading: OdeReading;
}

const settings: readonly Setting[] = [
  { family: 'TwoD', beta: 0.5, replicates: 8 },
  { family: 'TwoD', beta: 0.9, replicates: 8 },
  { family: 'MLP31', beta: 0.5, replicates: 8 },
  { family: 'MLP31', beta: 0.8, replicates: 8 },
];
const best: OdeReading = { mass: 'h(1+β)/2', velocity: '1/(1+β)' };
const few = decidedIn(settings, 'TwoD, β = 0.5', 8);
const others = (
  [
    ['hβ', '0'],
    ['hβ', '1/(1−β)'],
    ['hβ', '1/(1+β)'],
    ['h(1+β)/2', '0'],
    ['h(1+β)/2', '1/(1−β)'],
  ] as const
).map(([mass, velocity]) => ({ mass, velocity }));

export default defineClaim<Regime, Orders>({
  id: 'sec-4-second-order-ode-order-late',
  paper: 'igr-momentum',
  title: 'After its transient, one damped second-order ODE is O(h²) close to heavy ball',
  label: 'Section 4, first display, after the transient',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['sec-4-second-order-ode-order'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\max_{T/4\le t_k\le T}\|x^k-x(t_k)\|\le Ch^2,\quad\tfrac h2(1+\beta)x''+(1-\beta)x'+\nabla E(x)=0,\ x'(0)=-\tfrac{\nabla E(x^0)}{1+\beta}`,
    plain:
      'With h(1+β)/2 on x″ and the start velocity −∇E(x⁰)/(1+β), the second-order ODE is O(h²) close to heavy ball for t ≥ T/4, so only its transient is O(h) off and it does see the regulariser.',
  },
  assumptions: ['rest start x⁻¹ = x⁰', 'the transient is over by T/4', 'h small against (1−β)²/Λ'],
  profiles: {
    quick: { trials: 8, regime: { settings, grid: { s0: 0.1, tau: 2, halvings: 3 }, substeps: 2, reading: best } },
    full: { trials: 8, regime: { settings, grid: { s0: 0.1, tau: 2, halvings: 5 }, substeps: 8, reading: best } },
  },
  measure: ({ reading, ...regime }, trials, lab) => trials.map((trial) => odeOrders(reading, regime, trial, lab, true)),
  rule: orderTwo(settings),
  controls: others.map((reading) => ({
    name: `m = ${reading.mass}, x′(0) = −∇E·${reading.velocity}`,
    breaks: 'takes another mass or start velocity',
    regime: { reading, settings: few },
  })),
  figures: (observations) => [orderFigure('Distance from the second-order ODE, t ≥ T/4', observations)],
  expectation: { verdict: 'holds' },
});
