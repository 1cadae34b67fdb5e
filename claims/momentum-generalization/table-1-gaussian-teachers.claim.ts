import { defineClaim } from 'lemmata';
import { type Accuracy, equalAccuracy, gainFigure, type TeacherRegime, teacherRuns } from './gaussian-teachers.ts';

const fullBatch: TeacherRegime = {
  task: [0, 4],
  samples: 200,
  epochs: 1000,
  rate: 0.1,
  handicap: 1,
  memory: 0.9,
  batch: null,
  fresh: 2000,
};

export default defineClaim<TeacherRegime, Accuracy[]>({
  id: 'table-1-gaussian-teachers',
  paper: 'momentum-generalization',
  title: 'Momentum does not help on Gaussian data with teacher labels',
  label: 'Table 1 (GD, GD+M)',
  section: 'F. Tables and figures',
  restsOn: ['table-1-printed-numbers'],
  kind: 'equivalence',
  statement: {
    tex: String.raw`x\sim\mathcal N(0,I_{30}),\ y=\operatorname{sign}\text{ teacher}(x):\quad\text{accuracy}_{\mathrm{GD+M}}=\text{accuracy}_{\mathrm{GD}}`,
    plain:
      'On Gaussian inputs with labels from a linear or a neural teacher, GD and GD+M from one start fit the training set and have the same test accuracy: momentum does not always help.',
  },
  assumptions: [
    'teachers: linear and 1-MLP (4 neurons), outputs centred at their median; student: ReLU 1-MLP of 16 neurons with a fixed ±1 second layer',
    'same start, η = 0.1, γ = 0.9, 1000 epochs, full batch; 200 training samples in the quick profile, 500 in the full one',
    '28 trials: power 0.99 for the mean over both at its spread of 0.28 and its mean of 0.05 points, measured in 32 trials at each of three seeds',
    'the 2-MLP and CNN teachers and students of the table are not run',
  ],
  profiles: {
    quick: { trials: 28, regime: fullBatch },
    full: { trials: 48, regime: { ...fullBatch, samples: 500, fresh: 5000 } },
  },
  measure: teacherRuns,
  rule: equalAccuracy,
  controls: [
    {
      name: 'GD with η/1000',
      breaks: 'a step of GD that is 1000 times too small: it has not converged',
      regime: { handicap: 1e-3 },
      trials: 8,
    },
    {
      name: 'R-window',
      breaks: 'the cubic network on distribution (D) in place of the teachers: there momentum helps on small margins',
      regime: { task: 'R-window' },
      trials: 16,
    },
  ],
  figures: gainFigure,
  counterexample: (rows) => rows,
  expectation: { verdict: 'holds' },
});
