import {
  all,
  equivalent,
  type Job,
  type Lab,
  type OptimizerSpec,
  part,
  proportionAtLeast,
  type Random,
  random,
} from 'lemmata';
import { bothEnds, windowQuick } from './same-step.ts';

export interface TeacherRegime {
  /** Gaussian inputs with teachers of so many neurons, none for a linear one; or the small margins of R-window. */
  readonly task: readonly [number, number] | 'R-window';
  readonly samples: number;
  readonly epochs: number;
  /** η of GD+M, and of GD as a multiple of it. */
  readonly rate: number;
  readonly handicap: number;
  /** γ */
  readonly memory: number;
  /** |B|; null: full batch. */
  readonly batch: number | null;
  /** Fresh inputs, the same for every teacher of a trial. */
  readonly fresh: number;
}

/** Accuracies in percent. */
export interface Accuracy {
  readonly gd: number;
  readonly gdm: number;
  /** The lesser accuracy on the training set. */
  readonly train: number;
}

const dimension = 30;
const students = 16;

/** Σ_r a_r σ(⟨w_r, x⟩) at row i of inputs [·, d], for W: [m, d] and a_r = ±1. */
function output(
  weights: Float64Array,
  signs: readonly number[],
  relu: boolean,
  inputs: Float64Array,
  i: number,
): number {
  let sum = 0;
  const row = i * dimension;
  for (let r = 0; r < signs.length; r++) {
    const from = r * dimension;
    let z = 0;
    for (let k = 0; k < dimension; k++) z += weights[from + k] * inputs[row + k];
    sum += signs[r] * (relu && z < 0 ? 0 : z);
  }
  return sum;
}

/** [count, d] */
function gaussians(count: number, stream: Random): Float64Array {
  const inputs = new Float64Array(count * dimension);
  for (let k = 0; k < inputs.length; k++) inputs[k] = stream.normal();
  return inputs;
}

/** Labels of a random teacher, linear without neurons: the signs of its outputs, centred at their median. */
function teacher(neurons: number, stream: Random): (inputs: Float64Array) => number[] {
  const signs = Array.from({ length: Math.max(1, neurons) }, (_, r) => (r % 2 === 0 ? 1 : -1));
  const weights = gaussians(signs.length, stream);
  const outputs = (inputs: Float64Array) =>
    Array.from({ length: inputs.length / dimension }, (_, i) => output(weights, signs, neurons > 0, inputs, i));
  const median = outputs(gaussians(999, stream)).sort((a, b) => a - b)[499];
  return (inputs) => outputs(inputs).map((value) => (value > median ? 1 : -1));
}

const classes = Array.from({ length: students }, (_, r) => (r < students / 2 ? 1 : -1));

/** Share of the inputs that the student with weights W, [m, d], puts on the teacher's side, in percent. */
function accuracy(weights: Float64Array, inputs: Float64Array, labels: readonly number[]): number {
  let right = 0;
  for (let i = 0; i < labels.length; i++) if (output(weights, classes, true, inputs, i) * labels[i] > 0) right++;
  return (100 * right) / labels.length;
}

/** GD and GD+M from one start on one teacher's data, [trial][teacher]. */
export async function teacherRuns(regime: TeacherRegime, trials: readonly number[], lab: Lab): Promise<Accuracy[][]> {
  const { task, samples, epochs, rate, handicap, memory, batch, fresh } = regime;
  if (task === 'R-window') {
    const ends = await bothEnds(windowQuick, trials, lab);
    return ends.map(({ gd, gdm }) => {
      const percent = (error: number) => 100 * (1 - error);
      const own = { gd: percent(gd.small), gdm: percent(gdm.small), train: percent(Math.max(gd.train, gdm.train)) };
      return [own, own];
    });
  }
  const rows: Accuracy[][] = [];
  for (const trial of trials) {
    const row: Accuracy[] = [];
    const unseen = gaussians(fresh, random(lab.seed('test', trial)));
    for (const neurons of task) {
      const stream = random(lab.seed(`teacher-${neurons}`, trial));
      const labelsOf = teacher(neurons, stream);
      const labelled = (inputs: Float64Array) => ({ inputs, labels: labelsOf(inputs) });
      const [train, test] = [labelled(gaussians(samples, stream)), labelled(unseen)];
      const inputs = train.labels.map((_, i) => [[...train.inputs.subarray(i * dimension, (i + 1) * dimension)]]);
      const learn = async (optimizer: OptimizerSpec) => {
        const job: Job = {
          name: 'momentum-generalization/gaussian-teachers',
          network: {
            neurons: students,
            output: 'classes',
            loss: 'logistic',
            activation: { kind: 'relu-power', degree: 1 },
          },
          data: { sampler: 'given', inputs, labels: train.labels },
          init: { scale: 1 / Math.sqrt(dimension * students) },
          optimizer,
          steps: batch === null ? epochs : (epochs * samples) / batch,
          precision: 'float32',
          precisionReason: 'test errors are counted: rounding moves only outputs that are nearly 0',
          probes: [{ name: 'weights', quantity: 'weights', schedule: 'end' }],
        };
        const [{ series }] = await lab.train(job, [trial]);
        return series.weights.values;
      };
      const spec = (step: number, gamma: number): OptimizerSpec =>
        batch === null
          ? { optimizer: 'momentum', rate: step, memory: gamma }
          : { optimizer: 'sgd', rate: step, memory: gamma, batch };
      const [gd, gdm] = [await learn(spec(handicap * rate, 0)), await learn(spec(rate, memory))];
      row.push({
        gd: accuracy(gd, test.inputs, test.labels),
        gdm: accuracy(gdm, test.inputs, test.labels),
        train: Math.min(accuracy(gd, train.inputs, train.labels), accuracy(gdm, train.inputs, train.labels)),
      });
    }
    rows.push(row);
  }
  return rows;
}

const gain = ({ gd, gdm }: Accuracy): number => gdm - gd;

/** Both fit the training set; equal accuracy on each teacher's data and, more sharply, over both. */
export const equalAccuracy = all(
  {
    'training accuracy ≥ 99.5 %': part(proportionAtLeast({ p: 0.5 }), (row: Accuracy[]) =>
      row.every(({ train }) => train >= 99.5),
    ),
    'linear teacher': part(equivalent({ margin: 1.5 }), (row: Accuracy[]) => gain(row[0])),
    '1-MLP teacher': part(equivalent({ margin: 1.5 }), (row: Accuracy[]) => gain(row[1])),
    'over both': part(equivalent({ margin: 0.5 }), (row: Accuracy[]) => (gain(row[0]) + gain(row[1])) / 2),
  },
  ['equivalence', 'comparison'],
);

export const gainFigure = (rows: readonly Accuracy[][]) => [
  {
    kind: 'histogram' as const,
    title: 'Test accuracy of GD+M minus that of GD in every trial',
    x: { label: 'percentage points' },
    samples: ['linear teacher', '1-MLP teacher'].map((name, k) => ({ name, values: rows.map((row) => gain(row[k])) })),
    marks: [-1.5, 1.5].map((at) => ({ name: 'margin', at })),
  },
];
