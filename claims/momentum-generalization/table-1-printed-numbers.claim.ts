import { all, alwaysExactly, defineClaim, part, type Worst } from 'lemmata';

interface Printed {
  /** Test accuracies of GD and of GD+M, [student][teacher]. */
  readonly gd: readonly (readonly number[])[];
  readonly gdm: readonly (readonly number[])[];
  /** Added to the accuracies of GD+M, in points. */
  readonly shift: number;
}

const gd = [
  [93.48, 92.32, 84.3, 94.18, 76.04],
  [93.45, 91.02, 83.82, 94.14, 75.5],
  [92.21, 92.31, 83.39, 94.39, 79.44],
  [91.04, 91.51, 82.44, 93.91, 80.86],
];
const gdm = [
  [93.25, 92.18, 83.68, 94.12, 76.12],
  [92.85, 91.78, 83.25, 94.2, 75.56],
  [92.34, 92.33, 83.44, 94.39, 78.32],
  [91.22, 91.56, 82.12, 93.79, 78.56],
];

interface Cell {
  readonly gain: number;
  readonly cell: number;
}

/** Two-sided exact p of the sign test; ties are left out. */
function signTest(gains: readonly number[]): number {
  const [wins, losses] = [gains.filter((gain) => gain > 0).length, gains.filter((gain) => gain < 0).length];
  const n = wins + losses;
  let [term, tail] = [0.5 ** n, 0];
  for (let k = 0; k <= Math.min(wins, losses); k++) {
    tail += term;
    term *= (n - k) / (k + 1);
  }
  return Math.min(1, 2 * tail);
}

const mean = (cells: readonly Cell[]) => cells.reduce((sum, { gain }) => sum + gain, 0) / cells.length;
const exactly = alwaysExactly({ tolerance: 1e-9 });
const at = (excess: number): Worst => ({ excess, step: 0 });

export default defineClaim<Printed, readonly Cell[]>({
  id: 'table-1-printed-numbers',
  paper: 'momentum-generalization',
  title: 'No gain of momentum in the printed numbers of Table 1',
  label: 'Table 1',
  section: 'F. Tables and figures',
  restsOn: [],
  kind: 'inequality',
  statement: {
    tex: String.raw`\Big|\tfrac1{20}\sum_{\text{cells}}(\mathrm{GD{+}M}-\mathrm{GD})\Big|\le0.5,\ p_{\text{sign}}>0.01,\ \max_{\text{cells}}(\mathrm{GD{+}M}-\mathrm{GD})\le1.5`,
    plain:
      'Over the 20 printed cells the mean gain of GD+M is within half a point of zero, its signs are not one-sided, and in no cell does GD+M gain more than 1.5 points.',
  },
  assumptions: ['the printed means over 3 runs, as they stand'],
  profiles: { quick: { trials: 1, regime: { gd, gdm, shift: 0 } }, full: { trials: 1, regime: { gd, gdm, shift: 0 } } },
  measure: (regime, trials) =>
    trials.map(() =>
      regime.gd.flatMap((row, student) =>
        row.map((accuracy, teacher) => ({
          gain: Math.round(100 * (regime.gdm[student][teacher] + regime.shift - accuracy)) / 100,
          cell: 5 * student + teacher,
        })),
      ),
    ),
  rule: all(
    {
      'mean gain': part(exactly, (cells: readonly Cell[]) => at(Math.abs(mean(cells)) - 0.5)),
      'sign test': part(exactly, (cells: readonly Cell[]) => at(0.01 - signTest(cells.map(({ gain }) => gain)))),
      'largest gain': part(exactly, (cells: readonly Cell[]) =>
        cells
          .map(({ gain, cell }) => ({ excess: gain - 1.5, step: cell }))
          .reduce((a, b) => (b.excess > a.excess ? b : a)),
      ),
    },
    ['inequality'],
  ),
  controls: [{ name: 'a point for GD+M', breaks: 'adds one point to every cell of GD+M', regime: { shift: 1 } }],
  figures: ([cells]) => [
    {
      kind: 'histogram',
      title: 'Gain of GD+M over the cells of Table 1, as printed',
      x: { label: 'percentage points' },
      samples: [{ name: 'GD+M − GD', values: cells.map(({ gain }) => gain) }],
      marks: [{ name: 'no gain', at: 0 }],
    },
  ],
  counterexample: ([cells]) => ({
    mean: mean(cells),
    sign: signTest(cells.map(({ gain }) => gain)),
    loss: Math.min(...cells.map(({ gain }) => gain)),
  }),
  expectation: { verdict: 'holds' },
});
