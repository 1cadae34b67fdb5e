import { distance, type Job, type Lab, norm, patch, sample, type Trajectory } from 'lemmata';
import { alphaOf, betaOf } from './experiments.ts';

export interface TwoAlgorithms {
  /** Degree of the activation: 1 is convex. */
  readonly degree: number;
  readonly samples: number;
  /** λ */
  readonly weightDecay: number;
  readonly rate: number;
  readonly steps: number;
}

/** GD and GD+M from two starts each, on one data set. */
export interface Ends {
  /** Largest relative distance of two of the four last iterates. */
  readonly apart: number;
  /** Largest relative distance of two of them with gradients of norm at most 10⁻²; 0 if there are none. */
  readonly apartThoughStationary: number;
  /** [step, relative distance of GD and GD+M from the first start] */
  readonly curve: readonly (readonly [number, number])[];
}

/** Distribution (D) at d = 12, P = 3, a tenth of the margins small, written out: the start then has its own name. */
function dataOf(samples: number, trial: number, lab: Lab): Job['data'] {
  const [dimension, patches] = [12, 3];
  const { labels, ...train } = sample(
    {
      sampler: 'signal-noise',
      samples,
      smallMargin: samples / 10,
      patches,
      dimension,
      signal: 'first',
      alpha: alphaOf(dimension),
      beta: betaOf(dimension),
      noise: dimension ** -0.5,
      orthogonal: true,
    },
    { data: lab.seed('data', trial), test: '' },
  ).train;
  const dense = (i: number) => Array.from({ length: patches }, (_, p) => Array.from(patch({ labels, ...train }, i, p)));
  return { sampler: 'given', inputs: Array.from(labels.keys(), dense), labels: [...labels] };
}

const last = ({ series: { weights } }: Trajectory) => weights.values.subarray(-weights.width);
const apart = (a: Float64Array, b: Float64Array) => distance(a, b) / norm(a);
const farthest = (runs: readonly Trajectory[]) =>
  Math.max(0, ...runs.flatMap((a, k) => runs.slice(k + 1).map((b) => apart(last(a), last(b)))));

/** m = 3 neurons, GD+M with γ = 0.95. */
export async function endsOf(regime: TwoAlgorithms, trials: readonly number[], lab: Lab): Promise<Ends[]> {
  const { degree, samples, weightDecay, rate, steps } = regime;
  const schedule = { every: Math.ceil(steps / 20) };
  const ends: Ends[] = [];
  for (const trial of trials) {
    const data = dataOf(samples, trial, lab);
    const run = async (start: string, optimizer: Job['optimizer']) => {
      const [trajectory] = await lab.train(
        {
          name: `momentum-generalization/two-algorithms-${start}`,
          network: { neurons: 3, activation: { kind: 'power', degree }, output: 'ones', loss: 'logistic', weightDecay },
          data,
          init: { scale: 0.3 },
          optimizer,
          steps,
          precision: 'float64',
          precisionReason: 'the distance of two runs is followed as it vanishes',
          probes: [
            { name: 'weights', quantity: 'weights', schedule },
            { name: 'gradient', quantity: 'gradient-norm', schedule: 'end' },
          ],
        },
        [trial],
      );
      return trajectory;
    };
    const both = async (start: string) => [
      await run(start, { optimizer: 'gd', rate }),
      await run(start, { optimizer: 'momentum', rate, memory: 0.95 }),
    ];
    const [first, second] = [await both('a'), await both('b')];
    const runs = [...first, ...second];
    const { steps: at, width, values } = first[0].series.weights;
    const other = first[1].series.weights.values;
    ends.push({
      apart: farthest(runs),
      apartThoughStationary: farthest(runs.filter(({ series }) => series.gradient.values[0] <= 1e-2)),
      curve: Array.from(at, (t, k) => {
        const row = (flat: Float64Array) => flat.subarray(k * width, (k + 1) * width);
        return [t, apart(row(values), row(other))] as const;
      }),
    });
  }
  return ends;
}

export function apartFigure(observations: readonly Ends[]) {
  return [
    {
      title: 'GD and GD+M from one start',
      x: { label: 'step' },
      y: { label: 'relative distance', log: true },
      series: observations.slice(0, 6).map(({ curve }, trial) => ({
        name: `trial ${trial}`,
        points: curve.filter(([, gap]) => gap > 0),
      })),
    },
  ];
}
