import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLine } from '../command-line.ts';
import type { Claim, Control } from './claim.ts';
import { type Evaluation, evaluate, notRun, type Settings, shareOf } from './evaluate.ts';
import { drawable } from './figure.ts';
import { type ControlRecord, digest, type Finding, type Record, schemaVersion } from './record.ts';
import type { Registered } from './registry.ts';

/** Runs a claim and, unless it is skipped, its controls to its record. @throws the abort reason when the run is cancelled. */
export async function runClaim(registered: Registered, settings: Settings): Promise<Record> {
  const startedAt = new Date();
  const statement = await evaluate(registered, null, settings);
  const controls: ControlRecord[] = [];
  for (const control of statement.finding.noData ? [] : registered.claim.controls) {
    controls.push(controlRecord(control, (await evaluate(registered, control, settings)).finding));
  }
  return toRecord(registered, settings, statement, controls, startedAt);
}

/** The record of a claim whose run broke down before it could give one: `not run`, with the problem. */
export function brokenRecord(registered: Registered, settings: Settings, problem: string): Record {
  const finding = notRun(problem, registered.claim.rule.summary, shareOf(registered));
  const controls = registered.claim.controls.map((control) => controlRecord(control, finding));
  return toRecord(registered, settings, { finding, observations: [] }, controls, new Date());
}

/** The record of a control: whether it came out as it must. */
export function controlRecord(control: Control<object>, finding: Finding): ControlRecord {
  const { name, breaks, expected = 'refuted' } = control;
  return { name, breaks, expected, caught: finding.verdict === expected, ...finding };
}

/** Puts verdict, controls and gate together. Pure but for the clock. */
export function toRecord(
  registered: Registered,
  settings: Settings,
  { finding, observations }: Evaluation,
  controls: ControlRecord[],
  startedAt: Date,
): Record {
  const { claim, paper } = registered;
  const { profile, seed, training } = settings;
  const { regime } = claim.profiles[profile];
  const { name: engine, device } = training.engine;
  const engines = training.used?.size ? [...training.used] : [[engine, device]];
  const measured = finding.verdict !== 'not run';
  const counterexample =
    measured && finding.verdict === 'refuted' ? claim.counterexample?.(observations, regime) : undefined;
  return {
    schemaVersion,
    id: claim.id,
    paper: claim.paper,
    paperTitle: paper.title,
    citation: { authors: paper.authors, venue: paper.venue, url: paper.url, sections: [...paper.sections] },
    title: claim.title,
    label: claim.label,
    section: claim.section,
    restsOn: [...(claim.restsOn ?? [])],
    kind: claim.kind,
    statement: { ...claim.statement },
    assumptions: [...claim.assumptions, ...(training.precisions ?? [])],
    rule: { name: claim.rule.name, summary: claim.rule.summary, explain: claim.rule.explain() },
    expectation: { ...claim.expectation },
    ...finding,
    ...gate(claim, settings, finding, controls),
    controls,
    figures: measured ? claim.figures(observations, regime).map(drawable) : [],
    ...(counterexample !== undefined && { counterexample }),
    profile,
    regime,
    seed,
    engine: engines.map(([used]) => used).join(' + '),
    device: engines.map(([, where]) => where).join(' + '),
    versions,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    replay: replayCommand(registered, settings, engines.length === 1 ? engines[0][0] : 'auto'),
    key: recordKey(registered, settings),
  };
}

/**
 * PASS when the verdict is the expected one and every control came out as it must; SKIP when the user's files are not
 * here; else FAIL, with the reason.
 */
export function gate(
  claim: Claim,
  { profile }: Pick<Settings, 'profile'>,
  finding: Finding,
  controls: readonly ControlRecord[],
): Pick<Record, 'gate' | 'gateReason' | 'vacuous'> {
  const expected = claim.expectation.verdict === 'holds' ? 'supported' : 'refuted';
  const missed = controls.filter((control) => !control.caught);
  const unrun = missed.filter((control) => control.verdict === 'not run');
  const vacuous = missed.length > unrun.length;
  const fail = (gateReason: string) => ({ gate: 'fail' as const, gateReason, vacuous });
  if (finding.noData) return { gate: 'skip', gateReason: `not run: ${finding.reason}`, vacuous };
  if (finding.verdict === 'not run') return fail(`not run: ${finding.reason}`);
  if (vacuous) {
    const list = missed
      .map(({ name, verdict, expected: due }) => `"${name}" came out ${verdict}, not ${due}`)
      .join('; ');
    return fail(`vacuous: control ${list}`);
  }
  if (unrun.length > 0) return fail(`control "${unrun[0].name}" not run: ${unrun[0].reason}`);
  if (finding.verdict === 'undecided') {
    const { tooSmall } = claim.profiles[profile];
    if (!tooSmall) return fail('undecided, and the claim does not say that this profile is too small');
    const { decidedBy, reason } = tooSmall;
    const decides = typeof decidedBy === 'number' ? `${decidedBy} trials decide` : `profile ${decidedBy} decides`;
    return {
      gate: 'pass',
      gateReason: `undecided here; ${decides}: ${reason}`,
      vacuous,
    };
  }
  if (finding.verdict !== expected) return fail(`${finding.verdict}, but expected to be ${expected}`);
  return { gate: 'pass', vacuous };
}

function replayCommand({ name, file }: Registered, { profile, seed }: Settings, engine: string): string {
  const folder = relative(process.cwd(), dirname(dirname(file)));
  const elsewhere = folder === 'claims' ? '' : ` --claims ${/^[\w./-]+$/.test(folder) ? folder : inQuotes(folder)}`;
  return commandLine(`replay ${name} --profile ${profile} --seed ${seed} --engine ${engine}${elsewhere}`);
}

const inQuotes = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** Digest of everything that determines a record; a record under another key is stale. */
export function recordKey({ name, file }: Registered, { profile, seed, training }: Settings): string {
  const { engine } = training;
  return digest([
    name,
    profile,
    seed,
    engine.name,
    engine.device,
    sourceDigest(sourceRoot),
    sourceDigest(dirname(file)),
  ]);
}

const sourceRoot = fileURLToPath(new URL('..', import.meta.url));

const digests = new Map<string, string>();
function sourceDigest(folder: string): string {
  let known = digests.get(folder);
  if (known === undefined) {
    const hash = createHash('sha256');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    for (const name of files.sort()) hash.update(name).update(readFileSync(join(folder, name)));
    known = hash.digest('hex');
    digests.set(folder, known);
  }
  return known;
}

/** Versions that a reader needs to repeat a run. */
export const versions: { [name: string]: string } = {
  lemmata: (createRequire(import.meta.url)('../../package.json') as { version: string }).version,
  node: process.versions.node,
};
