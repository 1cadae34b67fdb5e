import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { checkOptions, startSettings } from '../../src/claim/options.ts';
import type { Registered } from '../../src/claim/registry.ts';
import { runClaim } from '../../src/claim/run.ts';
import type { PoolEvents } from '../../src/cli/pool.ts';
import { folder } from '../folder.ts';
import { lemmata } from './in-process.ts';

// Worker processes are tested elsewhere; the toys that end or outlast theirs are left out.
vi.mock(import('../../src/cli/pool.ts'), () => ({
  async runPool(claims: readonly Registered[], { options }: { options: object }, events: PoolEvents) {
    const { settings } = await startSettings(checkOptions(options), new AbortController().signal);
    for (const claim of claims) {
      events.started(claim);
      const left = /crashes|slow/.test(claim.name);
      await events.finished(claim, left ? { problem: 'left out' } : { record: await runClaim(claim, settings) });
    }
  },
}));

const page = readFileSync(fileURLToPath(new URL('../../docs/ci.md', import.meta.url)), 'utf8');
/** The commands of Lemmata in the blocks of the page, in their order; a line of a sharded job stands for three. */
const commands = [...page.matchAll(/```(?:sh|yaml)\n(.*?)```/gs)]
  .flatMap(([, block]) => block.match(/npm run .*/g) ?? [])
  .flatMap((line) =>
    line.includes('matrix.shard')
      ? [1, 2, 3].map((k) => line.replaceAll(/\$\{\{ matrix\.shard \}\}/g, `${k}`))
      : [line],
  )
  .map((line) => line.replace(/ *[#>].*/, '').replace(' $baseline', ''))
  .map((line) => line.replace(/^npm run (?:--silent )?verify(?: --)?/, 'verify').replace(/^npm run lemmata -- /, ''));

test('every command of docs/ci.md runs, and in its order finds the files that it names', {
  timeout: 180_000,
}, async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  const home = process.cwd();
  process.chdir(folder());
  try {
    expect(commands.length).toBeGreaterThan(15);
    for (const command of commands) {
      const { code, err } = await lemmata(command.split(/ +/));
      // Some toys fail their gate; bad use and defects have other codes.
      expect([command, [0, 1].includes(code) ? 'ran' : err]).toEqual([command, 'ran']);
      // The whole has more claims than a shard; the toys that fail are among them.
      if (command.startsWith('diff') || command.startsWith('report')) expect([command, code]).toEqual([command, 1]);
    }
  } finally {
    process.chdir(home);
    vi.restoreAllMocks();
  }
});

test('the page names every exit code', () => {
  for (const code of [0, 1, 2, 70, 130]) expect(page).toContain(`\n| ${code} | `);
});
