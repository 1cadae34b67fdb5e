import type { Entry } from '../claim/record.ts';
import type { Move, Moved, RunDiff } from './compare.ts';
import { escapeText } from './markdown.ts';
import { clean, hang, hardSpace } from './text.ts';
import { intervalText, short, timeText } from './words.ts';

/** What moved, under a heading. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** `--json` holds the rest. */
const mostLines = 25;
/** A time has moved when it is half as long again and a second more, or the other way round. */
const timeFactor = 1.5;
const timeFloor = 1000;

/** The differences for people, no line wider than `width`. */
export function diffText(diff: RunDiff, width: number): string {
  const sections = diffSections(diff).map(({ title, lines }) =>
    [title, ...lines.flatMap((line) => hang('  ', line, width))].join('\n'),
  );
  return [
    ...caveat(diff).flatMap((line) => hang('', line, width)),
    ...sections,
    hang('', tally(diff), width).join('\n'),
  ]
    .join('\n\n')
    .replaceAll(hardSpace, ' ');
}

/** The differences as GitHub-flavoured Markdown. */
export function diffMarkdown(diff: RunDiff): string {
  const sections = diffSections(diff).flatMap((section) => [`### ${section.title}`, '', ...bullets(section), '']);
  return [
    '## Lemmata: what moved',
    '',
    escapeText(tally(diff)),
    '',
    ...caveat(diff).flatMap((line) => [escapeText(line), '']),
    ...sections,
  ].join('\n');
}

/** Gates and verdicts that moved since an earlier run, for the summary of this one. */
export function changesMarkdown(diff: RunDiff): string[] {
  const kept = diffSections(diff).filter(({ title }) => title === gates || title === verdicts);
  const lines = kept.flatMap(bullets);
  return [
    '### Since the earlier run',
    '',
    ...caveat(diff).flatMap((line) => [escapeText(line), '']),
    ...(lines.length > 0 ? lines : ['No gate and no verdict moved.']),
    '',
  ];
}

function bullets({ lines }: Section): string[] {
  return lines.map((line) => `- ${escapeText(line)}`);
}

const gates = 'Gates';
const verdicts = 'Verdicts';

/** Each claim in the first section that it belongs to. */
function diffSections({ moved, onlyBefore, onlyAfter, times }: RunDiff): Section[] {
  const byGate = moved.filter(({ gate }) => gate);
  const byVerdict = moved.filter(({ gate, verdict }) => !gate && verdict);
  const rest = moved.filter(({ gate, verdict }) => !gate && !verdict);
  const lone = ({ name, gate, verdict, reason }: RunDiff['onlyAfter'][number]) =>
    `${name}: ${gate}, ${verdict}${reason ? ` (${reason})` : ''}`;
  const slower = times.claims.filter(({ from, to }) => {
    const [less, more] = from < to ? [from, to] : [to, from];
    return more >= timeFactor * less && more - less >= timeFloor;
  });
  return [
    section(gates, byGate.map(moveText)),
    section(verdicts, byVerdict.map(moveText)),
    section('Measured', rest.map(moveText)),
    section('Only in the earlier run', onlyBefore.map(lone)),
    section('Only in the later run', onlyAfter.map(lone)),
    section('Times', [`the run: ${timesText(times.run)}`, ...slower.map((time) => `${time.name}: ${timesText(time)}`)]),
  ].filter(({ lines }) => lines.length > 0);
}

function section(title: string, lines: readonly string[]): Section {
  const more = lines.length - mostLines;
  const cut = more > 0 ? [...lines.slice(0, mostLines), `… and ${more} more; --json has them all`] : lines;
  return { title, lines: cut.map(clean) };
}

function moveText({ name, gate, worse, reason, verdict, measured, interval, ...others }: Move): string {
  const { predicted, trials, caught, engine } = others;
  const by = measured?.by == null ? '' : ` (${measured.by > 0 ? '+' : '−'}${short(Math.abs(measured.by))})`;
  const parts = [
    gate && `${worse ? 'worse' : 'better'}, ${arrow(gate)}${reason ? ` (${reason})` : ''}`,
    verdict && arrow(verdict),
    measured && `measured ${arrow(measured, short)}${by}`,
    interval && `interval ${arrow(interval, ends)}${interval.apart ? ', with no point in common' : ''}`,
    predicted && `predicted "${predicted.from}" → "${predicted.to}"`,
    trials && `trials ${arrow(trials)}`,
    caught && `controls caught ${arrow(caught, (names) => names.join(', ') || 'none')}`,
    engine && `engine ${arrow(engine)}`,
  ];
  return `${name}: ${parts.filter(Boolean).join('; ')}`;
}

const ends = (interval: Entry['interval']) => (interval === null ? 'none' : intervalText(interval));

function arrow<T>({ from, to }: Moved<T>, text: (value: T) => string = String): string {
  return `${text(from)} → ${text(to)}`;
}

function timesText({ from, to }: Moved<number>): string {
  const factor = from > 0 && to > 0 ? ` (× ${Number((to / from).toPrecision(2))})` : '';
  return `${timeText(from)} → ${timeText(to)}${factor}`;
}

/** Said first where the runs are not of one kind. */
function caveat({ settings }: RunDiff): string[] {
  if (settings.length === 0) return [];
  const list = settings.map((setting) => `${setting.name} ${arrow(setting)}`).join('; ');
  return [`The runs are not of one kind: ${list}. They are compared all the same.`];
}

function tally({ moved, unmoved, worse, onlyBefore, onlyAfter }: RunDiff): string {
  const better = moved.filter((move) => move.gate && !move.worse).length;
  const verdictsMoved = moved.filter(({ verdict }) => verdict).length;
  const measuredMoved = moved.filter(({ measured, interval }) => measured || interval).length;
  return [
    `gates worse ${worse.length}, better ${better}`,
    `verdicts moved ${verdictsMoved}`,
    `measurements moved ${measuredMoved}`,
    `claims unmoved ${unmoved}, gone ${onlyBefore.length}, new ${onlyAfter.length}`,
  ].join(' · ');
}
