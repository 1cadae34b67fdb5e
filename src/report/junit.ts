import { create } from 'xmlbuilder2';
import type { Entry, Run } from '../claim/record.ts';
import { byPaper, measuredText } from './words.ts';

interface Case {
  readonly name: string;
  readonly seconds: number;
  readonly problem?: { readonly kind: 'failure' | 'error' | 'skipped'; readonly message: string };
}

/** The run as JUnit XML: a suite per paper, a case per claim and per control. */
export function junit(run: Run): string {
  const suites = [...byPaper(run)].map(([paper, entries]) => ({ paper, cases: entries.flatMap(casesOf) }));
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', {
    name: 'lemmata',
    ...counts(suites.flatMap(({ cases }) => cases)),
  });
  for (const { paper, cases } of suites) {
    const suite = root.ele('testsuite', { name: paper, timestamp: run.startedAt, ...counts(cases) });
    for (const { name, seconds, problem } of cases) {
      const element = suite.ele('testcase', { name: clean(name), classname: paper, time: seconds.toFixed(3) });
      if (problem) element.ele(problem.kind, { message: clean(problem.message) });
    }
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

function casesOf(entry: Entry): Case[] {
  const reason = entry.gateReason ?? entry.reason ?? `${entry.verdict}: ${measuredText(entry)}, ${entry.predicted}`;
  const kind =
    entry.gate === 'fail'
      ? entry.verdict === 'not run'
        ? 'error'
        : 'failure'
      : entry.verdict === 'undecided'
        ? 'skipped'
        : null;
  const message = kind === 'skipped' ? reason : `${reason} (replay: ${entry.replay})`;
  return [
    { name: entry.id, seconds: entry.durationMs / 1000, ...(kind && { problem: { kind, message } }) },
    ...entry.controls.map(({ name, verdict, caught }) => ({
      name: `${entry.id} control: ${name}`,
      seconds: 0,
      ...(!caught && {
        problem: {
          kind: verdict === 'not run' ? ('error' as const) : ('failure' as const),
          message: `came out ${verdict}`,
        },
      }),
    })),
  ];
}

function counts(cases: readonly Case[]) {
  const of = (kind: string) => cases.filter(({ problem }) => problem?.kind === kind).length;
  return {
    tests: cases.length,
    failures: of('failure'),
    errors: of('error'),
    skipped: of('skipped'),
    time: cases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3),
  };
}

/** Without the control characters that XML 1.0 cannot hold (colour codes in a message, say). */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
}
