import { all, alwaysExactly, defineClaim, part, type Worst } from 'lemmata';
import { asPrinted, columns, columnsWith, rows, type TableRegime, zScores } from './table-1.ts';

interface Observation {
  readonly rate: Worst;
  readonly accuracy: Worst;
  readonly deviation: Worst;
  readonly aboveSgd: Worst;
}

const rule = alwaysExactly({ tolerance: 0 });
const last = (values: readonly number[]) => values[values.length - 1];

export default defineClaim<TableRegime, Observation>({
  id: 'table-1-printed-consistency',
  paper: 'igr-momentum',
  title: 'Table 1 as printed: accuracy is almost always highest, and its deviation lowest, at the largest β',
  label: 'Table 1 and the text below it',
  section: 'Section 6: Stability and experiments',
  restsOn: [],
  kind: 'comparison',
  statement: {
    tex: String.raw`\tfrac h{1-\beta}=0.1\text{ in every row};\quad \#\{\arg\max_\beta\text{accuracy}=0.8\}\ge7;\quad \#\{\min_\beta\text{s.d.}=\text{s.d.}(0.8)\}=8;\quad \#\{\text{accuracy}(0.8)>\text{accuracy}(0)\}=8\quad\text{of }8`,
    plain:
      'In the printed table all rows have h/(1−β) = 0.1, the accuracy is highest at β = 0.8 in at least 7 of the 8 columns, its standard deviation is lowest there in all 8 (two of them tied), and β = 0.8 beats β = 0 in all 8.',
  },
  assumptions: [
    '"almost always" is 7 of 8',
    'a tie for the lowest deviation counts',
    'the columns share seeds and data: 8 of 8 is not eight independent successes',
  ],
  profiles: { quick: { trials: 1, regime: asPrinted }, full: { trials: 1, regime: asPrinted } },
  measure: (regime, trials) =>
    trials.map(() => {
      const gaps = rows.map(({ beta, h }) => Math.abs(h / (1 - beta) - 0.1));
      const widest = Math.max(...gaps);
      return {
        rate: { excess: widest - 1e-12, step: gaps.indexOf(widest) },
        accuracy: columnsWith(regime, 'accuracy', 7, (values) => last(values) === Math.max(...values)),
        deviation: columnsWith(regime, 'deviation', 8, (values) => last(values) === Math.min(...values)),
        aboveSgd: columnsWith(regime, 'accuracy', 8, (values) => last(values) > values[0]),
      };
    }),
  rule: all({
    'accuracy highest at β = 0.8': part(rule, ({ accuracy }: Observation) => accuracy),
    'deviation lowest at β = 0.8': part(rule, ({ deviation }: Observation) => deviation),
    'β = 0.8 above β = 0': part(rule, ({ aboveSgd }: Observation) => aboveSgd),
    'h/(1−β) = 0.1': part(rule, ({ rate }: Observation) => rate),
  }),
  controls: [
    { name: 'last two rows swapped', breaks: 'reads β = 0.5 as 0.8', regime: { order: [0, 1, 3, 2] } },
    { name: 'rows reversed', breaks: 'reads β from 0.8 down to 0', regime: { order: [3, 2, 1, 0] } },
    { name: 'rows rotated', breaks: 'reads β = 0 as 0.8', regime: { order: [1, 2, 3, 0] } },
  ],
  figures: () => [
    ...(['accuracy', 'deviation'] as const).map((of) => ({
      kind: 'cells' as const,
      title: of === 'accuracy' ? 'Test accuracy as printed' : 'Its standard deviation as printed',
      x: { label: 'β' },
      y: { label: 'column of Table 1' },
      value: { label: 'percent' },
      outline: of === 'accuracy' ? 'largest of its column' : 'smallest of its column',
      cells: columns.flatMap((column) => {
        const best = of === 'accuracy' ? Math.max(...column[of]) : Math.min(...column[of]);
        return rows.map(({ beta }, k) => {
          const value = column[of][k];
          return { x: beta, y: column.name, value, outlined: value === best };
        });
      }),
    })),
    {
      kind: 'histogram',
      title: 'Accuracy at β = 0.8 less that at β = 0, over the eight columns',
      x: { label: 'z, in standard errors of three seeds' },
      samples: [{ name: 'columns', values: zScores() }],
      marks: [{ name: 'no difference', at: 0 }],
    },
  ],
  expectation: { verdict: 'holds' },
});
