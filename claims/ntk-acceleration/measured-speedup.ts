import {
  all,
  alwaysExactly,
  alwaysWithProbability,
  exponentEquals,
  type Figure,
  type Lab,
  part,
  random,
  type Sweep,
  violation,
  type Worst,
} from 'lemmata';
import { theta } from './iteration-counts.ts';
import { type Momentum, runOnScaled, slowestMode, stepsBelow, stepsInLimit } from './steps-needed.ts';

export interface SpeedupRegime {
  /** What T^m/T^g is held to: about θ(ηλ); or the bound from heavy ball's envelope √2(1 − δ)^t. */
  readonly bound: 'printed' | 'envelope';
  readonly momentum: Momentum;
  readonly etaLambdas: readonly number[];
  readonly gammas: readonly number[];
  /** η of nets on ORTHO(2), where every residual is in the slowest mode and ηλ = η/2; γ = 10⁻². */
  readonly eta: number;
  readonly width: number;
}

export interface SpeedupObservation {
  readonly net: Worst;
  /** The limit m → ∞ has no randomness; trial 0 looks at it for all. */
  readonly limit: Worst | null;
  /** Largest T^m/T^g over (1 + ln√2/ln(1/γ)) against ηλ. */
  readonly scaling: Sweep | null;
}

/** "About": a tenth. */
const about = 1.1;
const netGamma = 1e-2;

const envelope = (gamma: number) => 1 + (0.5 * Math.LN2) / Math.log(1 / gamma);

/** What the statement allows T^m to be. */
function allowed(etaLambda: number, gamma: number, gradientDescent: number, bound: SpeedupRegime['bound']): number {
  if (bound === 'printed') return about * theta(etaLambda) * gradientDescent;
  const ratio = Math.log1p(-etaLambda) / Math.log1p(-Math.sqrt(etaLambda / 2));
  return envelope(gamma) * ratio * gradientDescent + 1;
}

export function speedups(regime: SpeedupRegime, trials: readonly number[], lab: Lab): SpeedupObservation[] {
  const { bound, momentum, etaLambdas, gammas, eta, width } = regime;
  const cells = etaLambdas.map((etaLambda) =>
    gammas.map((gamma) => {
      const [first, second] = [stepsInLimit(etaLambda, gamma, momentum), stepsInLimit(etaLambda, gamma, 'zero')];
      return {
        excess: first / allowed(etaLambda, gamma, second, bound) - 1,
        scaled: first / second / envelope(gamma),
      };
    }),
  );
  const excesses = cells.flat().map(({ excess }) => excess);
  const excess = Math.max(...excesses);
  return trials.map((trial) => {
    const steps = (method: Momentum) => {
      const net = { kappa: 1, eta, width, gamma: netGamma, momentum: method };
      return stepsBelow(runOnScaled(random(lab.seed('start', trial)), net), netGamma);
    };
    const heavyBall = steps(momentum);
    // The envelope is that of m → ∞; a net may take a tenth more.
    const most = allowed(eta / 2, netGamma, steps('zero'), bound) * (bound === 'envelope' ? about : 1);
    return {
      net: { excess: heavyBall / most - 1, step: heavyBall },
      limit: trial === 0 ? { excess, step: excesses.indexOf(excess) } : null,
      scaling:
        trial === 0 ? { x: etaLambdas, y: cells.map((row) => Math.max(...row.map(({ scaled }) => scaled))) } : null,
    };
  });
}

export const speedupRule = all(
  {
    'every γ, m → ∞': part(alwaysExactly({ tolerance: 1e-9 }), ({ limit }: SpeedupObservation) => limit),
    'grows like √(ηλ)': part(
      exponentEquals({ value: 0.5, tolerance: 0.02, towards: 'zero', deterministic: true }),
      ({ scaling }: SpeedupObservation) => scaling,
    ),
    'nets, γ = 10⁻²': part(alwaysWithProbability({ p: 0.9 }), ({ net }: SpeedupObservation) => net),
  },
  ['comparison'],
);

export const withoutMomentum = {
  name: 'no momentum',
  breaks: 'runs β = 0 in place of heavy ball: the ratio is 1',
  regime: { momentum: 'zero' },
  trials: 10,
} as const;

/** The first step of heavy ball from rest is one of gradient descent: it takes both from 1 to 1 − ηλ, below γ = 1 − ηλ/2. */
export function firstStep(etaLambda: number) {
  const gamma = 1 - etaLambda / 2;
  const [heavyBall, gradientDescent] = [
    stepsInLimit(etaLambda, gamma, 'tuned'),
    stepsInLimit(etaLambda, gamma, 'zero'),
  ];
  return { etaLambda, gamma, ...violation(heavyBall, '≤', allowed(etaLambda, gamma, gradientDescent, 'printed')) };
}

/** At ηλ = 10⁻⁴: counts that stay below γ, the first hit of γ (heavy ball passes through zero), and whether ≤ 0.01. */
export function atTenToTheMinusFour(gammas: readonly number[]) {
  return gammas.map((gamma) => {
    const sizes = slowestMode(1e-4, gamma, 'tuned');
    const gradientDescent = stepsInLimit(1e-4, gamma, 'zero');
    const ratio = stepsBelow(sizes, gamma) / gradientDescent;
    return {
      gamma,
      ratio,
      atMostOneHundredth: ratio <= 0.01,
      overTheta: ratio / theta(1e-4),
      overRoot: ratio / 1e-2,
      firstHitRatio: sizes.findIndex((size) => size <= gamma) / gradientDescent,
    };
  });
}

export function speedupFigure({ etaLambdas, gammas }: SpeedupRegime): Figure {
  return {
    title: 'Measured T^m/T^g over √(ηλ), slowest mode, m → ∞',
    x: { label: 'γ', log: true },
    y: { label: 'ratio/√(ηλ)' },
    series: [
      ...etaLambdas.map((etaLambda) => ({
        name: `ηλ = ${etaLambda}`,
        points: gammas.map((gamma) => {
          const ratio = stepsInLimit(etaLambda, gamma, 'tuned') / stepsInLimit(etaLambda, gamma, 'zero');
          return [gamma, ratio / Math.sqrt(etaLambda)] as const;
        }),
      })),
      { name: 'θ at ηλ = 10⁻⁴', draw: 'bound', points: gammas.map((gamma) => [gamma, theta(1e-4) / 1e-2] as const) },
    ],
  };
}
