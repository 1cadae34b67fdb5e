import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { run } from '../../src/cli/program.ts';

const program = fileURLToPath(new URL('../../src/cli/lemmata.mjs', import.meta.url));

/** Runs a command line of Lemmata in the working folder; `verify`, which starts workers, in a process of its own. */
export async function lemmata(args: readonly string[]): Promise<{ code: number; out: string }> {
  if (args[0] === 'verify') return spawned(args);
  let out = '';
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += text;
      return true;
    }),
    vi.spyOn(process.stderr, 'write').mockImplementation(() => true),
  ];
  try {
    return { code: await run(args), out };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

function spawned(args: readonly string[]): Promise<{ code: number; out: string }> {
  const env = { ...process.env, GITHUB_STEP_SUMMARY: '', NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args, '--workers', '1'], { env }, (error, out) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out });
    });
  });
}
