import { alwaysExactly, defineClaim, violation, type Worst } from 'lemmata';
import { asPrinted, columns, columnsWith, rises, rows, type TableRegime } from './table-1.ts';

export default defineClaim<TableRegime, Worst>({
  id: 'table-1-printed-consistency-monotone',
  paper: 'igr-momentum',
  title: 'Table 1 as printed: accuracy increases with β',
  label: 'Figure 4, caption',
  section: 'Section 6: Stability and experiments',
  restsOn: [],
  kind: 'ordering',
  statement: {
    tex: String.raw`\text{accuracy}(0)<\text{accuracy}(0.3)<\text{accuracy}(0.5)<\text{accuracy}(0.8)\quad\text{in every column}`,
    plain:
      '"(SGD+M) has a higher test accuracy for increasing β": in every column of Table 1 the accuracy rises with β.',
  },
  assumptions: ['read as: each β beats the one before it, in all 8 columns'],
  profiles: { quick: { trials: 1, regime: asPrinted }, full: { trials: 1, regime: asPrinted } },
  measure: (regime, trials) => trials.map(() => columnsWith(regime, 'accuracy', columns.length, rises)),
  rule: alwaysExactly({ tolerance: 0 }),
  controls: [{ name: 'rows reversed', breaks: 'reads β from 0.8 down to 0', regime: { order: [3, 2, 1, 0] } }],
  figures: () => [
    {
      title: 'Test accuracy less that at β = 0, as printed',
      x: { label: 'β' },
      y: { label: 'percentage points' },
      series: columns.map(({ name, accuracy }) => ({
        name,
        points: rows.map(({ beta }, k) => [beta, accuracy[k] - accuracy[0]] as const),
      })),
    },
  ],
  counterexample: () => ({
    smallest: {
      column: columns[1].name,
      betas: [0, 0.3],
      ...violation(columns[1].accuracy[0], '≤', columns[1].accuracy[1]),
    },
    risingThroughout: columns.filter(({ accuracy }) => rises(accuracy)).map(({ name }) => name),
    fallingSomewhere: columns.filter(({ accuracy }) => !rises(accuracy)).map(({ name }) => name),
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'The accuracy rises with every step of β in 2 of 8 columns only (in 2 of the 4 of CIFAR-10, which Figure 4 shows); what holds is that the largest β is best in 7 of 8 and better than β = 0 in 8 of 8. The caption credits accuracy to Remark 5.4 and variance to Remark 5.3, the text below the table the other way round.',
    corrected: 'table-1-printed-consistency',
  },
});
