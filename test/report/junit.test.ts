import { DOMParser } from 'linkedom';
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
  /** Of a suite; the schema has none for all of them. */
  readonly '@skipped'?: string;
  readonly '@time': string;
}
/** What junit-10.xsd of jenkinsci/xunit-plugin says of the elements that are written: parents and attributes. */
const shape: { [element: string]: { within: string[]; must: string[]; may: string[] } } = {
  testsuites: { within: [''], must: [], may: ['name', 'time', 'tests', 'failures', 'errors'] },
  testsuite: {
    within: ['testsuites'],
    must: ['name', 'tests', 'failures', 'errors'],
    may: ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'],
  },
  properties: { within: ['testsuite', 'testcase'], must: [], may: [] },
  property: { within: ['properties'], must: ['name', 'value'], may: [] },
  testcase: { within: ['testsuite'], must: ['name'], may: ['time', 'classname', 'group'] },
  skipped: { within: ['testcase'], must: [], may: ['type', 'message'] },
  error: { within: ['testcase'], must: [], may: ['type', 'message'] },
  failure: { within: ['testcase'], must: [], may: ['type', 'message'] },
};

interface Node {
  readonly nodeName: string;
  readonly attributes: Iterable<{ readonly name: string }>;
  readonly children: Iterable<Node>;
  getAttribute(name: string): string | null;
}

interface Case {
  readonly '@name': string;
  readonly '@classname': string;
  readonly '@time': string;
  readonly properties: { readonly property: { readonly '@name': string; readonly '@value': string }[] };
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
      if (counts !== all) expect(Number(counts['@skipped'])).toBe(below.filter(({ skipped }) => skipped).length);
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
    expect(testsuites).toMatchObject({ '@failures': '0', '@errors': '0' });
  });

  test('has the evidence as properties of the case of each claim', () => {
    const properties = (id: string) =>
      Object.fromEntries(find(id).properties.property.map(({ '@name': name, '@value': value }) => [name, value]));
    expect(properties('thm-2-heavy-ball-bound')).toEqual({
      kind: 'probability',
      verdict: 'refuted',
      expectation: 'fails as printed',
      gate: 'pass',
      measured: '1.118',
      predicted: '≤ 1',
      lower: '1.098765',
      upper: 'Infinity',
      trials: '64',
      errorShare: '0.0001',
      engine: 'wasm',
    });
    // Nothing was measured: neither a value nor ends of an interval.
    expect(Object.keys(properties('worker-died'))).toEqual([
      'kind',
      'verdict',
      'expectation',
      'gate',
      'predicted',
      'trials',
      'errorShare',
      'engine',
    ]);
  });

  test('has the shape of junit-10.xsd of Jenkins, but for the properties of a case', () => {
    const wrong: string[] = [];
    const visit = (element: Node, parent: string): void => {
      const { nodeName: name } = element;
      const rule = shape[name];
      if (!rule?.within.includes(parent)) wrong.push(`<${name}> in <${parent}>`);
      const names = [...element.attributes].map((attribute) => attribute.name);
      for (const extra of names.filter((it) => !rule?.may.includes(it) && !rule?.must.includes(it))) {
        wrong.push(`${extra} of <${name}>`);
      }
      for (const missing of rule?.must.filter((it) => !names.includes(it)) ?? [])
        wrong.push(`no ${missing} of <${name}>`);
      const time = element.getAttribute('time') ?? '0';
      if (!/^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$/.test(time)) wrong.push(`time ${time}`);
      for (const child of element.children) visit(child, name);
    };
    visit(new DOMParser().parseFromString(xml, 'text/xml').documentElement as unknown as Node, '');
    expect(wrong).toEqual([]);
  });
});
