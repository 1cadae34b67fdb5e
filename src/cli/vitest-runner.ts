import { resolve } from 'node:path';
import { describe, TestRunner, test } from 'vitest';
import { type Evaluation, evaluate, type Settings } from '../claim/evaluate.ts';
import { checkOptions, startSettings } from '../claim/options.ts';
import type { ControlRecord, Record } from '../claim/record.ts';
import { loadClaim, type Registered } from '../claim/registry.ts';
import { controlRecord, gate, toRecord } from '../claim/run.ts';
import { commandLine } from '../command-line.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** The record of a claim, on whichever of its tests finished last. */
    record?: Record;
  }
}

/** Turns a claim file into vitest tests: the claim, and each of its controls. Nothing runs before its test does. */
export default class ClaimRunner extends TestRunner {
  override async importFile(path: string, source: 'collect' | 'setup'): Promise<unknown> {
    const module = await super.importFile(path, source);
    if (source === 'collect' && path.endsWith('.claim.ts')) declareTests(await loadClaim(resolve('claims'), path));
    return module;
  }
}

/** The run's options come from the environment, since vitest owns the command line. */
function fromEnvironment(): ReturnType<typeof checkOptions> {
  const { LEMMATA_PROFILE: profile, LEMMATA_ENGINE: engine, LEMMATA_SEED: seed } = process.env;
  return checkOptions({ ...(profile && { profile }), ...(engine && { engine }), ...(seed && { seed }) });
}

function declareTests(registered: Registered): void {
  const { claim, name } = registered;
  const startedAt = new Date();
  let started: Promise<{ settings: Settings }> | undefined;
  const start = (signal: AbortSignal) => {
    started ??= startSettings(fromEnvironment(), signal);
    return started;
  };
  let statement: Evaluation | undefined;
  const controls: ControlRecord[] = [];
  /** The record exists once every part of the claim has run; `-t` may have left some out. */
  const finish = (task: { meta: { record?: Record } }, settings: Settings): void => {
    if (!statement || (!statement.finding.noData && controls.length < claim.controls.length)) return;
    task.meta.record = toRecord(registered, settings, statement, controls, startedAt);
  };
  const replay = ({ profile, seed }: Settings, control = '') =>
    `\n  replay: ${commandLine(`replay ${name} --profile ${profile} --seed ${seed}${control}`)}`;

  describe(name, () => {
    test('claim', { timeout: 0 }, async ({ task, signal, skip }) => {
      const { settings } = await start(signal);
      statement = await evaluate(registered, null, settings);
      const { gate: outcome, gateReason } = gate(claim, settings, statement.finding, []);
      finish(task, settings);
      if (outcome === 'skip') skip(gateReason);
      if (outcome === 'fail') throw new Error(`${gateReason}\n  ${statement.finding.sentence}${replay(settings)}`);
    });
    for (const control of claim.controls) {
      test(`control: ${control.name}`, { timeout: 0 }, async ({ task, signal, skip }) => {
        if (statement?.finding.noData) skip(statement.finding.reason);
        const { settings } = await start(signal);
        const record = controlRecord(control, (await evaluate(registered, control, settings)).finding);
        if (record.noData) skip(record.reason);
        controls.push(record);
        finish(task, settings);
        if (!record.caught) {
          const due = `came out ${record.verdict}, but must be ${record.expected}`;
          throw new Error(`${due}\n  ${record.sentence}${replay(settings, ` --control "${control.name}"`)}`);
        }
      });
    }
  });
}
