import type { Job } from 'lemmata';
import { disjointFamily, familyJob, pytorchAdam } from '../claims/adam-generalization/experiments.ts';
import { r0Quick, signalJob, windowMomentum } from '../claims/momentum-generalization/experiments.ts';

/** A training job that is timed at several trial counts. */
export interface Workload {
  readonly name: string;
  readonly what: string;
  readonly job: Job;
  readonly trials: readonly number[];
}

const probes: Job['probes'] = [{ name: 'weights', quantity: 'weights', schedule: 'end' }];

/** adam-generalization, Table 1: n = 200, d = 1000, s = 100, 20 neurons a class. */
function tableOne(optimizer: Job['optimizer'], name: string): Workload {
  return {
    name,
    what: `adam-generalization Table 1, ${optimizer.optimizer}`,
    trials: [1, 16, 64],
    job: {
      name: `bench/${name}`,
      network: {
        neurons: 40,
        activation: { kind: 'relu-power', degree: 3 },
        output: 'classes',
        loss: 'logistic',
        weightDecay: 1e-5,
      },
      data: {
        sampler: 'sparse-feature',
        samples: 200,
        sparsity: 100,
        dimension: 1000,
        noise: 0.1,
        alpha: 0.2,
        supports: 'uniform',
      },
      init: { scale: 0.01 },
      optimizer,
      steps: 100,
      precision: 'float32',
      probes,
    },
  };
}

const d = 30;
const alpha = d ** 0.49;

/** momentum-generalization, Figure 3: N = 20000, P = 5, d = 30, m = 5, GD+M. */
const figureThree: Workload = {
  name: 'B',
  what: 'momentum-generalization Figure 3, GD+M',
  trials: [1, 16],
  job: {
    name: 'bench/B',
    network: { neurons: 5, activation: { kind: 'power', degree: 3 }, output: 'ones', loss: 'logistic' },
    data: {
      sampler: 'signal-noise',
      samples: 20_000,
      smallMargin: 1000,
      patches: 5,
      dimension: d,
      alpha,
      beta: alpha / (Math.log(d) * Math.sqrt(d)),
      noise: 1 / Math.sqrt(d),
    },
    init: { scale: 0.3 / Math.sqrt(d) },
    optimizer: { optimizer: 'momentum', rate: 0.1, memory: 0.99 },
    steps: 20,
    precision: 'float32',
    probes,
  },
};

/** ntk-acceleration: n = 20, d = 20, heavy ball. */
function wide(name: string, neurons: number, steps: number): Workload {
  return {
    name,
    what: `ntk-acceleration, m = ${neurons}, heavy ball`,
    trials: [1, 16],
    job: {
      name: `bench/${name}`,
      network: { neurons, activation: { kind: 'relu-power', degree: 1 }, output: 'signs', loss: 'squared' },
      data: { sampler: 'unit-sphere', samples: 20, dimension: 20 },
      init: { scale: 1 },
      optimizer: { optimizer: 'heavy-ball', rate: 0.01, momentum: 0.9 },
      steps,
      precision: 'float32',
      probes,
    },
  };
}

/** The sizes at which most claims train in the quick profile, by paper; in float32, as the peers. */
const quickMix: readonly Workload[] = [
  familyJob('bench/D-adam', disjointFamily(8, 100, 8, 2), {
    optimizer: pytorchAdam(2e-4),
    steps: 500,
    probes,
    precision: 'float32',
  }),
  familyJob('bench/D-gd', disjointFamily(16, 100, 30, 1), {
    optimizer: { optimizer: 'gd', rate: 2 },
    steps: 200,
    probes,
    precision: 'float32',
  }),
  signalJob({ ...r0Quick, ...windowMomentum, dimensions: [] }, 40, 500),
  { ...wide('D-heavy-ball', 2 ** 10, 500).job, name: 'bench/D-heavy-ball' },
].map((job) => ({
  name: `D-${job.optimizer.optimizer}`,
  what: `quick profile, ${job.optimizer.optimizer}`,
  job: { ...job, precision: 'float32', probes },
  trials: [16],
}));

export const workloads: readonly Workload[] = [
  tableOne(
    {
      optimizer: 'adam',
      rate: 5e-5,
      beta1: 0.9,
      beta2: 0.999,
      biasCorrection: true,
      epsilon: 1e-8,
      epsilonPlacement: 'outside',
    },
    'A-adam',
  ),
  tableOne({ optimizer: 'gd', rate: 0.02 }, 'A-gd'),
  figureThree,
  wide('C-16', 2 ** 16, 20),
  wide('C-20', 2 ** 20, 4),
  ...quickMix,
];
