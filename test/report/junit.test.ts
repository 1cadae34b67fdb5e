import { describe, expect, test } from 'vitest';
import { convert, create } from 'xmlbuilder2';
import { junit } from '../../src/report/junit.ts';
import { summarise } from '../../src/report/summary.ts';
import { control, meta, record } from './builders.ts';
import { calm, run } from './fixture.ts';

interface Counts {
  readonly '@tests': string;
  readonly '@failures': string;
  readonly '@errors': string;
  readonly '@skipped': string;
  readonly '@time': string;
}
interface Case {
  readonly '@name': string;
  readonly '@classname': string;
  readonly '@time': string;
  readonly failure?: { readonly '@message': string; readonly '#': string };
  readonly error?: { readonly '@message': string; readonly '#': string };
  readonly skipped?: { readonly '@message': string };
}
type Suite = Counts & { readonly '@name': string; readonly testcase: Case[] };
type Parsed = { readonly testsuites: Counts & { readonly testsuite: Suite[] } };

const parse = (xml: string) => convert(xml, { format: 'object' }) as unknown as Parsed;
const suites = (xml: string): Suite[] => [parse(xml).testsuites.testsuite].flat();
const isControl = ({ '@name': name }: Case) => / control: /.test(name);
const { summary } = run;

/** Names of the cases as a parser reads them; `convert` gives attributes as they are written. */
function namesIn(xml: string): string[] {
  const root = create(xml).root();
  const found = root.filter(({ node }) => node.nodeName === 'testcase', false, true);
  return found.map(({ node }) => (node as unknown as { getAttribute(name: string): string }).getAttribute('name'));
}

describe('JUnit', () => {
  const xml = junit(run);
  const cases = suites(xml).flatMap(({ testcase }) => testcase);
  const claims = cases.filter((one) => !isControl(one));
  const controls = cases.filter(isControl);
  const find = (id: string) => claims.find(({ '@name': name }) => name.startsWith(`${id}: `))!;

  test('looks as it should', () => {
    expect(xml).toMatchSnapshot();
  });

  test('has a suite per paper, a case per claim and per control', () => {
    expect(suites(xml).map(({ '@name': name }) => name)).toEqual([...new Set(run.claims.map(({ paper }) => paper))]);
    expect(claims).toHaveLength(summary.claims);
    expect(controls).toHaveLength(summary.controls);
    for (const { '@name': paper, testcase } of suites(xml)) {
      for (const one of testcase) expect(one['@classname']).toBe(paper);
    }
  });

  test('agrees with the summary on what failed', () => {
    const broken = claims.filter(({ failure, error }) => failure || error);
    expect(broken).toHaveLength(summary.fail);
    expect(claims.filter(({ error }) => error)).toHaveLength(summary.notRun - summary.skip);
    expect(controls.filter(({ failure, error }) => !failure && !error)).toHaveLength(summary.controlsCaught);
  });

  test('the counts of each suite, and of all, are those of the cases below', () => {
    const all = parse(xml).testsuites;
    for (const [counts, below] of [
      [all, cases] as const,
      ...suites(xml).map((suite) => [suite, suite.testcase] as const),
    ]) {
      expect(Number(counts['@tests'])).toBe(below.length);
      expect(Number(counts['@failures'])).toBe(below.filter(({ failure }) => failure).length);
      expect(Number(counts['@errors'])).toBe(below.filter(({ error }) => error).length);
      expect(Number(counts['@skipped'])).toBe(below.filter(({ skipped }) => skipped).length);
      const seconds = below.reduce((sum, { '@time': time }) => sum + Number(time), 0);
      expect(Number(counts['@time'])).toBeCloseTo(seconds, 2);
    }
  });

  test('each verdict and gate has its element, with the reason and the replay command', () => {
    expect(find('thm-2-asymptotic-rate').failure).toMatchObject({
      '@message': 'refuted, but expected to be supported',
      '#': expect.stringContaining('npm run lemmata -- replay ntk-acceleration/thm-2-asymptotic-rate'),
    });
    expect(find('table-1-synthetic').failure?.['@message']).toMatch(/^vacuous: /);
    expect(find('lemma-5-3-feature-flip').error?.['@message']).toMatch(/training diverged: loss of trial 3 is NaN/);
    expect(find('theorem-5-1-pathwise-order').skipped?.['@message']).toMatch(/profile full decides/);
    expect(find('figure-4-cifar-small-margin').skipped?.['@message']).toMatch(/^not run: no data: cifar-10/);
    expect(find('theorem-4-1-stationary-flow-order').failure?.['@message']).toMatch(/^undecided/);
    const asPrinted = find('thm-2-heavy-ball-bound');
    expect(asPrinted.failure ?? asPrinted.error ?? asPrinted.skipped).toBeUndefined();
    expect(Number(find('thm-2-asymptotic-rate')['@time'])).toBe(65.432);
  });

  test('titles come back as they were, XML specials and all', () => {
    const titles = run.claims.map(({ id, title }) => `${id}: ${title}`);
    expect(namesIn(xml).filter((name) => !name.includes(' control: '))).toEqual(titles);
    expect(titles.join()).toMatch(/&.*<under> "GD"/);
  });

  test('what XML cannot hold is left out, and nothing is taken for markup', () => {
    const title = 'bell \u0007, colour \u001b[31mred\u001b[0m, half \ud83d, end \uffff, &lt; &amp;';
    const odd = record({ id: 'odd', paper: 'p', title, controls: [control('\u0000 x ]]> <!--')] });
    expect(namesIn(junit(summarise([odd], meta)))).toEqual([
      'odd: bell , colour red, half \ufffd, end \ufffd, &lt; &amp;',
      'odd control: x ]]> <!--',
    ]);
    // The reader of xmlbuilder2 decodes twice; others would choke on a bare &#7;.
    expect(junit(summarise([{ ...odd, title: '&#7;' }], meta))).toContain('odd: &amp;#7;');
  });

  test('a run in which nothing failed says so', () => {
    const { testsuites } = parse(junit(calm));
    expect(testsuites).toMatchObject({ '@failures': '0', '@errors': '0', '@skipped': '1' });
  });
});
