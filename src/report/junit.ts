import { create } from 'xmlbuilder2';
import type { Entry, Run } from '../claim/record.ts';
import { clean, hardSpace } from './text.ts';
import { byPaper, evidenceText, why } from './words.ts';

interface Case {
  readonly name: string;
  readonly seconds: number;
  readonly properties: { readonly [name: string]: string };
  readonly problem?: Problem;
}
interface Problem {
  readonly kind: 'failure' | 'error' | 'skipped';
  readonly message: string;
  /** What a person reads below the message. */
  readonly text?: string;
}

/**
 * The run as JUnit XML: a suite per paper, a case per claim and per control, with the evidence as the properties of its
 * case. The shape is Jenkins' `junit-10.xsd` but for those, which that schema has for suites alone; the parsers of
 * Jenkins' JUnit plugin, GitLab and Azure take or pass over them.
 */
export function junit(run: Run): string {
  const suites = [...byPaper(run)].map(([paper, entries]) => ({ paper, cases: entries.flatMap(casesOf) }));
  const { skipped: _, ...all } = counts(suites.flatMap(({ cases }) => cases));
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', { name: 'lemmata', ...all });
  for (const { paper, cases } of suites) {
    const suite = root.ele('testsuite', { name: literal(paper), timestamp: run.startedAt, ...counts(cases) });
    const { profile, seed, engine, device } = run;
    properties(suite, { profile, seed, engine, device });
    for (const { name, seconds, properties: evidence, problem } of cases) {
      const element = suite.ele('testcase', {
        name: literal(name),
        classname: literal(paper),
        time: seconds.toFixed(3),
      });
      properties(element, evidence);
      if (!problem) continue;
      const child = element.ele(problem.kind, { message: literal(problem.message) });
      if (problem.text) child.txt(problem.text.split('\n').map(literal).join('\n'));
    }
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

function properties(parent: ReturnType<typeof create>, values: { readonly [name: string]: string }): void {
  const list = parent.ele('properties');
  for (const [name, value] of Object.entries(values)) list.ele('property', { name, value: literal(value) });
}

/** The time of a claim is that of its controls too; run.json does not tell them apart. */
function casesOf(entry: Entry): Case[] {
  return [
    {
      name: `${entry.id}: ${entry.title}`,
      seconds: entry.durationMs / 1000,
      properties: evidenceOf(entry),
      problem: problemOf(entry),
    },
    ...entry.controls.map((control) => ({
      name: `${entry.id} control: ${control.name}`,
      seconds: 0,
      properties: { verdict: control.verdict, caught: String(control.caught) },
      problem: controlProblem(entry, control),
    })),
  ];
}

/** Numbers in full, for machines; an open end of an interval is infinite. */
function evidenceOf({ kind, verdict, expectation, gate, measured, predicted, interval, ...rest }: Entry) {
  const [lower, upper] = interval ?? [null, null];
  return {
    kind,
    verdict,
    expectation,
    gate,
    ...(measured !== null && { measured: String(measured) }),
    predicted,
    ...(interval && { lower: String(lower ?? -Infinity), upper: String(upper ?? Infinity) }),
    trials: String(rest.trials),
    errorShare: String(rest.errorShare),
    engine: rest.engine,
  };
}

function problemOf(entry: Entry): Problem | undefined {
  const message = why(entry) ?? entry.verdict;
  const replay = `replay: ${clean(entry.replay)}`;
  if (entry.gate === 'skip') return { kind: 'skipped', message };
  if (entry.verdict === 'not run') return { kind: 'error', message, text: replay };
  if (entry.gate === 'fail') {
    return { kind: 'failure', message, text: `${evidenceText(entry).replaceAll(hardSpace, ' ')}\n${replay}` };
  }
  return entry.verdict === 'undecided' ? { kind: 'skipped', message } : undefined;
}

function controlProblem(entry: Entry, { verdict, caught }: Entry['controls'][number]): Problem | undefined {
  if (caught) return undefined;
  const text = `replay: ${clean(entry.replay)}`;
  // The reason of a control is in its record; run.json has it only within the reasons of its claim.
  if (verdict === 'not run') return { kind: 'error', message: why(entry) ?? 'not run; its record tells why', text };
  return { kind: 'failure', message: `the control was not caught: it came out ${verdict}`, text };
}

function counts(cases: readonly Case[]) {
  const of = (kind: Problem['kind']) => cases.filter(({ problem }) => problem?.kind === kind).length;
  return {
    tests: cases.length,
    failures: of('failure'),
    errors: of('error'),
    skipped: of('skipped'),
    time: cases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3),
  };
}

/** Text that comes back as it went in: xmlbuilder2 leaves alone what looks like an entity, so no ampersand may. */
function literal(text: string): string {
  return clean(text).replaceAll('&', '&amp;');
}
