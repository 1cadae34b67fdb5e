import { describe, expect, test } from 'vitest';
import { defineClaim } from '../../src/claim/define.ts';
import { BadInput } from '../../src/errors.ts';
import { type Toy, toyDefinition } from './toy.ts';

const broken: [field: string, changes: { [K in keyof Toy]?: unknown }][] = [
  ['id', { id: 'Lemma 4.6' }],
  ['title', { title: '' }],
  ['statement.tex', { statement: { plain: 'x' } }],
  ['kind', { kind: 'theorem' }],
  ['rule', { rule: null }],
  ['rule', { kind: 'equivalence' }],
  ['controls', { controls: [] }],
  ['controls', { controls: [{ name: 'fine', breaks: 'nothing', regime: {}, expected: 'supported' }] }],
  ['controls', { controls: [...toyDefinition.controls, ...toyDefinition.controls] }],
  ['controls[0].regime', { controls: [{ name: 'typo', breaks: 'sign', regime: { valeu: -1 } }] }],
  ['controls[0].trials', { controls: [{ name: 'none', breaks: 'sign', regime: {}, trials: 0 }] }],
  ['profiles.quick.trials', { profiles: { ...toyDefinition.profiles, quick: { trials: 0, regime: { value: 1 } } } }],
  ['profiles.full', { profiles: { quick: toyDefinition.profiles.quick } }],
  ['maps[0].y', { maps: [{ x: 'value:0:1:2', y: 'unknown:0:1:2' }] }],
  ['maps[0].y', { maps: [{ x: 'value:0:1:2', y: 'value:0:1:3' }] }],
  ['measure', { measure: undefined }],
  ['expectation', { expectation: { verdict: 'true' } }],
  ['expectation.corrected', { expectation: { verdict: 'fails as printed', reason: 'a sign is wrong' } }],
];

describe('defineClaim', () => {
  test.each(broken)('names the field %s of a malformed claim', (field, changes) => {
    const attempt = () => defineClaim({ ...toyDefinition, ...changes } as Toy);
    expect(attempt).toThrow(BadInput);
    expect(attempt).toThrow(`: ${field}: `);
  });

  test('refuses batches under a rule that pays for one look', () => {
    const rule = { ...toyDefinition.rule, anytime: false };
    const quick = { trials: { batch: 2, max: 8 }, regime: { value: 1 } };
    const profiles = { ...toyDefinition.profiles, quick };
    expect(() => defineClaim({ ...toyDefinition, rule, profiles })).toThrow('anytime-valid');
    expect(defineClaim({ ...toyDefinition, profiles }).profiles.quick).toEqual(quick);
  });
});
