import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { runClaim } from '../../src/claim/run.ts';
import { RecordStore } from '../../src/claim/store.ts';
import { BadInput } from '../../src/errors.ts';
import { folder as emptyFolder } from '../folder.ts';
import { toy, toySettings } from './toy.ts';

const folder = emptyFolder();
const store = new RecordStore(folder);
store.prepare();

test('a record survives the way to the disk and back', async () => {
  const record = await runClaim(toy(), toySettings(folder));
  await store.write(record);
  expect(store.read('toys', 'toy')).toEqual(record);
  expect(store.read('toys', 'absent')).toBeNull();
  expect(readdirSync(dirname(store.pathOf('toys', 'toy')))).toEqual(['toy.json']);
});

test('a record that breaks the schema is not written', async () => {
  const record = await runClaim(toy({ id: 'bad' }), toySettings(folder));
  await expect(store.write({ ...record, trials: -1 })).rejects.toThrow('trials');
  expect(store.read('toys', 'bad')).toBeNull();
});

test('a torn record and one of another schema are named with file and field', async () => {
  await store.write(await runClaim(toy({ id: 'torn' }), toySettings(folder)));
  const path = store.pathOf('toys', 'torn');
  const whole = readFileSync(path, 'utf8');
  writeFileSync(path, whole.slice(0, whole.length / 2));
  expect(() => store.read('toys', 'torn')).toThrow(BadInput);
  expect(() => store.read('toys', 'torn')).toThrow(/torn\.json: must be whole JSON/);
  writeFileSync(path, whole.replace('"verdict": "supported"', '"verdict": "true"'));
  expect(() => store.read('toys', 'torn')).toThrow(/torn\.json: verdict/);
});

test('a folder that cannot be written is bad input', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => new RecordStore(join(file, 'out')).prepare()).toThrow(/--out: must be a folder that can be written/);
});

test('a missing run says what to do', () => {
  expect(() => store.readRun()).toThrow('npm run lemmata -- verify');
});
