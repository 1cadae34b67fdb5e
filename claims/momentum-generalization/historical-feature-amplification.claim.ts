import { all, defineClaim, part, proportionAtLeast } from 'lemmata';
import { type Branch, branches, finish, forks } from './branches.ts';
import { type SameStep, sameStepAssumptions, windowFull, windowQuick } from './same-step.ts';

interface Interventions extends SameStep {
  /** Branches so many times 1/(1 − γ) after the end of stage 1. */
  readonly later: number;
}

/** Error on small margins by branch. */
type Errors = Readonly<Record<Branch, number>>;

const half = proportionAtLeast({ p: 0.5 });
const kept: readonly Branch[] = ['continue', 'signal part', 'coast'];

export default defineClaim<Interventions, Errors>({
  id: 'historical-feature-amplification',
  paper: 'momentum-generalization',
  title: 'The stored gradient is why GD+M learns the small margins',
  label: 'Sections 1 and 3',
  section: 'E. Headline statements',
  restsOn: ['lemma-5-2-momentum-keeps-signal', 'same-step-separation'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\text{at the end of stage 1: }g\leftarrow\langle g,w^*\rangle w^*\text{ keeps the small margins right},\quad g\leftarrow0\text{ or }g-\langle g,w^*\rangle w^*\text{ loses them}`,
    plain:
      'GD+M amplifies the feature from its historical gradients: once the large margins are fitted, it gets the small margins right exactly if the signal part of its momentum is kept.',
  },
  assumptions: [
    ...sameStepAssumptions.slice(0, 1),
    'η = 0.1, γ = 0.99; d = 16 in the quick profile, 30 in the full one',
    'branches at the end of stage 1 (every margin of Z₁ ≥ 8): continue; keep only the signal part of g; coast (gradient off for 20/(1 − γ) steps); keep only its noise part; g ← 0; g ← 0, then GD',
    'right: error on small margins ≤ 1 % once every sample is memorised',
  ],
  profiles: {
    quick: { trials: 24, regime: { ...windowQuick, dimension: 16, later: 0 } },
    full: { trials: 24, regime: { ...windowFull, samples: 20, smallMargin: 2, later: 0 } },
  },
  async measure({ later, ...regime }, trials, lab) {
    const made = await forks(regime, later, trials, lab);
    const errors: Errors[] = [];
    for (const fork of made) {
      const ends = new Map<Branch, number>();
      for (const branch of branches) ends.set(branch, (await finish(fork, branch, regime, lab)).small);
      errors.push(Object.fromEntries(ends) as Errors);
    }
    return errors;
  },
  rule: all(
    Object.fromEntries(
      branches.map((branch) => [
        kept.includes(branch) ? `${branch}: right` : `${branch}: wrong`,
        part(half, (errors: Errors) => errors[branch] <= 0.01 === kept.includes(branch)),
      ]),
    ),
  ),
  controls: [
    {
      name: 'after coasting',
      breaks: 'branches 20/(1 − γ) steps later, when the momentum is spent: no branch loses the small margins',
      regime: { later: 20 },
    },
  ],
  figures: (observations) => [
    {
      kind: 'cells',
      title: 'Error on small margins by branch',
      x: { label: 'what is kept at the end of stage 1' },
      y: { label: 'trial' },
      value: { label: 'error' },
      cells: observations
        .slice(0, 12)
        .flatMap((errors, trial) => branches.map((branch) => ({ x: branch, y: trial, value: errors[branch] }))),
    },
  ],
  counterexample: (observations) => observations,
  expectation: { verdict: 'holds' },
});
