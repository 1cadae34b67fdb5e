import { type Job, quantities } from '../../src/engines/job.ts';
import type { OptimizerSpec } from '../../src/optimizers/optimizers.ts';

type Paper = Pick<Job, 'network' | 'data' | 'init'> & { readonly direction?: string; readonly test: boolean };

/** The three papers' networks, small. */
export const papers: Readonly<Record<string, Paper>> = {
  'momentum-generalization': {
    network: {
      neurons: 3,
      activation: { kind: 'power', degree: 3 },
      output: 'ones',
      loss: 'logistic',
      weightDecay: 1e-2,
    },
    data: {
      sampler: 'signal-noise',
      samples: 8,
      smallMargin: 3,
      patches: 3,
      dimension: 10,
      alpha: 1,
      beta: 0.3,
      noise: 0.5,
      signal: 'random',
      test: 3,
    },
    init: { scale: 0.3, redrawUntilPositive: 'signal' },
    direction: 'signal',
    test: true,
  },
  'adam-generalization': {
    network: {
      neurons: 4,
      activation: { kind: 'relu-power', degree: 3 },
      output: 'classes',
      loss: 'logistic',
      weightDecay: 1e-2,
    },
    data: {
      sampler: 'sparse-feature',
      samples: 6,
      sparsity: 2,
      dimension: 14,
      noise: 0.7,
      alpha: 0.2,
      supports: 'uniform',
      test: 5,
    },
    init: { scale: 0.5 },
    direction: 'feature',
    test: true,
  },
  'ntk-acceleration': {
    network: { neurons: 12, activation: { kind: 'relu-power', degree: 1 }, output: 'signs', loss: 'squared' },
    data: { sampler: 'unit-sphere', samples: 7, dimension: 6 },
    init: { scale: 1 },
    test: false,
  },
};

/** Settings under which every method makes headway on all three. ε is large: a gradient's sign is no smooth function. */
export const methods: Readonly<Record<OptimizerSpec['optimizer'], OptimizerSpec>> = {
  gd: { optimizer: 'gd', rate: 0.1 },
  momentum: { optimizer: 'momentum', rate: 0.1, memory: 0.8 },
  'heavy-ball': { optimizer: 'heavy-ball', rate: 0.03, momentum: 0.8 },
  adam: {
    optimizer: 'adam',
    rate: 0.02,
    beta1: 0.9,
    beta2: 0.99,
    biasCorrection: true,
    epsilon: 1e-2,
    epsilonPlacement: 'outside',
  },
  'sign-gd': { optimizer: 'sign-gd', rate: 0.003 },
  sgd: { optimizer: 'sgd', rate: 0.05, memory: 0.5, batch: 4 },
};

export const steps = 24;

/** Every quantity on every kind of schedule, on the test set too where there is one. */
function probes({ direction, test }: Paper): Job['probes'] {
  const schedules = { every: { every: 5 }, at: { at: [0, 7, 8] }, end: 'end' } as const;
  return quantities
    .filter((quantity) => quantity !== 'projection' || direction)
    .flatMap((quantity) => {
      const probe = { quantity, ...(quantity === 'projection' && { direction }) };
      const onTrain = Object.entries(schedules).map(([name, schedule]) => {
        return { ...probe, name: `${quantity} ${name}`, schedule };
      });
      const onTest = { ...probe, name: `${quantity} test`, schedule: { every: 8 }, on: 'test' } as const;
      return test ? [...onTrain, onTest] : onTrain;
    });
}

export function job(paper: string, method: OptimizerSpec, changes: Partial<Job> = {}): Job {
  const { network, data, init } = papers[paper];
  return {
    name: `${paper}/${method.optimizer}`,
    network,
    data,
    init,
    optimizer: method,
    steps,
    precision: 'float32',
    probes: probes(papers[paper]),
    ...changes,
  };
}

/** More samples, neurons and entries than one workgroup of a GPU, one thread or one block of the CPU's kernels takes. */
export const larger: readonly (readonly [string, Job])[] = [methods.momentum, methods.sgd].flatMap((method) => {
  const [momentum, adam, ntk] = Object.keys(papers).map((paper) => job(paper, method));
  const many = { ...momentum.data, signal: 'first', samples: 150, smallMargin: 30, test: 40 } as Job['data'];
  const long = { ...adam.data, sparsity: 40, dimension: 300 } as Job['data'];
  const wide = (one: Job) => ({ ...one, network: { ...one.network, neurons: 300 } });
  const unseen = (one: Job) => ({ ...one, probes: one.probes.filter(({ quantity }) => quantity !== 'activations') });
  return [
    [`150 samples/${method.optimizer}`, { ...momentum, data: many }],
    [`40 entries/${method.optimizer}`, { ...adam, data: long }],
    [`300 neurons, sparse/${method.optimizer}`, wide(adam)],
    [`300 neurons, dense/${method.optimizer}`, wide(ntk)],
    [`300 neurons, dense, activations unseen/${method.optimizer}`, unseen(wide(ntk))],
  ] as const;
});

/** One job for each method on each network. */
export const jobs: readonly (readonly [string, Job])[] = Object.keys(papers).flatMap((paper) =>
  Object.values(methods).map((method) => [`${paper}/${method.optimizer}`, job(paper, method)] as const),
);
