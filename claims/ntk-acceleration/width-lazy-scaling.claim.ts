import { all, defineClaim, exponentAtMost, part, powerLaw, type Sweep } from 'lemmata';
import { type Departures, type SweepRegime, sweepWidths } from './width-sweep.ts';

interface Observation {
  readonly widths: readonly number[];
  readonly heavyBall: readonly Departures[];
  readonly gradientDescent: readonly Departures[];
}

const methods = { 'heavy ball': 'heavyBall', 'gradient descent': 'gradientDescent' } as const;
type MethodName = keyof typeof methods;
const quantities = {
  'changed patterns': 'patterns',
  'drift of H': 'kernel',
  'neurons within reach': 'reachable',
  'size of φ': 'deviation',
} as const;
type QuantityName = keyof typeof quantities;

const narrow = [8, 9, 10, 11, 12, 13].map((k) => 2 ** k);

const shrinking = exponentAtMost({ accept: -0.4, reject: -0.2, towards: 'infinity' });

const along =
  (method: MethodName, quantity: QuantityName) =>
  (observed: Observation): Sweep => ({
    x: observed.widths,
    y: observed[methods[method]].map((departures) => departures[quantities[quantity]]),
  });

const pairs = (Object.keys(methods) as MethodName[]).flatMap((method) =>
  (Object.keys(quantities) as QuantityName[]).map((quantity) => ({ method, quantity })),
);

export default defineClaim<SweepRegime, Observation>({
  id: 'width-lazy-scaling',
  paper: 'ntk-acceleration',
  title: 'Patterns, kernel and the deviation φ change like m^{−1/2}',
  label: 'Section 3.2, Lemma 2, Remark 2',
  section: 'D. Residual dynamics',
  restsOn: ['lemma-1-phi-bound', 'lemma-2-pattern-count', 'lemma-7-gram-stability', 'eq-22-drift-width'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\max_t\tfrac1{mn}\#\{(r,i):\text{gate changed}\},\ \max_t\|H_t-H_0\|_F,\ \max_i\tfrac{|S_i^\perp|}m,\ \max_t\tfrac{\|\phi_t\|}{\|\xi_0\|}=O(m^{-1/2})`,
    plain:
      'Under heavy ball as under gradient descent, the fraction of changed patterns, the drift of the Gram matrix, the fraction of neurons within reach of a change and the deviation from the linear dynamics fall at least as fast as m^{−0.4}, about as m^{−1/2}.',
  },
  assumptions: [
    'one data set per trial, W_0 drawn anew for every m',
    'Theorem 2: η = 1/(2λ_max), β = (1 − √(ηλ/2))², T = n/√(ηλ)',
    'each quantity over the power of ‖ξ_0‖ that it is proportional to',
  ],
  profiles: {
    quick: { trials: 20, regime: { widths: narrow, scaling: 'lazy' } },
    full: { trials: 24, regime: { widths: [8, 10, 12, 14, 16, 18, 20].map((k) => 2 ** k), scaling: 'lazy' } },
  },
  measure: (regime, trials, lab) =>
    trials.map((trial) => ({
      widths: regime.widths,
      heavyBall: sweepWidths(lab, trial, regime, 'tuned'),
      gradientDescent: sweepWidths(lab, trial, regime, 'zero'),
    })),
  rule: all(
    Object.fromEntries(
      pairs.map(({ method, quantity }) => [`${method}: ${quantity}`, part(shrinking, along(method, quantity))]),
    ),
  ),
  controls: [
    {
      name: 'mean-field scaling',
      breaks: 'puts 1/m in front of the sum and steps of ηm, so that the weights move by O(1)',
      regime: { scaling: 'mean-field', widths: narrow },
      trials: 6,
    },
  ],
  figures: (observations) =>
    (Object.keys(quantities) as QuantityName[]).map((quantity) => ({
      title: `${quantity}: geometric mean over the trials`,
      x: { label: 'm', log: true },
      y: { label: 'over ‖ξ_0‖ (φ: over ‖ξ_0‖²)', log: true },
      series: (Object.keys(methods) as MethodName[]).map((method) =>
        powerLaw(method, observations.map(along(method, quantity))),
      ),
    })),
  expectation: { verdict: 'holds' },
});
