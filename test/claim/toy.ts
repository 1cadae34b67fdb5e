import type { ClaimDefinition } from '../../src/claim/claim.ts';
import { defineClaim } from '../../src/claim/define.ts';
import type { Settings } from '../../src/claim/evaluate.ts';
import type { Registered } from '../../src/claim/registry.ts';
import { TrajectoryCache } from '../../src/engines/cache.ts';
import { plain } from '../../src/engines/plain.ts';
import { finite, type Rule } from '../../src/statistics/rule.ts';

/** A rule whose verdict is readable off its observations: all positive, all negative, or mixed. */
export const signRule: Rule<number> = {
  name: 'sign',
  summary: 'every observation is positive',
  kinds: ['inequality'],
  anytime: true,
  decide(observations, share) {
    const positive = finite(observations, 'value').filter((value) => value > 0).length;
    const mixed = positive > 0 && positive < observations.length;
    return {
      verdict: mixed ? 'undecided' : positive > 0 ? 'supported' : 'refuted',
      measured: positive / observations.length,
      predicted: '= 1',
      interval: [-Infinity, 1],
      count: observations.length,
      share,
      sentence: `${positive} of ${observations.length} are positive`,
    };
  },
  smallestDetectable: () => 1,
  samplesNeeded: () => 1,
  explain: () => 'Looks at the signs.',
};

export interface ToyRegime {
  readonly value: number;
}
export type Toy = ClaimDefinition<ToyRegime, number>;

export const toyDefinition: Toy = {
  id: 'toy',
  paper: 'toys',
  title: 'A toy',
  label: 'Lemma 0',
  section: 'Toys',
  kind: 'inequality',
  statement: { tex: 'x > 0', plain: 'x is positive' },
  assumptions: [],
  profiles: { quick: { trials: 3, regime: { value: 1 } }, full: { trials: 5, regime: { value: 1 } } },
  measure: (regime, trials) => trials.map(() => regime.value),
  rule: signRule,
  controls: [{ name: 'negative', breaks: 'the sign', regime: { value: -1 } }],
  figures: (observations) => [
    {
      title: 'values',
      x: { label: 'trial' },
      y: { label: 'value', log: true },
      series: [{ name: 'x', points: observations.map((value, k) => [k, value] as const) }],
    },
  ],
  expectation: { verdict: 'holds' },
};

export function toy(changes: Partial<Toy> = {}): Registered {
  const paper = {
    slug: 'toys',
    title: 'Toys',
    authors: 'Nobody',
    venue: 'Nowhere',
    url: 'https://example.org',
    sections: ['Toys'],
  };
  const claim = defineClaim({ ...toyDefinition, ...changes });
  return { name: `toys/${claim.id}`, claim, paper, file: new URL('toy.ts', import.meta.url).pathname };
}

export function toySettings(folder: string, changes: Partial<Settings> = {}): Settings {
  const training = {
    engine: plain,
    rootSeed: '1',
    cache: new TrajectoryCache(folder),
    signal: new AbortController().signal,
  };
  return { profile: 'quick', seed: '1', training, ...changes };
}
