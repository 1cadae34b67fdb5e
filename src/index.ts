/** The one public door of Lemmata; claims import nothing else. */
export * as fc from 'fast-check';
export * from './claim/claim.ts';
export { defineClaim, definePaper } from './claim/define.ts';
export { type Dataset, patch } from './data/dataset.ts';
export { type Sampler, sample } from './data/samplers.ts';
export type { Job } from './engines/job.ts';
export type { Series, Trajectory } from './engines/trajectory.ts';
export { BadInput, NotMeasured } from './errors.ts';
export type { Network } from './networks/patch-network.ts';
export type { OptimizerSpec } from './optimizers/optimizers.ts';
export { type Random, random } from './random/random.ts';
