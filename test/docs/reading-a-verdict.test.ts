import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const folder = mkdtempSync(join(tmpdir(), 'lemmata-docs-'));
  try {
    const claims = join(folder, 'claims');
    mkdirSync(claims);
    // One paper suffices, and loads faster than four.
    symlinkSync(join(repository, 'claims/ntk-acceleration'), join(claims, 'ntk-acceleration'));
    const registered = await loadClaims(claims);
    const options = { profile: 'quick', engine: 'wasm', seed: '1', cache: join(folder, 'cache') } as const;
    const { settings } = await startSettings(options, new AbortController().signal);
    const store = new RecordStore(join(folder, 'reports'));
    store.prepare();
    const shown = new Map<string, string>();
    const show = async (id: string) => {
      if (!shown.has(id)) {
        await store.write(await runClaim(one(registered, id), settings));
        const { code, out } = await lemmata(['--claims', claims, 'show', id, '--out', store.folder]);
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
    rmSync(folder, { recursive: true, force: true });
  }
});
