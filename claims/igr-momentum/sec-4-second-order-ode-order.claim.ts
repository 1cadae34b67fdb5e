import { all, defineClaim } from 'lemmata';
import {
  decidedIn,
  type Orders,
  onlyOrderOne,
  orderFigure,
  type Setting,
  settingName,
  sweepParts,
} from './experiments.ts';
import { type OdeReading, type OdeRegime, odeOrders } from './second-order-ode.ts';

interface Regime extends OdeRegime {
  /** True swaps the coefficients of x′ and x″. */
  readonly swapped: boolean;
}

const readings: readonly OdeReading[] = (['hβ', 'h(1+β)/2'] as const).flatMap((mass) =>
  (['0', '1/(1−β)', '1/(1+β)'] as const).map((velocity) => ({ mass, velocity })),
);
const settings: readonly Setting[] = [
  { family: 'TwoD', beta: 0.5, replicates: 8 },
  { family: 'TwoD', beta: 0.9, replicates: 8 },
  { family: 'MLP31', beta: 0.5, replicates: 10 },
];
const nameOf = ({ mass, velocity }: OdeReading, setting: string) => `m = ${mass}, x′(0) = −∇E·${velocity}, ${setting}`;
const names = readings.flatMap((reading) => settings.map((setting) => nameOf(reading, settingName(setting))));

export default defineClaim<Regime, Orders>({
  id: 'sec-4-second-order-ode-order',
  paper: 'igr-momentum',
  title: 'The damped second-order ODE is O(h) close to heavy ball, and no closer',
  label: 'Section 4, first display',
  section: 'Section 4: Heavy ball, deterministic',
  kind: 'exponent',
  statement: {
    tex: String.raw`\max_{1\le k\le T/h}\|x^k-x(t_k)\|=\Theta(h),\quad m\,x''+(1-\beta)x'+\nabla E(x)=0,\ m\in\{h\beta,\tfrac h2(1+\beta)\}`,
    plain:
      'Over all steps, the second-order ODE is O(h) close to heavy ball and not O(h²) close, for both masses and for each of three start velocities.',
  },
  assumptions: [
    'the mass stands on x″ (the paper prints its m on x′)',
    'x′(0) ∈ {0, −∇E/(1−β), −∇E/(1+β)}',
    'rest start x⁻¹ = x⁰',
    'h small against (1−β)²/Λ',
  ],
  profiles: {
    quick: {
      trials: 10,
      regime: { settings, grid: { s0: 0.1, tau: 2, halvings: 3 }, substeps: 2, swapped: false },
    },
    full: { trials: 10, regime: { settings, grid: { s0: 0.1, tau: 2, halvings: 5 }, substeps: 8, swapped: false } },
  },
  measure: (regime, trials, lab) =>
    trials.map((trial) =>
      Object.fromEntries(
        readings.flatMap((reading) => {
          const read = regime.swapped ? ({ ...reading, mass: 'swapped' } as const) : reading;
          const swept = odeOrders(read, regime, trial, lab, false);
          return Object.entries(swept).map(([setting, errors]) => [nameOf(reading, setting), errors]);
        }),
      ),
    ),
  rule: all(sweepParts(names, onlyOrderOne)),
  controls: [
    {
      name: 'swapped coefficients',
      breaks: 'puts h(1+β)/2 on x′ and 1−β on x″: the error does not shrink',
      regime: { swapped: true, settings: decidedIn(settings, 'TwoD, β = 0.5', 8) },
      trials: 8,
    },
  ],
  figures: (observations) => [orderFigure('Distance from the second-order ODE, all steps', observations)],
  expectation: { verdict: 'holds' },
});
