import { all, defineClaim, exponentAtMost, part, type Sweep } from 'lemmata';
import { overDimensions, type ProofRegime, type ProofRun, proofRuns } from './proof-runs.ts';
import {
  type Curve,
  fromT0,
  smallStepAssumptions,
  smallStepFull,
  smallStepQuick,
  sweepFigure,
  timeFigure,
} from './small-step.ts';

interface Observation {
  /** sup over t ≥ T₀ of left side over right side, constants one, against d. */
  readonly large: Sweep;
  readonly full: Sweep;
  /** [t + 1, ·] of ν₁ and of its bound at the largest d. */
  readonly derivative: Curve;
  readonly bound: Curve;
}

function against(run: ProofRun) {
  const { states, alpha, beta, rate } = run;
  const from = fromT0(run);
  const T0 = states[from].t;
  const rows = states.slice(from).map(({ t, nu1, nu2 }) => {
    const decay = 1 / (rate * (t - T0 + 1) * alpha);
    const share = beta ** 3 / alpha;
    return { t, nu1, bound: decay + share * nu2, full: (nu1 + nu2) / (decay + (1 + share) * nu2) };
  });
  return {
    large: Math.max(...rows.map(({ nu1, bound }) => nu1 / bound)),
    full: Math.max(...rows.map(({ full }) => full)),
    derivative: rows.map(({ t, nu1 }) => [t + 1, nu1] as const),
    bound: rows.map(({ t, bound }) => [t + 1, bound] as const),
  };
}

const boundedByOne = exponentAtMost({ towards: 'infinity', accept: 0.25, reject: 0.35, cap: 1 });

export default defineClaim<ProofRegime, Observation>({
  id: 'lemma-4-2-large-margin-derivative',
  paper: 'momentum-generalization',
  title: 'The derivative of the large margins decays at least like 1/(ηtα)',
  label: 'Lemma 4.2',
  section: 'C. GD (Section 4, Theorem 3.1)',
  restsOn: ['lemma-4-1-signal-increment'],
  kind: 'rate',
  statement: {
    tex: String.raw`\nu_1^{(t)}\le\tilde O\Big(\tfrac1{\eta(t-T_0+1)\alpha}\Big)+\tilde O\Big(\tfrac{\beta^3}\alpha\Big)\nu_2^{(t)},\quad\nu^{(t)}\le\tilde O\Big(\tfrac1{\eta(t-T_0+1)\alpha}+\big(1+\tfrac{\beta^3}\alpha\big)\nu_2^{(t)}\Big),\quad t\ge T_0`,
    plain: 'Once c is of order 1/α, both bounds hold with every constant equal to one.',
  },
  assumptions: [...smallStepAssumptions, 'T₀: the first step with a mean margin of 1 on Z₁'],
  profiles: {
    quick: {
      trials: 24,
      regime: smallStepQuick,
      tooSmall: {
        decidedBy: 'full',
        reason:
          'the exponent of the ratio of ν₁ spreads by 1.0 over starts between d = 20 and 80: 24 trials leave it ±1.1 about −0.8, so at one seed of three it is undecided',
      },
    },
    full: { trials: 32, regime: smallStepFull },
  },
  async measure(regime, trials, lab) {
    const rows = await overDimensions(regime, trials, lab, against, proofRuns);
    return rows.map((row) => ({
      large: { x: regime.dimensions, y: row.map(({ large }) => large) },
      full: { x: regime.dimensions, y: row.map(({ full }) => full) },
      derivative: row.at(-1)!.derivative,
      bound: row.at(-1)!.bound,
    }));
  },
  rule: all({
    'ν₁': part(boundedByOne, ({ large }: Observation) => large),
    ν: part(boundedByOne, ({ full }: Observation) => full),
  }),
  controls: [
    {
      name: '10 % of the labels turned over',
      breaks:
        'turns over the labels of a tenth of the large margins: ν₁ cannot decay before they are memorised. 20 trials, as they were at first, left it undecided at one seed: its exponent spreads by a half over starts',
      regime: { flipped: 0.1, dimensions: [10, 20, 40] },
      trials: 36,
    },
  ],
  figures: (observations) => [
    sweepFigure(
      'Largest ν₁ over its bound',
      'sup_t ν₁/bound',
      observations.map(({ large }) => large),
    ),
    timeFigure('ν₁ and its bound at the largest d', 'ν₁', {
      'ν₁': observations[0].derivative,
      bound: observations[0].bound,
    }),
  ],
  expectation: { verdict: 'holds' },
});
