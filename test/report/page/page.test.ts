import { readdirSync, readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { statementMath } from '../../../src/report/page/math.ts';
import { reportPage } from '../../../src/report/page/page.ts';
import { hrefOf, nameOf } from '../../../src/report/page/verdicts.ts';
import { summarise } from '../../../src/report/summary.ts';
import { control, meta, record, regimeMap } from '../builders.ts';
import { records, run } from '../fixture.ts';

const page = reportPage(run, records());
const { document } = parseHTML(page) as unknown as { document: Node };
/** What is used of the DOM, whose types are not loaded here. */
interface Node {
  readonly textContent: string;
  readonly outerHTML: string;
  getAttribute(name: string): string | null;
  getElementById(id: string): Node | null;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): Iterable<Node>;
}
const all = (selector: string, within = document) => [...within.querySelectorAll(selector)];

describe('the page', () => {
  test('is the same for the same records, in whatever order they come', () => {
    expect(reportPage(run, records())).toBe(page);
    expect(reportPage(run, records().reverse())).toBe(page);
  });

  test('has a row, a node and a page for each claim, and every link leads somewhere', () => {
    const ids = new Set(all('[id]').map((element) => element.getAttribute('id')));
    expect(ids.size).toBe(all('[id]').length);
    for (const claim of records()) {
      expect(ids).toContain(nameOf(claim));
      expect(all(`.matrix a[href="${hrefOf(claim)}"]`)).toHaveLength(1);
      expect(all(`svg.graph a[href="${hrefOf(claim)}"]`)).toHaveLength(1);
    }
    const targets = all('a[href^="#"]').map((link) => decodeURIComponent(link.getAttribute('href')!.slice(1)));
    expect(targets.filter((target) => target !== 'all' && !target.startsWith('?') && !ids.has(target))).toEqual([]);
  });

  test('tells of a claim what its record holds', () => {
    const article = document.getElementById('adam-generalization/table-1-synthetic')!;
    const told = article.textContent;
    for (const words of ['Adam errs on 2 of 64.', 'vacuous', 'The gate fails.', 'missed: it must be refuted', 'eta']) {
      expect(told).toContain(words);
    }
    const printed = document.getElementById('ntk-acceleration/thm-2-heavy-ball-bound')!;
    expect(printed.textContent).toContain('the proof drops a factor of √5');
    expect(printed.textContent).toContain('1.12 [1.1,\u00a0∞]');
    const corrected = '#ntk-acceleration/thm-2-heavy-ball-bound-corrected';
    expect(all(`a[href="${corrected}"]`, printed).length).toBeGreaterThan(0);
    expect(printed.querySelector('.command code')!.textContent).toMatch(/^npm run lemmata -- replay ntk/);
  });

  test('says what the run could have detected, of each part where they differ', () => {
    const of = 'between the observed proportion and the bound';
    const parts = [0.05, 0.02].map((size, k) => ({
      name: `part ${k}`,
      verdict: 'supported' as const,
      measured: 1,
      predicted: '≥ 0.9',
      interval: [0.9, 1] as [number, number],
      sentence: 'It held.',
      detectable: { size, of },
    }));
    const told = (changes: object) => {
      const one = record({ id: 'lemma-1', paper: 'p', ...changes });
      return reportPage(summarise([one], meta), [one]);
    };
    expect(told({ detectable: { size: 0.0812, of } })).toContain(`0.0812 ${of}`);
    expect(told({ detectable: { size: null, of } })).toContain('none: with so few trials');
    expect(told({ parts })).toContain(`part 1: 0.02 ${of}`);
    expect(told({ parts: [parts[0], { ...parts[0], name: 'other' }] })).toContain(`each part: 0.05 ${of}`);
  });

  test('shows the maps of a claim that the code, profile, seed and engine of its record drew; of others it says so', () => {
    const one = record({ id: 'lemma-1', paper: 'p' });
    const maps = [regimeMap({ claim: 'p/lemma-1' }), regimeMap({ claim: 'p/lemma-1', key: 'other', seed: '7' })];
    const told = parseHTML(reportPage(summarise([one], meta), [one], [...maps, regimeMap({ claim: 'p/lemma-10' })]));
    const article = told.document.getElementById('p/lemma-1') as unknown as Node;
    const [drawn, ...others] = all('figure', article);
    expect(others).toEqual([]);
    const words = all('text', drawn).map(({ textContent }) => textContent);
    expect(words.filter((word) => word === '✓ 0.973')).toHaveLength(2);
    expect(words).toEqual(expect.arrayContaining(['eta, log', 'the statement speaks of it', 'the verdict changes']));
    expect(drawn.textContent).toContain('p/lemma-1 over eta and d; profile quick, seed 1, engine wasm');
    expect(article.textContent).toContain('seed 7, engine wasm) was not drawn by the code, profile, seed and engine');
    expect(all('figure', told.document as unknown as Node)).toHaveLength(1);
  });

  test('is one file: nothing in it is loaded from elsewhere', () => {
    expect(page).not.toMatch(
      /<(?:img|iframe|object|embed|source|audio|video)\b|@import|url\(|<link(?! rel="icon" href="data:,")/,
    );
    expect(all('script').every((script) => script.getAttribute('src') === null)).toBe(true);
    expect(document.querySelector('meta[http-equiv]')!.getAttribute('content')).toMatch(/^default-src 'none';/);
  });
});

test('hostile text is shown, never obeyed', () => {
  const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)>"\'\u0000';
  const id = 'x" onclick="alert(1)';
  const one = record({
    id,
    paper: 'p<b>',
    title: evil,
    label: evil,
    section: evil,
    statement: { tex: `\\text{${evil}}`, plain: evil },
    assumptions: [evil],
    restsOn: [evil],
    gate: 'fail',
    gateReason: evil,
    sentence: evil,
    predicted: evil,
    counterexample: { [evil]: [{ [evil]: evil }] },
    regime: { [evil]: evil },
    controls: [control(evil, { breaks: evil })],
    replay: evil,
    device: evil,
    figures: [
      {
        title: evil,
        x: { label: evil },
        y: { label: evil },
        series: [
          {
            name: evil,
            points: [
              [0, 1],
              [1, 2],
            ],
          },
        ],
      },
    ],
  });
  const broken = record({ id: 'tex', paper: 'p<b>', statement: { tex: `\\frac{${evil}`, plain: evil } });
  const text = reportPage(summarise([one, broken], meta), [one, broken]);
  const { document: parsed } = parseHTML(text) as unknown as { document: Node };
  expect(all('script', parsed)).toHaveLength(2);
  expect(all('img, [onclick], [onerror], b', parsed)).toEqual([]);
  expect(parsed.getElementById(nameOf(one))).not.toBeNull();
  expect(text).not.toContain('\u0000');
});

