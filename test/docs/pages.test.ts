import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { rewrite } from './markdown.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const pages = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(repository, 'docs')).map((name) => `docs/${name}`)]
  .filter((name) => name.endsWith('.md'))
  .map((name) => [name, readFileSync(join(repository, name), 'utf8')] as const);

/** As GitHub makes it of a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

test.each(pages)('%s: every link leads to a file or a heading that is there', (name, text) => {
  const shown = text.replaceAll(/<!--[\s\S]*?-->/g, '');
  for (const [, target] of shown.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^https?:/.test(target)) continue;
    const [path, heading] = target.split('#');
    const file = path === '' ? join(repository, name) : join(repository, dirname(name), path);
    expect(existsSync(file), target).toBe(true);
    if (!heading) continue;
    const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, words]) => anchor(words));
    expect(headings, target).toContain(heading);
  }
});

test.each(pages)('%s: what is shown of a file is that file', async (_, text) => {
  await rewrite(text, async ({ attributes: { of }, body }) => {
    if (of) expect(body).toBe(readFileSync(join(repository, of), 'utf8'));
    return null;
  });
});
