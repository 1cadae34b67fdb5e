import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { claimFiles, loadClaims, one, select } from '../../src/claim/registry.ts';

const fixture = fileURLToPath(new URL('../cli/claims', import.meta.url));
// Inside the repository, so that `lemmata` resolves as it does for real claims.
const scratch = mkdtempSync(fileURLToPath(new URL('../../node_modules/.registry-', import.meta.url)));
let root = '';
let count = 0;

beforeEach(() => {
  root = join(scratch, `claims-${count++}`);
  cpSync(fixture, root, { recursive: true });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('loadClaims', () => {
  test('finds every claim by paper and name and runs nothing', async () => {
    const names = (await loadClaims(fixture)).map(({ name }) => name);
    expect(names).toEqual([
      'toys/crashes',
      'toys/diverges',
      'toys/fails',
      'toys/holds',
      'toys/lacks-data',
      'toys/slow',
    ]);
  });

  test.each([
    [
      'a claim whose id is not its file name',
      'toys/copy.claim.ts',
      'holds',
      /toys\/copy\.claim\.ts: id: must be its file name/,
    ],
    [
      'a claim of another paper',
      'other/holds.claim.ts',
      'holds',
      /other\/holds\.claim\.ts: paper: must have a paper\.ts/,
    ],
    ['a claim too deep', 'toys/deep/holds.claim.ts', 'holds', /must lie at claims\/<paper>\/<id>\.claim\.ts/],
  ])('refuses %s', async (_case, target, source, message) => {
    mkdirSync(join(root, target, '..'), { recursive: true });
    cpSync(join(fixture, `toys/${source}.claim.ts`), join(root, target));
    await expect(loadClaims(root)).rejects.toThrow(message);
  });

  test('refuses a file that exports no claim or does not load', async () => {
    writeFileSync(join(root, 'toys/empty.claim.ts'), 'export default 3;');
    await expect(loadClaims(root)).rejects.toThrow(/empty\.claim\.ts: default export: must be made with defineClaim/);
    writeFileSync(join(root, 'toys/empty.claim.ts'), 'throw new Error("no luck");');
    await expect(loadClaims(join(root))).rejects.toThrow(/empty\.claim\.ts/);
  });

  test.each([
    ['an unknown section', "section: 'Toys'", "section: 'Nowhere'", /holds\.claim\.ts: section: must be one of Toys/],
    [
      'an unknown lemma',
      "section: 'Toys'",
      "section: 'Toys', restsOn: ['lemma-99']",
      /restsOn\[0\]: must be the id of/,
    ],
    ['a circle', "section: 'Toys'", "section: 'Toys', restsOn: ['slow']", /must not lead back .*holds → slow → holds/],
  ])('refuses %s', async (_case, from, to, message) => {
    const holds = join(root, 'toys/holds.claim.ts');
    writeFileSync(holds, readFileSync(holds, 'utf8').replace(from, to));
    const slow = join(root, 'toys/slow.claim.ts');
    writeFileSync(slow, readFileSync(slow, 'utf8').replace("section: 'Toys'", "section: 'Toys', restsOn: ['holds']"));
    await expect(loadClaims(root)).rejects.toThrow(message);
  });

  test('refuses a folder that is not there', () => {
    expect(() => claimFiles(join(root, 'nowhere'))).toThrow(/claims folder: must exist/);
  });
});

describe('select and one', () => {
  test('match parts of names, and say what there is when nothing matches', async () => {
    const all = await loadClaims(fixture);
    expect(select(all, ['hold']).map(({ name }) => name)).toEqual(['toys/holds']);
    expect(select(all, []).length).toBe(all.length);
    expect(() => select(all, ['lemma-99'])).toThrow(/claim: must match a claim; got "lemma-99". Claims: toys\/crashes/);
    const many = [7, 8, 9, 10].flatMap((k) =>
      ['a', 'b', 'c'].map((paper) => ({ ...all[0], name: `${paper}/lemma-${k}` })),
    );
    expect(() => select(many, ['lemma-9-feature'])).toThrow(
      'Nearest: a/lemma-9, b/lemma-9, c/lemma-9, a/lemma-7, b/lemma-7; `npm run lemmata -- list` names all 12.',
    );
    expect(one(all, 'holds').name).toBe('toys/holds');
    expect(() => one(all, 'toys')).toThrow('must be the name of one claim');
  });
});
