import { all, type Figure, type Lab, part, proportionAtLeastAnytime } from 'lemmata';
import { growth, type Stage, type StageOne, stageOne, threeArms } from './stage-one.ts';

/** Shares of the pairs (i, r), r of the class of i, whose correlation grows like signGD's. */
interface Shares {
  /** Of the pairs dead at the start: growth ≥ 0.1 over the first T₀/20, ≥ 0.5 over the last. */
  readonly deadEarly: number;
  readonly deadLate: number;
  /** Of the pairs alive at the start: growth ≥ 0.5 over the first and over the last T₀/20. */
  readonly aliveEarly: number;
  readonly aliveLate: number;
  /** [ηt, ⟨w_r, ξ_0⟩] of the neurons of its class, the dead ones first. */
  readonly curves: readonly { readonly name: string; readonly points: readonly (readonly [number, number])[] }[];
}
export type EveryNeuron = Readonly<Record<(typeof threeArms)[number], Shares>>;

function shares(stage: Stage): Shares {
  const { seen, end, rate } = stage;
  const { samples, labels, neuronsOf, onNoise, steps } = seen;
  const twentieth = Math.max(1, Math.round(end / 20));
  const pairs = samples.flatMap((i) => neuronsOf[labels[i]].map((r) => ({ i, r, alive: onNoise(0, r, i) > 0 })));
  const share = (alive: boolean, from: number, least: number) => {
    const these = pairs.filter((pair) => pair.alive === alive);
    return these.filter(({ i, r }) => growth(stage, r, i, from, from + twentieth) >= least).length / these.length;
  };
  return {
    deadEarly: share(false, 0, 0.1),
    deadLate: share(false, end - twentieth, 0.5),
    aliveEarly: share(true, 0, 0.5),
    aliveLate: share(true, end - twentieth, 0.5),
    curves: pairs
      .filter(({ i }) => i === 0)
      .sort((a, b) => Number(a.alive) - Number(b.alive))
      .map(({ r, alive }) => ({
        name: `${alive ? 'alive' : 'dead'} ${r}`,
        points: seen.records.slice(0, end + 1).map((k) => [steps[k] * rate, onNoise(k, r, 0)] as const),
      })),
  };
}

export const measureEveryNeuron = (regime: StageOne, trials: readonly number[], lab: Lab): Promise<EveryNeuron[]> =>
  stageOne(threeArms, regime, trials, lab, shares);

/** Each of the named shares is at least `least` in most trials, for every optimizer. */
export function allPairs(names: readonly Exclude<keyof Shares, 'curves'>[], least: number) {
  const often = proportionAtLeastAnytime({ p: 0.7 });
  const of = (arm: (typeof threeArms)[number]) =>
    part(often, (observation: EveryNeuron) => names.every((name) => observation[arm][name] >= least));
  return all(Object.fromEntries(threeArms.map((arm) => [arm, of(arm)])), ['trajectory']);
}

/** The shares, averaged over the trials. */
export function meanShares(observations: readonly EveryNeuron[]) {
  const mean = (arm: (typeof threeArms)[number], name: Exclude<keyof Shares, 'curves'>) =>
    observations.reduce((sum, observation) => sum + observation[arm][name], 0) / observations.length;
  return Object.fromEntries(
    threeArms.map((arm) => [arm, { deadEarly: mean(arm, 'deadEarly'), deadLate: mean(arm, 'deadLate') }]),
  );
}

export const everyNeuronFigure = ([{ signGD }]: readonly EveryNeuron[]): readonly Figure[] => [
  {
    title: 'The noise of the first sample in every neuron of its class, signGD',
    x: { label: 'ηt' },
    y: { label: '⟨w, ξ⟩' },
    series: signGD.curves,
  },
];
