import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lemmata } from './commands.ts';
import { excerpt, rewrite, timeless } from './markdown.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const page = join(repository, 'docs/add-a-paper.md');
const home = process.cwd();

/** A clone without the papers that are there already. */
const clone = realpathSync(mkdtempSync(join(tmpdir(), 'lemmata-docs-')));

beforeAll(() => {
  cpSync(join(repository, 'package.json'), join(clone, 'package.json'));
  for (const folder of ['src', 'node_modules']) symlinkSync(join(repository, folder), join(clone, folder));
  process.chdir(clone);
});
afterAll(() => {
  process.chdir(home);
  rmSync(clone, { recursive: true, force: true });
});

test('the files of the page, written in its order, make its commands print what it shows', {
  timeout: 300_000,
}, async () => {
  const text = readFileSync(page, 'utf8');
  let printed = '';
  const fresh = await rewrite(text, async ({ language, attributes, body }) => {
    if (attributes.file) {
      mkdirSync(dirname(attributes.file), { recursive: true });
      writeFileSync(attributes.file, body);
    }
    if (attributes.in) {
      const before = readFileSync(attributes.in, 'utf8');
      expect(before.split(`${attributes.replaces}\n`)).toHaveLength(2);
      writeFileSync(attributes.in, before.replace(`${attributes.replaces}\n`, body));
    }
    if (language === 'sh') {
      for (const line of body.trim().split('\n')) {
        const { code, out } = await lemmata(commandOf(line));
        expect(code, `${line}\n${out}`).toBe(Number(attributes.exit ?? 0));
        printed = timeless(out, clone);
      }
    }
    return language === 'text' ? excerpt(printed, attributes) : null;
  });
  const report = readFileSync('reports/index.html', 'utf8');
  for (const shown of ['theorem-4-interpolation', 'Distance to the minimiser, trial 0', 'tenths']) {
    expect(report.includes(shown), `the report shows ${shown}`).toBe(true);
  }
  // `vitest -u` puts what the commands print now into the page.
  await expect(fresh).toMatchFileSnapshot(page);
});

/** The arguments of `npm run verify -- …` and `npm run lemmata -- …`. */
function commandOf(line: string): string[] {
  const [, script, rest] = /^npm run (verify|lemmata) -- (.*)$/.exec(line)!;
  return [...(script === 'verify' ? ['verify'] : []), ...rest.split(' ')];
}
