import * as fc from 'fast-check';
import type { Random } from '../../src/random/random.ts';
import { all, part } from '../../src/statistics/all.ts';
import { always, alwaysExactly, alwaysWithProbability, type Worst } from '../../src/statistics/always.ts';
import { boundedMean } from '../../src/statistics/bounded-mean.ts';
import { equivalent } from '../../src/statistics/equivalence.ts';
import { exponentAtLeast, exponentAtMost, exponentEquals, type Sweep } from '../../src/statistics/exponent.ts';
import { linearRate, type Rates } from '../../src/statistics/linear-rate.ts';
import { neverViolated, type SearchOutcome, search } from '../../src/statistics/never-violated.ts';
import { increasing } from '../../src/statistics/ordering.ts';
import { type Pair, pairedLess, pairedMeanLess } from '../../src/statistics/paired.ts';
import { proportionAtLeast, proportionAtLeastAnytime, proportionAtMost } from '../../src/statistics/proportion.ts';
import { type Boundary, share } from './calibrate.ts';

/** Cases without a violation that leave one a probability ≤ 0.05; fewer satisfy only a rule that spends twice its share. */
const justEnough = always({ tolerance: 0, atMost: 0.05 }).samplesNeeded(0.05, share);
const tooFew = always({ tolerance: 0, atMost: 0.05 }).samplesNeeded(0.05, 2 * share);

/** Registering a rule here is all it takes to have its error rates measured. */
export const boundaries: readonly Boundary<never>[] = [
  at<boolean>({
    factory: proportionAtLeast,
    rule: proportionAtLeast({ p: 0.7 }),
    looks: [100],
    ...both((stream) => stream.uniform() < 0.7),
    summary: ofBooleans,
  }),
  at<boolean>({
    factory: proportionAtMost,
    rule: proportionAtMost({ p: 0.4 }),
    looks: [100],
    ...both((stream) => stream.uniform() < 0.4),
    summary: ofBooleans,
  }),
  at<boolean>({
    factory: proportionAtLeastAnytime,
    rule: proportionAtLeastAnytime({ p: 0.7 }),
    looks: every(4, 400),
    ...both((stream) => stream.uniform() < 0.7),
    summary: ofBooleans,
    caughtAt: 4,
  }),
  at<number>({
    factory: boundedMean,
    rule: boundedMean({ bound: 0.5, range: [0, 1] }),
    looks: every(40, 400),
    ...both((stream) => Number(stream.uniform() < 0.5)),
    caughtAt: 4,
  }),
  at<number>({
    factory: boundedMean,
    rule: boundedMean({ bound: -0.8, range: [-1, 1], side: 'least' }),
    looks: every(40, 400),
    ...both((stream) => (stream.uniform() < 0.1 ? 1 : -1)),
    caughtAt: 4,
  }),
  at<Sweep>({
    factory: exponentAtLeast,
    rule: exponentAtLeast({ towards: 'zero', order: 2, everyTrial: -10, growth: 1e9, settled: 10 }),
    looks: [8],
    justFalse: sweep(1.8),
    justTrue: sweep(1.5),
  }),
  at<Sweep>({
    factory: exponentAtMost,
    rule: exponentAtMost({ towards: 'infinity', accept: 0.25, reject: 0.5, settled: 10 }),
    looks: [8],
    justFalse: sweep(0.25),
    justTrue: sweep(0.5),
  }),
  at<Sweep>({
    factory: exponentEquals,
    rule: exponentEquals({ towards: 'infinity', value: 1, tolerance: 0.3, settled: 10 }),
    looks: [8],
    ...both(sweep(1.3)),
  }),
  at<Rates>({
    factory: linearRate,
    rule: linearRate({ tolerance: 0.1, demand: 'equal' }),
    looks: [8],
    ...both(ratesAround(1.1)),
  }),
  at<Rates>({
    factory: linearRate,
    rule: linearRate({ tolerance: 0.1, demand: 'at-least' }),
    looks: [8],
    ...both(ratesAround(0.9)),
  }),
  at<Pair>({
    factory: pairedLess,
    rule: pairedLess(),
    looks: [101],
    ...both((stream) => ({ a: stream.normal(), b: stream.normal() })),
  }),
  at<Pair>({
    factory: pairedMeanLess,
    rule: pairedMeanLess({ by: 1 }),
    looks: [10],
    ...both((stream) => ({ a: stream.normal(), b: 1 + stream.normal() })),
  }),
  at<Pair>({
    factory: pairedMeanLess,
    rule: { ...pairedMeanLess(), name: 'paired-mean-less (Monte Carlo)' },
    looks: [15],
    ...both((stream) => ({ a: stream.normal(), b: stream.normal() })),
    // Slow, and its exact twin above has been through it.
    caughtAt: Number.POSITIVE_INFINITY,
  }),
  at<number>({
    factory: equivalent,
    rule: equivalent({ target: 3, margin: 1 }),
    looks: [10],
    ...both((stream) => 4 + 0.3 * stream.normal()),
  }),
  at<readonly number[]>({
    factory: increasing,
    rule: increasing({ arms: ['sgd', 'momentum', 'adam'] }),
    looks: [101],
    // One pair at the boundary suffices to make the order false; all of them there can be refuted most often.
    justFalse: (stream) => [stream.normal(), stream.normal(), 100],
    justTrue: (stream) => [stream.normal(), stream.normal(), stream.normal()],
    caughtAt: 4,
  }),
  at<Worst>({
    factory: alwaysWithProbability,
    rule: alwaysWithProbability({ p: 0.7, tolerance: 1 }),
    looks: [100],
    ...both((stream) => ({ excess: stream.uniform() < 0.7 ? 1 : 2, step: 0 })),
  }),
  at<Worst>({
    factory: always,
    rule: always({ tolerance: 1, atMost: 0.05 }),
    looks: [tooFew, justEnough],
    justFalse: (stream) => ({ excess: stream.uniform() < 0.05 ? 2 : 0, step: 0 }),
    justTrue: () => ({ excess: 1, step: 0 }),
    // A violation is its own proof, so all of the share is left for false support.
    spends: { support: 1, refute: 0 },
  }),
  at<SearchOutcome>({
    factory: neverViolated,
    rule: neverViolated({ tolerance: 1, atMost: 0.05 }),
    looks: [1, 2],
    justFalse: searched((value) => (value < 50 ? 2 : 0)),
    justTrue: searched(() => 1),
    spends: { support: 1, refute: 0 },
  }),
  at<Worst>({
    factory: alwaysExactly,
    rule: alwaysExactly({ tolerance: 1 }),
    looks: [1],
    justFalse: () => ({ excess: 1 + 1e-12, step: 0 }),
    justTrue: () => ({ excess: 1, step: 0 }),
    spends: { support: 0, refute: 0 },
    caughtAt: Number.POSITIVE_INFINITY,
  }),
  at<[boolean, number]>({
    factory: all,
    rule: all({
      often: part(proportionAtLeast({ p: 0.7 }), ([often]: [boolean, number]) => often),
      near: part(equivalent({ margin: 1 }), ([, near]: [boolean, number]) => near),
    }),
    looks: [100],
    justFalse: (stream) => [true, 1 + 0.3 * stream.normal()],
    justTrue: (stream) => [stream.uniform() < 0.7, 1 + 0.3 * stream.normal()],
    caughtAt: 4,
  }),
];

