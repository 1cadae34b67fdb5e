import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { runClaim } from '../../src/claim/run.ts';
import { RecordStore } from '../../src/claim/store.ts';
import { BadInput } from '../../src/errors.ts';
import { folder as emptyFolder } from '../folder.ts';
import { regimeMap } from '../report/builders.ts';
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

test('maps of a claim: neither those of another whose name begins alike, nor what is torn or of another version', () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'maps/p'), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(folder, 'maps/p', name), text);
  const own = regimeMap({ claim: 'p/lemma-1' });
  write('lemma-1.eta.d.json', JSON.stringify(own));
  write('lemma-1.eta.d.svg', '<svg/>');
  write('lemma-1.eta.n.json', JSON.stringify(own).slice(0, 100));
  write('lemma-1.n.d.json', JSON.stringify({ ...own, schemaVersion: 1 }));
  write('lemma-1-corrected.eta.d.json', JSON.stringify(regimeMap({ claim: 'p/lemma-1-corrected' })));
  const store = new RecordStore(folder);
  expect(store.maps({ paper: 'p', id: 'lemma-1' })).toEqual([own]);
  expect(store.maps({ paper: 'q', id: 'lemma-1' })).toEqual([]);
});
