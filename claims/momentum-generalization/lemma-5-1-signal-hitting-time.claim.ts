import { defineClaim } from 'lemmata';
import { type Bounded, type BoundRegime, inertial, readAsBound, turnedOver } from './hitting-time.ts';

export default defineClaim<BoundRegime, Bounded>({
  ...readAsBound(
    { ...inertial, forms: { 'by 5𝒯₀': '1/(ησ₀α³)' } },
    'base η = 0.3, 1 − γ = 10⁻⁴, α = 6, σ₀ = 0.002 (0.001 along α): inertial, 𝒯₀ below 1/(1 − γ)',
  ),
  id: 'lemma-5-1-signal-hitting-time',
  title: 'GD+M learns the signal to 1/α within 5(1/(ησ₀α³) + 1/(1 − γ)) steps, and keeps it',
  label: 'Lemma 5.1, second part, form of Lemma 5.4',
  restsOn: ['lemma-5-1-momentum-recursion'],
  statement: {
    tex: String.raw`c^{(t)}\ge\tilde\Omega(1/\alpha)\quad\text{for all }t\ge\mathcal T_0=\tilde\Theta\Big(\tfrac1{\eta\sigma_0\alpha^3}+\tfrac1{1-\gamma}\Big)`,
    plain:
      'By five times 𝒯₀ the level α c ≥ 1 is reached at every point of the sweeps, and c never falls below it again.',
  },
  controls: [
    {
      name: 'without the step, damped',
      breaks: 'leaves η out of 𝒯₀, at γ = 0.5',
      regime: { forms: { 'by 5𝒯₀': '1/(σ₀α³)' }, memory: 0.5 },
    },
    turnedOver,
  ],
  expectation: { verdict: 'holds' },
});
