import { resolve } from 'node:path';
import { evaluate, observe } from '../claim/evaluate.ts';
import { checkOptions, startSettings, temporaryCache } from '../claim/options.ts';
import { loadClaims, one } from '../claim/registry.ts';
import { BadInput, NotMeasured } from '../errors.ts';
import { type Speech, tell } from './output.ts';

export interface ReplayFlags extends Speech {
  readonly profile: string;
  readonly engine: string;
  readonly seed: string;
  readonly claims: string;
  readonly trial?: string;
  readonly control?: string;
}

/**
 * Prints what one trial observes, or decides the statement (or one control) anew; always on an empty cache.
 * @returns 0, or 1 when nothing could be measured. @throws BadInput for an unknown claim, control or trial.
 */
export async function replay(id: string, flags: ReplayFlags): Promise<number> {
  const registered = one(await loadClaims(resolve(flags.claims)), id);
  const control = flags.control === undefined ? null : registered.claim.controls.find((c) => c.name === flags.control);
  if (control === undefined) {
    throw new BadInput({
      field: '--control',
      rule: `must be a control of ${registered.name}`,
      value: flags.control,
      remedy: `Controls: ${registered.claim.controls.map(({ name }) => `"${name}"`).join(', ')}.`,
    });
  }
  const trial = flags.trial === undefined ? null : Number(flags.trial);
  if (trial !== null && !(Number.isInteger(trial) && trial >= 0)) {
    throw new BadInput({
      field: '--trial',
      rule: 'must be a whole number from 0',
      value: flags.trial,
      remedy: 'Use 0.',
    });
  }
  const print = (found: unknown) =>
    tell(flags, { text: () => JSON.stringify(found, null, 2) ?? 'undefined', json: () => found });
  const cache = temporaryCache();
  try {
    const options = {
      ...checkOptions({ profile: flags.profile, engine: flags.engine, seed: flags.seed }),
      cache: cache.folder,
    };
    const { settings } = await startSettings(options, new AbortController().signal);
    if (trial === null) {
      const { finding } = await evaluate(registered, control, settings);
      print(finding);
      return finding.verdict === 'not run' ? 1 : 0;
    }
    print(await observe(registered, control, trial, settings));
    return 0;
  } catch (error) {
    if (!(error instanceof NotMeasured)) throw error;
    process.stderr.write(`not run: ${error.message}\n`);
    return 1;
  } finally {
    cache.remove();
  }
}
