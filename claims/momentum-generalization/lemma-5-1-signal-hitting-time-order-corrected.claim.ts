import { all, defineClaim, exponentEquals, part } from 'lemmata';
import { type HittingRegime, type HittingTimes, hittingTimes, inertial } from './hitting-time.ts';
import { sweepFigure } from './small-step.ts';

const exponent = (value: number) => exponentEquals({ towards: 'infinity', value, tolerance: 0.15 });
const regime = inertial;

export default defineClaim<HittingRegime, HittingTimes>({
  id: 'lemma-5-1-signal-hitting-time-order-corrected',
  paper: 'momentum-generalization',
  title: 'With a long memory the first time with α c ≥ 1 is of order (η(1 − γ)α³σ₀)^−1/2',
  label: 'Lemma 5.1, second part, read as an order, corrected',
  section: 'D. GD+M (Section 5, Theorem 3.2)',
  restsOn: ['lemma-5-1-signal-hitting-time'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\mathcal T_0=\Theta\Big(\big(\eta(1-\gamma)\alpha^3\sigma_0\big)^{-1/2}\Big)\quad\text{if this is}\le\tfrac1{1-\gamma}`,
    plain:
      'The hitting time is the geometric mean of the two printed terms: exponents −1/2, −1/2, −3/2 and −1/2 in η, 1 − γ, α and σ₀.',
  },
  assumptions: [
    'ασ₀ ≪ 1: d = 20, N = 8, no small margins, P = 2, m = 5; one start scaled along the sweeps',
    'base η = 0.3, 1 − γ = 10⁻⁴, α = 6, σ₀ = 0.002 (0.001 along α): inertial, 𝒯₀ below 1/(1 − γ)',
  ],
  profiles: { quick: { trials: 16, regime }, full: { trials: 40, regime } },
  measure: hittingTimes,
  rule: all({
    'exponent in η': part(exponent(-0.5), ({ rate }: HittingTimes) => rate),
    'exponent in 1 − γ': part(exponent(-0.5), ({ fade }: HittingTimes) => fade),
    'exponent in α': part(exponent(-1.5), ({ alpha }: HittingTimes) => alpha),
    'exponent in σ₀': part(exponent(-0.5), ({ sigma0 }: HittingTimes) => sigma0),
  }),
  controls: [
    {
      name: 'damped',
      breaks: 'γ = 0.5: the signal follows gradient flow, with exponents −1, 0, −3, −1',
      regime: { memory: 0.5, rate: 1e-3, sweeps: { ...inertial.sweeps, rate: [1e-3, 4e-3, 1.6e-2] } },
    },
  ],
  figures: (observations) => [
    sweepFigure(
      'Hitting time against the step',
      '𝒯₀',
      observations.map(({ rate }) => rate),
      'η',
    ),
    sweepFigure(
      'Hitting time against α',
      '𝒯₀',
      observations.map(({ alpha }) => alpha),
      'α',
    ),
    sweepFigure(
      'Hitting time against the start',
      '𝒯₀',
      observations.map(({ sigma0 }) => sigma0),
      'σ₀',
    ),
    sweepFigure(
      'Hitting time against 1 − γ',
      '𝒯₀',
      observations.flatMap(({ fade }) => fade ?? []),
      '1 − γ',
    ),
  ],
  expectation: { verdict: 'holds' },
});
