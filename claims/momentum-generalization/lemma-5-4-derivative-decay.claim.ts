import { all, defineClaim, part, proportionAtLeast, type Sweep } from 'lemmata';
import { fromCoasted, type MomentumRegime, overMomentum, theta1Quick } from './momentum-regimes.ts';
import { fadeOf, type ProofRun } from './proof-runs.ts';
import { type Curve, sweepFigure, timeFigure } from './small-step.ts';

interface Decay {
  /** sup over t ≥ 𝒯₁ of ν over the bound with constant one, against d. */
  readonly worst: Sweep;
  /** Share of the steps from 𝒯₁ on at which the bound is below μ̂, which bounds ν₂ anyway; by dimension. */
  readonly telling: readonly number[];
  /** [t − 𝒯₁ + 1, ·] of ν and of the bound at the largest d. */
  readonly derivative: Curve;
  readonly bound: Curve;
}

function decayOf(run: ProofRun, fade: number) {
  const { states, rate, beta, fraction } = run;
  const from = states.slice(fromCoasted(run, fade));
  const rows = from.map(({ t, nu1, nu2 }) => {
    const since = t - from[0].t + 1;
    return { since, nu: nu1 + nu2, bound: 1 / (rate * since * beta) };
  });
  const trivial = 1 / (rate * beta * fraction);
  return {
    worst: Math.max(...rows.map(({ nu, bound }) => nu / bound)),
    telling: Math.max(0, 1 - trivial / rows.at(-1)!.since),
    derivative: rows.map(({ since, nu }) => [since, nu] as const),
    bound: rows.map(({ since, bound }) => [since, bound] as const),
  };
}

const regime: MomentumRegime = {
  ...theta1Quick,
  samples: 20,
  smallMargin: 4,
  dimensions: [60, 120, 240],
  horizon: { times: 20, unit: 'N/η' },
};

/** At small d, until the bound is well below μ̂. */
const window = { rate: 0.1, dimensions: [20, 30, 40], horizon: { times: 3, unit: 'N/η' } } as const;

export default defineClaim<MomentumRegime, Decay>({
  id: 'lemma-5-4-derivative-decay',
  paper: 'momentum-generalization',
  title: 'Once GD+M has coasted, the derivative decays at least like 1/(ηtβ)',
  label: 'Lemma 5.4',
  section: 'D. GD+M (Section 5, Theorem 3.2)',
  restsOn: ['lemma-5-3-signal-amplification', 'theorem-3-2-signal'],
  kind: 'probability',
  statement: {
    tex: String.raw`\nu^{(t)}\le\tilde O\Big(\frac1{\eta(t-\mathcal T_1+1)\beta}\Big),\quad t\in[\mathcal T_1,T],\quad\mathcal T_1=\mathcal T_0+\tfrac1{1-\gamma}`,
    plain: 'At each d the bound holds with constant one from 𝒯₁ on, in more than half of the runs.',
  },
  assumptions: [
    'distribution (D) with P = 5, m = 5, N = 20, n₂ = 4 (full: N = 40), κ₀ = 0.3, W₀ redrawn until some c_r > 0',
    'R-theta1: η = 1, γ = 1 − log(d)/d; at a γ that does not grow with d coasting ends before 1/β, and the lemma with it',
    'up to T = 20N/η; below t − 𝒯₁ = 1/(ηβμ̂) the bound says nothing of ν₂',
    'one constant for all d in place of a slope in d: sup ν/bound spreads by a factor of e over starts, and its exponent by 1.4',
    'in β the decay is faster than needed only up to logarithms: with x = βc, ν₂ ≈ 1/(9ηtβ²x⁴), and 1/β = Θ~(1)',
  ],
  profiles: {
    quick: { trials: 40, regime },
    full: { trials: 40, regime: { ...regime, samples: 40, dimensions: [120, 240, 480] } },
  },
  async measure(own, trials, lab) {
    const rows = await overMomentum(own, trials, lab, (run) => decayOf(run, fadeOf(own, run.d)));
    return rows.map((row) => ({
      worst: { x: own.dimensions, y: row.map(({ worst }) => worst) },
      telling: row.map(({ telling }) => telling),
      derivative: row.at(-1)!.derivative,
      bound: row.at(-1)!.bound,
    }));
  },
  rule: all(
    Object.fromEntries(
      ['smallest', 'middle', 'largest'].map((which, k) => [
        `constant one at the ${which} d`,
        part(proportionAtLeast({ p: 0.5 }), ({ worst, telling }: Decay) => worst.y[k] <= 1 && telling[k] > 0),
      ]),
    ),
  ),
  controls: [
    {
      name: 'GD',
      breaks: 'runs GD with η = 0.1: nothing is amplified',
      regime: { ...window, memory: null },
      trials: 18,
    },
    {
      name: 'momentum reset',
      breaks: 'η = 0.1, γ = 0.99, and sets g = 0 at the end of stage 1',
      regime: { ...window, memory: 0.99, reset: true },
      trials: 18,
    },
    {
      name: 'R-window',
      breaks: 'nothing: at those d, η = 0.1 and γ = 0.99 coast to 1/β',
      regime: { ...window, memory: 0.99 },
      expected: 'supported',
      trials: 24,
    },
  ],
  figures: (observations) => [
    sweepFigure(
      'Largest ν over its bound from 𝒯₁ on',
      'sup ν/bound',
      observations.map(({ worst }) => worst),
    ),
    timeFigure('ν and its bound at the largest d, from 𝒯₁ on', 'ν', {
      ν: observations[0].derivative,
      bound: observations[0].bound,
    }),
  ],
  expectation: { verdict: 'holds' },
});