function at<O>(boundary: Boundary<O>): Boundary<never> {
  return boundary as unknown as Boundary<never>;
}

/** The boundary itself: whatever the verdict there, it is wrong on one side of it. */
function both<O>(draw: (stream: Random) => O) {
  return { justFalse: draw, justTrue: draw };
}

function every(step: number, last: number): number[] {
  return Array.from({ length: last / step }, (_, k) => (k + 1) * step);
}

function ofBooleans(observations: readonly boolean[]): string {
  return `${observations.filter(Boolean).length} of ${observations.length}`;
}

/** Power law with lognormal noise, so that fitted slopes are exactly normal. */
function sweep(slope: number): (stream: Random) => Sweep {
  const x = [1, 2, 4, 8];
  return (stream) => ({ x, y: x.map((value) => value ** slope * Math.exp(0.05 * stream.normal())) });
}

function ratesAround(ratio: number): (stream: Random) => Rates {
  return (stream) => ({ measured: 0.8 ** (ratio + 0.03 * stream.normal()), predicted: 0.8 });
}

/** Two property searches over a thousand equally likely cases, just long enough together. */
function searched(excess: (value: number) => number): (stream: Random, trial: number) => SearchOutcome {
  const cases = fc.noBias(fc.nat(999));
  const runs = [tooFew, justEnough - tooFew];
  return (stream, trial) => search({ cases, excess, tolerance: 1, runs: runs[trial], seed: String(stream.uniform()) });
}
