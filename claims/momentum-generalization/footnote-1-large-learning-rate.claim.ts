import { all, defineClaim, equivalent, increasing, part } from 'lemmata';
import { type Cells, cellEnds } from './phase-diagram.ts';
import { type Ends, sameStepAssumptions, table, windowFull, windowQuick } from './same-step.ts';

const damping = 0.1;
const rates: readonly number[] = [0.01, 0.03, 0.1];
const cells = rates.map((rate) => [rate, damping] as const);

const gain = ({ gd, gdm }: Ends): number => gd.small - gdm.small;

export default defineClaim<Cells, Ends[]>({
  id: 'footnote-1-large-learning-rate',
  paper: 'momentum-generalization',
  title: 'The gain of momentum vanishes with the step and grows with it',
  label: 'Footnote 1 of Parametrization 2.1',
  section: 'E. Headline statements',
  restsOn: ['same-step-separation-collapse'],
  kind: 'ordering',
  statement: {
    tex: String.raw`\mathrm{gain}(\eta)=\text{error}_{\mathrm{GD}}(\eta)-\text{error}_{\mathrm{GD+M}}(\eta):\quad\mathrm{gain}\to0\ (\eta\to0,\ \gamma\text{ fixed}),\quad\mathrm{gain}\uparrow\text{ in }\eta`,
    plain:
      'Only momentum with a large learning rate improves generalisation: at a fixed γ the gain over GD at the same step vanishes for small steps and grows with the step.',
  },
  assumptions: [
    ...sameStepAssumptions,
    'γ = 0.9, η ∈ {0.01, 0.03, 0.1}: GD fails at each, and the gain is not yet bounded by the error of GD; the gain goes with η/(1 − γ), so its smallest value is that of η = 0.003, γ = 0.97 in the catalogue, for a third of the steps',
  ],
  profiles: {
    quick: { trials: 24, regime: { ...windowQuick, dimension: 16, cells } },
    full: { trials: 24, regime: { ...windowFull, samples: 20, smallMargin: 2, cells } },
  },
  measure: cellEnds,
  rule: all(
    {
      'gain in η': part(increasing({ arms: rates.map((rate) => `η = ${rate}`) }), (ends: Ends[]) => ends.map(gain)),
      'gain at the smallest η': part(equivalent({ margin: 0.05 }), (ends: Ends[]) => gain(ends[0])),
    },
    ['ordering'],
  ),
  controls: [
    {
      name: 'γ = 0',
      breaks: 'takes the momentum away: both are GD',
      regime: { cells: rates.map((rate) => [rate, 1] as const) },
    },
    {
      name: 'a memory in proportion to the step',
      breaks: 'fixes η/(1 − γ) = 3 in place of γ: the gain is the same at every step',
      regime: { cells: [0.01, 0.03, 0.1].map((rate) => [rate, rate / 3] as const) },
      trials: 8,
    },
  ],
  figures: (rows, regime) => [
    {
      title: 'Gain of GD+M over GD on small margins',
      x: { label: 'η', log: true },
      y: { label: 'gain' },
      series: rows.slice(0, 12).map((ends, trial) => ({
        name: `trial ${trial}`,
        points: regime.cells.map(([rate], k) => [rate, gain(ends[k])] as const),
      })),
    },
  ],
  counterexample: (rows, regime) => regime.cells.map(([rate], k) => ({ rate, ...table(rows.map((ends) => ends[k])) })),
  expectation: { verdict: 'holds' },
});
