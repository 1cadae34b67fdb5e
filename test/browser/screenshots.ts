import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromiumPath, launch } from './browser.ts';

// `npm run screenshots [folder]`: pictures of the last report, for people to look at, in <folder>/screenshots/.

const folder = resolve(process.argv[2] ?? 'reports');
const report = join(folder, 'index.html');
const chromium = chromiumPath();
if (!existsSync(report)) throw new Error(`${report} is not there; run \`npm run verify\` first`);
if (!chromium) throw new Error('no Chromium found; set CHROMIUM_PATH or install chromium');

const browser = await launch(chromium);
const page = await browser.newPage();
const shot = async (name: string, hash = '', { width = 1200, dark = false, print = false, whole = false } = {}) => {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', media: print ? 'print' : 'screen' });
  await page.goto('about:blank');
  await page.goto(pathToFileURL(report).href + hash);
  await page.screenshot({ path: join(folder, 'screenshots', `${name}.png`), fullPage: whole });
};

mkdirSync(join(folder, 'screenshots'), { recursive: true });
await shot('overview');
await shot('overview-dark', '', { dark: true });
await shot('matrix', '#matrix');
await shot('matrix-phone', '#matrix', { width: 360 });
await shot('graph', '#graphs');
await shot('graph-dark', '#graphs', { dark: true });
/** The first claim of each verdict and of each kind. */
const claims = (await page
  .locator('.matrix tr[data-gate]')
  .evaluateAll((rows) => rows.map((row) => [row.dataset.verdict, row.dataset.kind, row.querySelector('a')?.hash]))) as [
  string,
  string,
  string,
][];
const firsts = new Map(
  claims.toReversed().flatMap(([verdict, kind, hash]) => [[verdict, hash] as const, [kind, hash] as const]),
);
for (const [name, hash] of firsts) await shot(`claim-${name.replace(' ', '-')}`, hash, { whole: true });
for (const [name, hash] of [...firsts].slice(0, 1)) {
  await shot(`claim-${name}-phone`, hash, { width: 360, whole: true });
  await shot(`claim-${name}-dark`, hash, { dark: true, whole: true });
  await shot(`claim-${name}-print`, hash, { width: 800, print: true, whole: true });
}
await browser.close();
