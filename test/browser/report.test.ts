import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportPage } from '../../src/report/page/page.ts';
import { records, run } from '../report/fixture.ts';
import { chromiumPath, launch } from './browser.ts';

const chromium = chromiumPath();
if (!chromium) console.warn('browser tests are skipped: no Chromium found; set CHROMIUM_PATH or install chromium');

const all = records().length;
const count = (keep: (record: ReturnType<typeof records>[number]) => boolean) => records().filter(keep).length;
const claim = 'ntk-acceleration/thm-2-heavy-ball-bound';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!chromium)('the report in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lemmata-page-'));
  const file = join(folder, 'index.html');
  const address = pathToFileURL(file).href;
  const problems: string[] = [];
  const requests: string[] = [];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    writeFileSync(file, reportPage(run, records()));
    browser = await launch(chromium!);
    page = await browser.newPage({ viewport: { width: 1100, height: 800 } });
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => requests.push(request.url().split('#')[0]));
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens an address of the page as a link from elsewhere would. */
  const open = async (hash = '') => {
    await page.goto('about:blank');
    await page.goto(`${address}${hash}`);
  };
  const rows = () => page.locator('.matrix tr[data-gate]:visible').count();
  const shownClaims = () => page.locator('article.claim:visible').evaluateAll((found) => found.map(({ id }) => id));
  const focused = () => page.locator(':focus');

  test('filters by verdict, gate, kind, paper and text; the address keeps them', async () => {
    await open();
    expect(await rows()).toBe(all);
    const refuted = count(({ verdict }) => verdict === 'refuted');
    expect(refuted).toBeGreaterThan(0);
    await page.check('input[value="refuted"]');
    expect(await rows()).toBe(refuted);
    await page.check('input[value="undecided"]');
    const either = (verdict: string) => verdict === 'refuted' || verdict === 'undecided';
    expect(await rows()).toBe(count(({ verdict }) => either(verdict)));
    await page.check('input[value="fail"]');
    const failing = count(({ verdict, gate }) => either(verdict) && gate === 'fail');
    expect(await rows()).toBe(failing);
    expect(await page.textContent('output')).toBe(`${failing} of ${all} claims`);
    await page.selectOption('[name=paper]', 'igr-momentum');
    const ofPaper = count((it) => either(it.verdict) && it.gate === 'fail' && it.paper === 'igr-momentum');
    expect(ofPaper).toBeLessThan(failing);
    expect(await rows()).toBe(ofPaper);
    await page.reload();
    expect(await rows()).toBe(ofPaper);
    await page.click('#filters .reset');
    expect(await rows()).toBe(all);
    await page.selectOption('[name=kind]', 'exponent');
    expect(await rows()).toBe(count(({ kind }) => kind === 'exponent'));
    await page.click('#filters .reset');
    await page.fill('[name=q]', 'UNLEARNS feature');
    expect(await rows()).toBe(1);
    await page.fill('[name=q]', 'no such claim');
    expect(await page.isVisible('.none')).toBe(true);
    await page.click('.none .reset');
    expect(await rows()).toBe(all);
    await open('#?verdict=not%20run');
    expect(await rows()).toBe(count(({ verdict }) => verdict === 'not run'));
  });

  test('a deep link shows one claim, and back leads to the filtered matrix', async () => {
    await open(`#${claim}`);
    expect(await shownClaims()).toEqual([claim]);
    expect(await page.isVisible('#overview')).toBe(false);
    expect(await page.title()).toMatch(/^Lemma 4.6: Accelerated bound/);
    // Within the page `hashchange` comes after the click that caused it.
    await open('#?verdict=refuted');
    await page.click(`.matrix a[href="#${claim}"]`);
    await expect.poll(shownClaims).toEqual([claim]);
    await expect.poll(() => focused().evaluate(({ tagName }) => tagName)).toBe('H1');
    await page.click('article.current .back');
    await expect.poll(rows).toBe(count(({ verdict }) => verdict === 'refuted'));
    await expect.poll(() => focused().getAttribute('href')).toBe(`#${claim}`);
    await page.goBack();
    await expect.poll(shownClaims).toEqual([claim]);
    await open('#all');
    expect(await shownClaims()).toHaveLength(all);
    await open('#no/such-claim');
    expect(await rows()).toBe(all);
  });

  test('the copy button copies the replay command', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(`#${claim}`);
    await page.click('article.current .copy');
    await expect.poll(() => page.textContent('article.current [role=status]')).toBe('Copied');
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      `npm run lemmata -- replay ${claim} --profile quick --seed 1 --engine wasm`,
    );
  });

  test('the keyboard reaches everything and is never caught', async () => {
    await open();
    await page.keyboard.press('Tab');
    expect(await focused().textContent()).toBe('Skip to the matrix');
    await page.keyboard.press('Enter');
    expect(await focused().getAttribute('id')).toBe('matrix');
    const seen = new Set<string>();
    let visible = true;
    for (let k = 0; k < 120; k += 1) {
      await page.keyboard.press('Tab');
      const { name, outlined } = (await page.evaluate(`(() => {
        const it = document.activeElement;
        const target = it.getAttribute('href') ?? it.getAttribute('value') ?? '';
        return { name: it.tagName + ' ' + target, outlined: getComputedStyle(it).outlineStyle };
      })()`)) as { name: string; outlined: string };
      if (name.startsWith('BODY')) break;
      visible &&= outlined !== 'none';
      seen.add(name);
    }
    expect(visible).toBe(true);
    expect(seen).toContain('INPUT refuted');
    expect(seen).toContain(`A #${claim}`);
    expect(seen.size).toBeGreaterThan(20);
  });

  test.each([`#${claim}`, '#adam-generalization/lemma-5-3-feature-flip', '#all', ''])(
    'at 360 pixels the page %s does not scroll sideways',
    async (hash) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await open(hash);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      await page.setViewportSize({ width: 1100, height: 800 });
    },
  );

  test.each([
    ['light', ''],
    ['light', `#${claim}`],
    ['dark', ''],
    ['dark', '#adam-generalization/table-1-synthetic'],
  ] as const)('axe finds nothing, %s, page %s', async (colorScheme, hash) => {
    await page.emulateMedia({ colorScheme });
    await open(hash);
    await page.evaluate(axe);
    const found = (await page.evaluate('axe.run()')) as { violations: { id: string; nodes: { html: string }[] }[] };
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`)).toEqual([]);
  });

  test('without a script everything is there', async () => {
    const plain = await browser.newPage({ javaScriptEnabled: false });
    await plain.goto(`${address}#${claim}`);
    expect(await plain.locator('article.claim:visible').count()).toBe(all);
    expect(await plain.locator('.matrix tr[data-gate]:visible').count()).toBe(all);
    expect(await plain.isVisible('#filters')).toBe(false);
    expect(await plain.locator('.copy:visible').count()).toBe(0);
    await plain.close();
  });

  test('a claim prints alone', async () => {
    await page.emulateMedia({ media: 'print' });
    await open(`#${claim}`);
    expect(await shownClaims()).toEqual([claim]);
    expect(await page.locator('.copy:visible, .trail:visible').count()).toBe(0);
    await page.emulateMedia({ media: null });
  });

  test('nothing was logged, and no request left the file', () => {
    expect(problems).toEqual([]);
    expect([...new Set(requests)].filter((url) => !/^(data|about):/.test(url))).toEqual([address]);
  });
});
