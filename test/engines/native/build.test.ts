import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packageFolder, tensorflowMissing } from '../../../src/engines/native/tensorflow.ts';

const script = fileURLToPath(new URL('../../../src/engines/native/build.ts', import.meta.url));
const folder = packageFolder();

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'lemmata-path-'));
});
afterEach(() => {
  rmSync(path, { recursive: true });
  if (folder) rmSync(join(folder, 'download'), { recursive: true, force: true });
});

/** The build with only these commands, shell scripts, on its PATH. */
function build(commands: Record<string, string>) {
  for (const [name, body] of Object.entries(commands)) {
    writeFileSync(join(path, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script], {
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
  });
  return { status, stdout, stderr };
}

const tools = { 'g++': 'exit 0', npm: 'echo "npm error code EAI_AGAIN" >&2; exit 1' };
const offline = 'case "$*" in *--version) exit 0;; esac; echo "ERROR: No matching distribution found" >&2; exit 1';
const linux = process.platform === 'linux' && process.arch === 'x64';

// Where the addon is here there is nothing to build.
describe.runIf(tensorflowMissing() && linux)('native:build', () => {
  test('names a tool that is not there, in one line, and ends with 2', () => {
    const { status, stdout, stderr } = build({});
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^native:build: g\+\+: must be installed; got ".*ENOENT"\. Install it .*\n$/);
    expect(build({ 'g++': 'exit 0' }).stderr).toContain('native:build: python3-pip: must be installed');
  });

  test('names the registry that it cannot reach, in one line, and ends with 2', () => {
    const { status, stderr } = build({ ...tools, python3: offline });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      folder
        ? /^native:build: tensorflow-cpu==\S+: must come from PyPI; got "ERROR: No matching .*"\. See whether .*\n$/
        : /^native:build: @tensorflow\/tfjs-node-gpu: must come from npm; got "npm error code EAI_AGAIN"\. .*\n$/,
    );
  });

  test.runIf(folder)('refuses a wheel with another digest, and unpacks nothing', () => {
    const forged =
      'case "$*" in *--version) exit 0;; esac; while [ "$1" != --dest ]; do shift; done; /bin/mkdir "$2"; echo forged > "$2/a.whl"';
    const { status, stderr } = build({ ...tools, python3: forged });
    expect(status).toBe(1);
    expect(stderr).toMatch(/a\.whl has the digest [0-9a-f]{64}, not 2b847d21/);
    expect(existsSync(join(folder!, 'deps'))).toBe(false);
  });
});
