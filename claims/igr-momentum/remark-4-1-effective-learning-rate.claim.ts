import { all, defineClaim, equivalent, part } from 'lemmata';
import { collapseFigure, type EffectiveRateRegime, measureSpeeds, type Speeds } from './effective-rate.ts';
import { decidedIn, type Grid, onlyOrderOne, orderFigure, type Setting, settingName } from './experiments.ts';

const settings: readonly Setting[] = [
  { family: 'TwoD', beta: 0.5, replicates: 14 },
  { family: 'TwoD', beta: 0.9, replicates: 14 },
  { family: 'MLP31', beta: 0.5, replicates: 8 },
  { family: 'MLP31', beta: 0.8, replicates: 8 },
];
const few = decidedIn(settings, 'TwoD, β = 0.5', 8);
/** Starts near the saddle of TwoD grow sharper along the way: the largest step must be small there too. */
const grid: Grid = { s0: 0.05, tau: 3, halvings: 2 };
const names = settings.map(settingName);

/** Speeds come first: each control must break them as well as the distance. */
const rule = all(
  Object.fromEntries([
    ...names.map((name) => [
      `${name}: speed, largest h`,
      part(equivalent({ target: 1, margin: 0.1 }), (seen: Speeds) => seen[name]?.ratios[0] ?? null),
    ]),
    ...names.map((name) => [
      `${name}: speed, a quarter of it`,
      part(equivalent({ target: 1, margin: 0.1 / 4 }), (seen: Speeds) => seen[name]?.ratios[2] ?? null),
    ]),
    ...names.map((name) => [`${name}: distance`, part(onlyOrderOne, (seen: Speeds) => seen[name]?.distance ?? null)]),
  ]),
  ['exponent'],
);

export default defineClaim<EffectiveRateRegime, Speeds>({
  id: 'remark-4-1-effective-learning-rate',
  paper: 'igr-momentum',
  title: 'Heavy ball with step h is gradient descent with step h/(1−β), to first order in h',
  label: 'Remark 4.1',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-piecewise-flow-order'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\max_k\|x^k_{HB(h)}-x^k_{GD(h/(1-\beta))}\|=\Theta(h),\qquad(1-\beta)\frac{\#GD(h)}{\#HB(h)}\to1\quad(h\to0)`,
    plain:
      'Heavy ball with h and gradient descent with h/(1−β) stay O(h) close, and no closer, and heavy ball is 1/(1−β) times as fast as gradient descent with h: within 10 % at the largest step, within a quarter of that at a quarter of it.',
  },
  assumptions: ['rest start x⁻¹ = x⁰', 'h small against (1−β)²/Λ', 'iterations to the loss that GD(h/(1−β)) has at T'],
  profiles: {
    quick: { trials: 14, regime: { settings, grid, power: 1 } },
    full: { trials: 14, regime: { settings, grid: { ...grid, halvings: 4 }, power: 1 } },
  },
  measure: measureSpeeds,
  rule,
  controls: [
    { name: 'the square', breaks: 'compares with h/(1−β)²', regime: { power: 2, settings: few }, trials: 8 },
    { name: 'the same step', breaks: 'compares with h', regime: { power: 0, settings: few }, trials: 8 },
  ],
  figures: (observations) => [
    collapseFigure(),
    orderFigure(
      'Distance from gradient descent with h/(1−β)',
      observations.map((seen) =>
        Object.fromEntries(Object.entries(seen).map(([name, speed]) => [name, speed?.distance ?? null])),
      ),
    ),
  ],
  expectation: { verdict: 'holds' },
});
