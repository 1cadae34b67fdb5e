import { all, always, defineClaim, exponentEquals, part } from 'lemmata';
import { type HittingRegime, type HittingTimes, hittingTimes } from './hitting-time.ts';
import { sweepFigure } from './small-step.ts';

const regime: HittingRegime = {
  memory: null,
  rate: 1e-3,
  alpha: 6,
  sigma0: 0.02,
  sigma0OfAlpha: 0.005,
  sweeps: {
    rate: [1e-4, 4e-4, 1.6e-3],
    alpha: [4, 7.2, 13],
    sigma0: [0.0025, 0.007, 0.02],
    fade: [],
  },
  flipped: 0,
};
const exponent = (value: number) => exponentEquals({ towards: 'infinity', value, tolerance: 0.15 });

export default defineClaim<HittingRegime, HittingTimes>({
  id: 'lemma-4-1-signal-hitting-time',
  paper: 'momentum-generalization',
  title: 'GD learns the signal to 1/α in 1/(ηα³σ₀) steps, and keeps it',
  label: 'Lemma 4.1, second part',
  section: 'C. GD (Section 4, Theorem 3.1)',
  restsOn: ['lemma-4-1-signal-increment'],
  kind: 'exponent',
  statement: {
    tex: String.raw`c^{(t)}\ge\tilde\Omega(1/\alpha)\quad\text{for all }t\ge T_0=\tilde\Theta\Big(\tfrac1{\eta\alpha^3\sigma_0}\Big)`,
    plain:
      'The first time with α c ≥ 1 has exponents −1, −3 and −1 in η, α and σ₀, and α c never falls below one again.',
  },
  assumptions: [
    'ασ₀ ≪ 1, without which there is no room for growth below 1/α: at the printed scales ασ₀ = d^−0.01 polylog',
    'd = 20, N = 8, no small margins, P = 2, m = 5; one start scaled along the sweeps',
    'the base point of GD: η = 10⁻³, α = 6, σ₀ = 0.02 (0.005 along α)',
  ],
  profiles: { quick: { trials: 16, regime }, full: { trials: 40, regime } },
  measure: hittingTimes,
  rule: all(
    {
      'exponent in η': part(exponent(-1), ({ rate }: HittingTimes) => rate),
      'exponent in α': part(exponent(-3), ({ alpha }: HittingTimes) => alpha),
      'exponent in σ₀': part(exponent(-1), ({ sigma0 }: HittingTimes) => sigma0),
      kept: part(always({ tolerance: 0, atMost: 0.5 }), ({ fall }: HittingTimes) => ({ excess: fall, step: 0 })),
    },
    ['exponent'],
  ),
  controls: [
    {
      name: 'GD+M in the inertial regime',
      breaks: 'runs GD+M with 1 − γ = 10⁻⁴: the signal accelerates, and the exponents are halved',
      regime: { memory: 1 - 1e-4 },
    },
  ],
  figures: (observations) => [
    sweepFigure(
      'Hitting time against the step',
      'T₀',
      observations.map(({ rate }) => rate),
      'η',
    ),
    sweepFigure(
      'Hitting time against α',
      'T₀',
      observations.map(({ alpha }) => alpha),
      'α',
    ),
    sweepFigure(
      'Hitting time against the start',
      'T₀',
      observations.map(({ sigma0 }) => sigma0),
      'σ₀',
    ),
  ],
  expectation: { verdict: 'holds' },
});
