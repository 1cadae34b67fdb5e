import { all, defineClaim, equivalent, part } from 'lemmata';
import { type Cells, cellEnds } from './phase-diagram.ts';
import { type Ends, pairsFigure, sameStepAssumptions, table, windowFull, windowQuick } from './same-step.ts';

const rate = 0.03;
const dampings = [0.3, 0.03, 0.003] as const;

export default defineClaim<Cells, Ends[]>({
  id: 'footnote-1-large-learning-rate-any-memory',
  paper: 'momentum-generalization',
  title: 'With a small step no momentum improves generalisation',
  label: 'Footnote 1 of Parametrization 2.1, read for every γ',
  section: 'E. Headline statements',
  restsOn: ['footnote-1-large-learning-rate', 'same-step-separation-collapse'],
  kind: 'equivalence',
  statement: {
    tex: String.raw`\eta\ \text{small}\ \Rightarrow\ \mathrm{gain}(\eta,\gamma)=0\quad\forall\gamma`,
    plain:
      'Only momentum with a large learning rate improves generalisation: with a small step the gain is zero whatever γ.',
  },
  assumptions: [...sameStepAssumptions, `η = ${rate} (near gradient flow), 1 − γ ∈ {${dampings.join(', ')}}`],
  profiles: {
    quick: { trials: 12, regime: { ...windowQuick, cells: dampings.map((damping) => [rate, damping] as const) } },
    full: { trials: 24, regime: { ...windowFull, cells: dampings.map((damping) => [rate, damping] as const) } },
  },
  measure: cellEnds,
  rule: all(
    Object.fromEntries(
      ['shortest', 'middle', 'longest'].map((which, k) => [
        `${which} memory`,
        part(equivalent({ margin: 0.1 }), (ends: Ends[]) => ends[k].gd.small - ends[k].gdm.small),
      ]),
    ),
  ),
  controls: [
    {
      name: 'a larger step',
      breaks: 'η = 0.3 at the same memories',
      regime: { cells: dampings.map((damping) => [0.3, damping] as const) },
    },
    {
      name: 'short memories',
      breaks: 'nothing: at 1 − γ ≥ 0.3 there is no gain (at 0.2 a few draws have one)',
      regime: {
        cells: [
          [rate, 0.8],
          [rate, 0.5],
          [rate, 0.3],
        ],
      },
      expected: 'supported',
    },
  ],
  figures: (rows) => [pairsFigure(rows.map((ends) => ends[2]))],
  counterexample: (rows, regime) =>
    regime.cells.map(([, damping], k) => ({ rate, damping, ...table(rows.map((ends) => ends[k])) })),
  expectation: {
    verdict: 'fails as printed',
    reason: 'With η = 0.03 and 1 − γ = 0.003 GD+M classifies the small margins, and GD does not: η/(1 − γ) decides.',
    corrected: 'same-step-separation-collapse',
  },
});
