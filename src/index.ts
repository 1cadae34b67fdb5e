/** The one public door of Lemmata; claims import nothing else. */
export * as fc from 'fast-check';
export * from './claim/claim.ts';
export { defineClaim, definePaper } from './claim/define.ts';
export type { Axis, Curve, Figure } from './claim/figure.ts';
export { powerLaw } from './claim/power-law.ts';
export { type Dataset, patch } from './data/dataset.ts';
export type { ImageSet } from './data/images/image-set.ts';
export { type Sampler, sample } from './data/samplers.ts';
export type { ImageJob } from './engines/images/job.ts';
export type { Job } from './engines/job.ts';
export type { Series, Trajectory } from './engines/trajectory.ts';
export { BadInput, NotMeasured } from './errors.ts';
export { closeness, flowPoints } from './flows/closeness.ts';
export { closenessSweep, type GridPoint, type Optimiser, stepGrid } from './flows/closeness-sweep.ts';
export { heavyBallIterates } from './flows/heavy-ball.ts';
export {
  type PiecewiseTerm,
  piecewiseFlow,
  type StochasticTerm,
  stationaryFlow,
  stochasticFlow,
  transientRate,
  transientStrength,
} from './flows/momentum-flows.ts';
export { type LossFunctions, lossOf } from './networks/loss-of.ts';
export { type Network, sampleLoss } from './networks/patch-network.ts';
export { chebyshevCurve, tanhNet, tanhNetStart } from './networks/tanh-net.ts';
export {
  curvature,
  type Loss,
  meanLoss,
  mlp31,
  mlp31Samples,
  mlp31Start,
  quartic,
  twoD,
} from './networks/test-losses.ts';
export { logBinomialTail } from './numerics/binomial-tail.ts';
export { gaussHermite } from './numerics/gauss-hermite.ts';
export { largestEigenvalue } from './numerics/lanczos.ts';
export { normalWithin } from './numerics/normal.ts';
export type { Field } from './numerics/runge-kutta.ts';
export { solve } from './numerics/solve.ts';
export { cholesky, spectralNorm, spectralRadius, symmetricEigenvalues } from './numerics/spectra.ts';
export { distance, dot, norm, plus } from './numerics/vectors.ts';
export type { OptimizerSpec } from './optimizers/optimizers.ts';
export { type Random, random } from './random/random.ts';
export { all, part } from './statistics/all.ts';
export { always, alwaysExactly, alwaysWithProbability, type Worst } from './statistics/always.ts';
export { boundedMean } from './statistics/bounded-mean.ts';
export { collisionRate } from './statistics/collisions.ts';
export { equivalent } from './statistics/equivalence.ts';
export { exponentAtLeast, exponentAtMost, exponentEquals, type Sweep } from './statistics/exponent.ts';
export { fitRate, linearRate, type Rates } from './statistics/linear-rate.ts';
export { neverViolated, type SearchOutcome, search } from './statistics/never-violated.ts';
export { increasing } from './statistics/ordering.ts';
export { type Pair, pairedLess, pairedMeanLess } from './statistics/paired.ts';
export { proportionAtLeast, proportionAtLeastAnytime } from './statistics/proportion.ts';
export type { Decision, Rule } from './statistics/rule.ts';
export { type Violation, violation } from './statistics/violation.ts';
