import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { run } from '../../src/cli/program.ts';

/** The toy claims. */
export const claims = fileURLToPath(new URL('claims', import.meta.url));

/** A command line run in this process, as outside CI unless `env` says otherwise. */
export async function lemmata(
  args: readonly string[],
  env: { [name: string]: string } = {},
): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const listen = (stream: 'stdout' | 'stderr', to: 'out' | 'err') =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[to] += text;
      return true;
    });
  const spies = [listen('stdout', 'out'), listen('stderr', 'err')];
  for (const [name, value] of Object.entries({ GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', NO_COLOR: '1', ...env })) {
    vi.stubEnv(name, value);
  }
  try {
    const code = await run(['--claims', claims, ...args]);
    return { code, ...said };
  } finally {
    vi.unstubAllEnvs();
    for (const spy of spies) spy.mockRestore();
  }
}