test('TeX that cannot be set is shown as it is', () => {
  expect(statementMath('\\frac{a <').text).toContain('\\frac{a &lt;');
  expect(statementMath('\\notacommand{x}').text).toContain('<pre');
});

test('a long statement may wrap where it has wide spaces outside of brackets, and loses nothing there', () => {
  const one = statementMath('a=\\frac{b\\quad c}{d}').text;
  const two = statementMath('a=b,\\quad c=d,\\qquad e=f').text;
  expect(one.match(/<math/g)).toHaveLength(1);
  expect(two.match(/<math/g)).toHaveLength(3);
  expect(two.replaceAll(/<[^>]*>/g, '').replaceAll(/\s/g, '')).toBe('a=b,c=d,e=f');
});

test('two thousand claims make a page of bounded size', { timeout: 120_000 }, () => {
  const many = Array.from({ length: 2000 }, (_, k) =>
    record({
      id: `lemma-${k}`,
      paper: `paper-${k % 20}`,
      restsOn: k >= 20 ? [`lemma-${k - 20}`] : [],
      verdict: k % 7 === 0 ? 'refuted' : 'supported',
    }),
  );
  const before = process.cpuUsage();
  const text = reportPage(summarise(many, meta), many);
  const { user } = process.cpuUsage(before);
  console.log(`2000 claims: ${(text.length / 2 ** 20).toFixed(1)} MiB in ${(user / 1e6).toFixed(1)} s of CPU`);
  expect(text.match(/<article/g)).toHaveLength(2000);
  expect(text.length).toBeLessThan(30 * 2 ** 20);
});

test('the style sheets have no address of their own', () => {
  const sheets = readdirSync('src/report/page').filter((name) => name.endsWith('.css'));
  const style = sheets.map((name) => readFileSync(`src/report/page/${name}`, 'utf8')).join('');
  expect(style).toContain('.matrix');
  expect(style).not.toMatch(/url\(|@import|@font-face/);
});
