import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startSettings } from '../../src/claim/options.ts';
import { loadClaims, one } from '../../src/claim/registry.ts';
import { runClaim } from '../../src/claim/run.ts';
import { RecordStore } from '../../src/claim/store.ts';
import { lemmata } from './commands.ts';
import { excerpt, rewrite, timeless } from './markdown.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const pages = ['docs/reading-a-verdict.md', 'README.md'].map((name) => join(repository, name));

test('pages show what `lemmata show` prints of their claims, run anew', { timeout: 300_000 }, async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lemmata-docs-')));
  const home = process.cwd();
  process.chdir(folder);
  try {
    // One paper suffices, and loads faster than four.
    mkdirSync('claims');
    for (const part of ['package.json', 'claims/ntk-acceleration']) symlinkSync(join(repository, part), part);
    const registered = await loadClaims(resolve('claims'));
    const options = { profile: 'quick', engine: 'wasm', seed: '1', cache: resolve('cache') } as const;
    const { settings } = await startSettings(options, new AbortController().signal);
    const store = new RecordStore(resolve('reports'));
    store.prepare();
    const shown = new Map<string, string>();
    const show = async (id: string) => {
      if (!shown.has(id)) {
        await store.write(await runClaim(one(registered, id), settings));
        const { code, out } = await lemmata(['show', id]);
        expect(code).toBe(0);
        shown.set(id, timeless(out, folder));
      }
      return shown.get(id)!;
    };
    for (const page of pages) {
      const fresh = await rewrite(readFileSync(page, 'utf8'), async ({ attributes }) =>
        attributes.show ? excerpt(await show(attributes.show), attributes) : null,
      );
      // `vitest -u` puts what is printed now into the page.
      await expect(fresh).toMatchFileSnapshot(page);
    }
    expect(shown.size).toBe(3);
  } finally {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  }
});
