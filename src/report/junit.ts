import { create } from 'xmlbuilder2';
import type { Entry, Run } from '../claim/record.ts';
import { clean, hardSpace } from './text.ts';
import { byPaper, evidenceText, why } from './words.ts';

interface Case {
  readonly name: string;
  readonly seconds: number;
  readonly problem?: Problem;
}
interface Problem {
  readonly kind: 'failure' | 'error' | 'skipped';
  readonly message: string;
  /** What a person reads below the message. */
  readonly text?: string;
}

/** The run as JUnit XML: a suite per paper, a case per claim and per control. */
export function junit(run: Run): string {
  const suites = [...byPaper(run)].map(([paper, entries]) => ({ paper, cases: entries.flatMap(casesOf) }));
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', {
    name: 'lemmata',
    ...counts(suites.flatMap(({ cases }) => cases)),
  });
  for (const { paper, cases } of suites) {
    const suite = root.ele('testsuite', { name: literal(paper), timestamp: run.startedAt, ...counts(cases) });
    const properties = suite.ele('properties');
    for (const name of ['profile', 'seed', 'engine', 'device'] as const) {
      properties.ele('property', { name, value: literal(run[name]) });
    }
    for (const { name, seconds, problem } of cases) {
      const element = suite.ele('testcase', {
        name: literal(name),
        classname: literal(paper),
        time: seconds.toFixed(3),
      });
      if (!problem) continue;
      const child = element.ele(problem.kind, { message: literal(problem.message) });
      if (problem.text) child.txt(problem.text.split('\n').map(literal).join('\n'));
    }
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

/** The time of a claim is that of its controls too; run.json does not tell them apart. */
function casesOf(entry: Entry): Case[] {
  return [
    {
      name: `${entry.id}: ${entry.title}`,
      seconds: entry.durationMs / 1000,
      problem: problemOf(entry),
    },
    ...entry.controls.map((control) => ({
      name: `${entry.id} control: ${control.name}`,
      seconds: 0,
      problem: controlProblem(entry, control),
    })),
  ];
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
