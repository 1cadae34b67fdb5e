import pc from 'picocolors';
import type { Record } from '../claim/record.ts';
import { measuredText, secondsText, short } from './words.ts';

/** Everything about one claim, for `lemmata show`. */
export function details(record: Record, { colour }: { colour: boolean }): string {
  const paint = pc.createColors(colour);
  const { expectation } = record;
  const gate = record.gate === 'pass' ? paint.green('PASS') : paint.red('FAIL');
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length > 0 ? ['', paint.bold(title), ...lines.map((line) => `  ${line}`)] : [];
  return [
    paint.bold(`${record.paper}/${record.id}`),
    `${record.label}: ${record.title}`,
    record.paperTitle,
    ...section('Statement', [record.statement.plain, record.statement.tex]),
    ...section('Assumptions', record.assumptions),
    ...section('Verdict', [
      `${gate}  ${record.verdict}${record.reason ? `: ${record.reason}` : ''}`,
      `measured ${measuredText(record)}, predicted ${record.predicted}, ${record.trials} trials, error share ${short(record.errorShare)}`,
      record.sentence,
      ...(record.gateReason ? [record.gateReason] : []),
      ...(expectation.verdict === 'holds'
        ? ['expected to hold']
        : [
            `expected to fail as printed: ${expectation.reason}`,
            `corrected form: ${record.paper}/${expectation.corrected}`,
          ]),
    ]),
    ...section(
      'Parts',
      (record.parts ?? []).map(({ name, verdict, sentence }) => `${name}: ${verdict}; ${sentence}`),
    ),
    ...section('Counterexample', record.counterexample === undefined ? [] : json(record.counterexample)),
    ...section('Evidence', record.evidence === undefined ? [] : json(record.evidence)),
    ...section(
      'Controls',
      record.controls.map(
        ({ name, breaks, verdict, expected, caught, sentence }) =>
          `${caught ? paint.green('caught') : paint.red('MISSED')} "${name}" (${breaks}): ${verdict}, due ${expected}; ${sentence}`,
      ),
    ),
    ...section('Rule', [record.rule.summary, record.rule.explain]),
    ...section('Run', [
      `profile ${record.profile}, regime ${JSON.stringify(record.regime)}`,
      `seed ${record.seed}, engine ${record.engine} (${record.device}), ${record.startedAt}, ${secondsText(record.durationMs)}`,
      record.replay,
    ]),
  ].join('\n');
}

function json(value: unknown): string[] {
  return JSON.stringify(value, null, 2).split('\n');
}
