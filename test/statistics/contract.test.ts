import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadInput } from '../../src/errors.ts';
import { random } from '../../src/random/random.ts';
import { guarantees } from '../../src/statistics/rule.ts';
import { boundaries } from '../calibration/boundaries.ts';

/** What every rule must satisfy. Enrolling a rule in the calibration enrols it here. */
describe.each(boundaries.map((boundary) => [`${boundary.rule.name}: ${boundary.rule.summary}`, boundary] as const))(
  '%s',
  (_, { rule, looks, justTrue, justFalse }) => {
    const draws = fc.record({ seed: fc.nat(), sound: fc.boolean() }).map(({ seed, sound }) => {
      const stream = random(`contract ${seed}`);
      return Array.from({ length: looks[looks.length - 1] }, (__, trial) =>
        (sound ? justTrue : justFalse)(stream, trial),
      );
    });
    const decide = (observations: never[], share: number) => rule.decide(observations, share);
    const runs = { numRuns: 10, seed: 20 };

    test('says what it does', () => {
      expect(rule.explain().length).toBeGreaterThan(40);
      expect(rule.kinds.length).toBeGreaterThan(0);
      expect(guarantees).toEqual(expect.arrayContaining([...rule.kinds]));
      expect(rule.anytime).toBe(rule.name === 'bounded-mean' || rule.name.endsWith('anytime'));
    });

    test('its interval holds its estimate and shrinks as the share grows', () => {
      fc.assert(
        fc.property(draws, (observations) => {
          const [careful, bold] = [decide(observations, 1e-4), decide(observations, 0.1)];
          const slack = 1e-6;
          expect(careful.interval[0]).toBeLessThanOrEqual(careful.measured + slack);
          expect(careful.interval[1]).toBeGreaterThanOrEqual(careful.measured - slack);
          expect(careful.interval[0]).toBeLessThanOrEqual(bold.interval[0] + slack);
          expect(careful.interval[1]).toBeGreaterThanOrEqual(bold.interval[1] - slack);
        }),
        runs,
      );
    });

    test('what supports lies in the range that it demands, what refutes does not', () => {
      fc.assert(
        fc.property(draws, (observations) => {
          const { verdict, measured, demand } = decide(observations, 0.1);
          const [least, most] = demand!;
          // The bets of bounded-mean may have excluded a mean to which the observations came back later.
          const bets = rule.name === 'bounded-mean';
          if (verdict !== 'undecided' && !bets)
            expect(measured >= least && measured <= most).toBe(verdict === 'supported');
        }),
        runs,
      );
    });

    test('a verdict at a small share stands at a larger one', () => {
      fc.assert(
        fc.property(draws, (observations) => {
          const careful = decide(observations, 0.01).verdict;
          if (careful !== 'undecided' && rule.name !== 'bounded-mean') {
            expect(decide(observations, 0.2).verdict).toBe(careful);
          }
        }),
        runs,
      );
    });

    test('the samples it asks for detect the effect', () => {
      for (const effect of [0.2, 0.1]) {
        const needed = rule.samplesNeeded(effect, 0.01);
        expect(needed).toBeGreaterThanOrEqual(1);
        expect(rule.smallestDetectable(needed, 0.01)).toBeLessThanOrEqual(effect);
      }
      expect(rule.samplesNeeded(0.1, 0.01)).toBeGreaterThanOrEqual(rule.samplesNeeded(0.2, 0.01));
    });

    test('no observations are bad input', () => {
      expect(() => decide([], 0.05)).toThrow(BadInput);
    });

    test('one sentence with a number in it', () => {
      const stream = random('sentence');
      const decision = decide(
        Array.from({ length: looks[looks.length - 1] }, (__, trial) => justTrue(stream, trial)),
        0.05,
      );
      expect(decision.sentence).toMatch(/\d/);
      expect(decision.predicted).not.toBe('');
      expect(decision.count).toBeGreaterThanOrEqual(1);
    });
  },
);
