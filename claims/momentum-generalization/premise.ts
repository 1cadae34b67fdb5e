import { all, type Lab, part, proportionAtLeast, random } from 'lemmata';
import { alphaOf } from './experiments.ts';

export interface Premise {
  readonly dimensions: readonly number[];
  /** m, Nμ and σ₀²d as powers of log d, each with a constant. */
  readonly neurons: { readonly constant: number; readonly logs: number };
  readonly expected: { readonly constant: number; readonly logs: number };
  readonly start: { readonly constant: number; readonly logs: number };
  /** 1/μ per unit of Nμ. */
  readonly inverseFraction: number;
}

/** Whether each event happened, by dimension. */
export interface Events {
  readonly positive: readonly boolean[];
  readonly present: readonly boolean[];
  readonly unfitted: readonly boolean[];
}

export const scale = ({ constant, logs }: Premise['neurons'], d: number): number => constant * Math.log(d) ** logs;

export const neuronsAt = (regime: Premise, d: number): number => Math.ceil(scale(regime.neurons, d));

export function draw(regime: Premise, trials: readonly number[], lab: Lab): Events[] {
  return trials.map((trial) => {
    const stream = random(lab.seed('draw', trial));
    const each = regime.dimensions.map((d) => {
      const sigma0 = Math.sqrt(scale(regime.start, d) / d);
      const c = Array.from({ length: neuronsAt(regime, d) }, () => sigma0 * stream.normal());
      const samples = Math.round(regime.inverseFraction * scale(regime.expected, d));
      const present = Array.from({ length: samples }, () => stream.uniform() < 1 / regime.inverseFraction).some(
        Boolean,
      );
      const output = c.reduce((sum, entry) => sum + (alphaOf(d) * entry) ** 3, 0);
      return { positive: Math.max(...c) > 0, present, unfitted: Math.abs(output) <= 2 };
    });
    return {
      positive: each.map(({ positive }) => positive),
      present: each.map(({ present }) => present),
      unfitted: each.map(({ unfitted }) => unfitted),
    };
  });
}

const names = {
  positive: 'some c_r > 0 at the start',
  present: 'some small margin in the training set',
  unfitted: 'large margins not fitted at the start',
} as const;
const events = ['positive', 'present', 'unfitted'] as const;

const share = (observations: readonly Events[], event: (typeof events)[number], k: number): number =>
  observations.filter((seen) => seen[event][k]).length / observations.length;

/** Each event has probability at least 0.98 at the largest d. */
export const nearCertain = all(
  Object.fromEntries(
    events.map((event) => [names[event], part(proportionAtLeast({ p: 0.98 }), (seen: Events) => seen[event].at(-1)!)]),
  ),
);

export const frequencies = (observations: readonly Events[], regime: Premise) =>
  regime.dimensions.map((d, k) => ({
    d,
    ...Object.fromEntries(events.map((event) => [names[event], share(observations, event, k)])),
    exactly: {
      [names.positive]: 1 - 0.5 ** neuronsAt(regime, d),
      [names.present]:
        1 - (1 - 1 / regime.inverseFraction) ** Math.round(regime.inverseFraction * scale(regime.expected, d)),
    },
  }));

export const eventsFigure = (observations: readonly Events[], { dimensions }: Premise) => [
  {
    title: 'Frequency of the events that the theorems need',
    x: { label: 'd', log: true },
    y: { label: 'frequency' },
    series: events.map((event) => ({
      name: names[event],
      points: dimensions.map((d, k) => [d, share(observations, event, k)] as const),
    })),
  },
];
