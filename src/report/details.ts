import { inspect } from 'node:util';
import pc from 'picocolors';
import type { ControlRecord, Record } from '../claim/record.ts';
import { clean, hang, hardSpace, wrap, wrapCommand } from './text.ts';
import { evidenceText, probability, reachText, timeText, verdictText } from './words.ts';

type Paint = ReturnType<typeof pc.createColors>;

const narrowest = 40;
/** A weight matrix is for the record, not for the eye. */
const mostLines = 40;

/** Everything about one claim, for `lemmata show`; no line wider than `width` (40 at least). */
export function details(record: Record, { colour, width = 100 }: { colour: boolean; width?: number }): string {
  const paint = pc.createColors(colour);
  const full = Number.isFinite(width) ? Math.max(Math.floor(width), narrowest) : narrowest;
  const inner = full - 2;
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', paint.bold(title), ...lines.map((line) => (line === '' ? '' : `  ${line}`))];
  const prose = (text: string) => text.split(/\r?\n/).flatMap((line) => wrap(clean(line), inner));
  const items = (lead: string, text: string) => hang(lead, clean(text), inner);
  return [
    ...wrap(clean(`${record.label}: ${record.title}`), full).map(paint.bold),
    ...wrap(clean(`${record.paper}/${record.id} · ${record.paperTitle} · ${record.section}`), full).map(paint.dim),
    ...section('Statement', [...prose(record.statement.plain), ...prose(record.statement.tex).map(paint.dim)]),
    ...section(
      'Rests on',
      record.restsOn.flatMap((id) => items('- ', `${record.paper}/${id}`)),
    ),
    ...section(
      'Assumptions',
      record.assumptions.flatMap((assumption) => items('- ', assumption)),
    ),
    ...section('Verdict', verdictLines(record, inner, paint)),
    ...section(
      'Parts',
      (record.parts ?? []).flatMap((part) => [
        ...items('', `${part.name}: ${part.verdict}`),
        ...[clean(part.sentence), ...reachLine(part)].flatMap((text) => hang('  ', text, inner)).map(paint.dim),
      ]),
    ),
    ...section(
      'Controls',
      record.controls.flatMap((control) => controlLines(control, inner, paint)),
    ),
    ...section('Counterexample', dataLines(record.counterexample, inner)),
    ...section('Evidence', dataLines(record.evidence, inner)),
    ...section('Rule', [...prose(record.rule.summary), ...prose(record.rule.explain).map(paint.dim)]),
    ...section('Run', [
      ...items('', `profile ${record.profile}, seed ${record.seed}, engine ${record.engine} (${record.device})`),
      ...items('', `${record.startedAt}, ${timeText(record.durationMs)}; ${versionsText(record)}`),
      ...dataLines(record.regime, inner - 7).map((line, k) => (k === 0 ? 'regime ' : '       ') + line),
    ]),
    ...section('Replay', wrapCommand(clean(record.replay), inner - 2)),
  ].join('\n');
}

function verdictLines(record: Record, width: number, paint: Paint): string[] {
  const { expectation, gate, gateReason, reason, trials } = record;
  const ink = { pass: paint.green, fail: paint.red, skip: paint.yellow }[gate];
  const verdict = verdictText({ ...record, expectation: expectation.verdict });
  const why = [gateReason ?? '', ...(reason && !gateReason?.includes(reason) ? [reason] : [])].filter(Boolean);
  const numbers = [
    `measured ${evidenceText(record)}`,
    `${trials} ${trials === 1 ? 'trial' : 'trials'}`,
    `error share ${probability(record.errorShare)}`,
  ].join(' · ');
  const found = record.verdict === 'not run' ? [] : [clean(record.sentence), numbers, ...reachLine(record)];
  const expected =
    expectation.verdict === 'holds'
      ? ['expected to hold']
      : [
          `expected to fail as printed: ${clean(expectation.reason)}`,
          `corrected form: ${clean(`${record.paper}/${expectation.corrected}`)}`,
        ];
  return [
    ink(`${gate.toUpperCase()}  ${verdict.replaceAll(hardSpace, ' ')}`),
    ...why.flatMap((text) => wholeReason(text, width)).map((line) => (gate === 'fail' ? ink(line) : line)),
    ...[...found, ...expected].flatMap((text) => wrap(text, width)),
  ];
}

function reachLine({ detectable }: Pick<Record, 'detectable'>): string[] {
  return detectable ? [`smallest detectable departure: ${clean(reachText(detectable))}`] : [];
}

/** Here, and only here, with its stack frames. */
function wholeReason(reason: string, width: number): string[] {
  return reason.split(/\r?\n/).flatMap((line) => hang(/^\s/.test(line) ? '  ' : '', clean(line.trim()), width));
}

function controlLines(control: ControlRecord, width: number, paint: Paint): string[] {
  const { name, breaks, verdict, expected, caught, reason, sentence } = control;
  const [mark, ink] = caught ? ['caught', paint.green] : ['MISSED', paint.red];
  const [first, ...rest] = hang(`${mark}  `, `${clean(name)} (${clean(breaks)})`, width);
  const outcome = caught ? verdict : `${verdict}, not ${expected}`;
  const said = reason && !sentence.includes(reason) ? `${sentence} (${reason})` : sentence;
  return [
    first.replace(mark, ink),
    ...rest,
    ...hang(' '.repeat(8), `${outcome}: ${clean(said)}`, width).map(paint.dim),
  ];
}

function versionsText({ versions }: Record): string {
  return Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
}

function dataLines(value: unknown, width: number): string[] {
  if (value === undefined) return [];
  const options = { depth: 8, breakLength: width, compact: 3, maxArrayLength: 24, maxStringLength: 1000 };
  const lines = inspect(value, options)
    .split('\n')
    .flatMap((line) => hang(/^ */.exec(line)?.[0] ?? '', line.trimStart(), width));
  const more = lines.length - mostLines;
  return more > 0 ? [...lines.slice(0, mostLines), `… ${more} more lines in the record`] : lines;
}
