import { existsSync, readFileSync } from 'node:fs';

/** What to type in this folder to run Lemmata: the script of its own repository, or the package of somebody else's. */
export function commandLine(words: string): string {
  const own = existsSync('package.json') && JSON.parse(readFileSync('package.json', 'utf8')).name === 'lemmata';
  return `${own ? 'npm run lemmata --' : 'npx lemmata'} ${words}`;
}
