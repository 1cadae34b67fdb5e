import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { drawMap, parseAxis } from '../claim/map.ts';
import { checkOptions, startSettings } from '../claim/options.ts';
import { loadClaims, one } from '../claim/registry.ts';
import { RecordStore } from '../claim/store.ts';
import { BadInput } from '../errors.ts';
import { mapSvg, mapText } from '../report/heat-map.ts';
import { timeText } from '../report/words.ts';
import { remark, type Speech, tell } from './output.ts';

export interface MapFlags extends Speech {
  readonly profile: string;
  readonly engine: string;
  readonly seed: string;
  readonly claims: string;
  readonly out: string;
  readonly x: string;
  readonly y: string;
  readonly trials?: string;
}

/**
 * Draws the regime map of a claim: JSON and SVG under `<out>/maps`, and a text map. An interrupted map goes on where it was.
 * @returns 0, or 130 when interrupted. @throws BadInput for an unknown claim, parameter, range or number of trials.
 */
export async function map(id: string, flags: MapFlags): Promise<number> {
  const registered = one(await loadClaims(resolve(flags.claims)), id);
  const options = checkOptions({ profile: flags.profile, engine: flags.engine, seed: flags.seed });
  const x = parseAxis('--x', flags.x, registered, options.profile);
  const y = parseAxis('--y', flags.y, registered, options.profile);
  if (x.key === y.key) {
    throw new BadInput({
      field: '--y',
      rule: 'must be another parameter than --x',
      value: y.key,
      remedy: 'Change one.',
    });
  }
  const trials = flags.trials === undefined ? undefined : Number(flags.trials);
  if (trials !== undefined && !(Number.isInteger(trials) && trials >= 2)) {
    throw new BadInput({ field: '--trials', rule: 'must be 2 or more', value: flags.trials, remedy: 'Leave it out.' });
  }
  const abort = new AbortController();
  const onInterrupt = () => abort.abort();
  process.once('SIGINT', onInterrupt);
  const store = new RecordStore(resolve(flags.out));
  store.prepare();
  const path = join('maps', registered.claim.paper, `${registered.claim.id}.${x.key}.${y.key}`);
  try {
    const { settings, reason } = await startSettings(options, abort.signal, { threads: availableParallelism() });
    remark(flags, `${registered.name}: ${x.values.length} × ${y.values.length} points; engine ${reason}`);
    const startedAt = Date.now();
    let first = 0;
    const drawn = await drawMap(
      registered,
      { x, y, trials },
      settings,
      join(store.folder, `${path}.json`),
      (done, total, cell) => {
        first ||= done;
        const left = ((Date.now() - startedAt) / (done - first + 1)) * (total - done);
        const { verdict, measured } = cell.finding;
        const where = `${x.key} = ${cell.x}, ${y.key} = ${cell.y}`;
        remark(flags, `[${done}/${total}] ${where}: ${verdict} (${measured}), ${timeText(left)} left`);
      },
    );
    await store.writeText(`${path}.svg`, mapSvg(drawn));
    tell(flags, {
      text: () => `${mapText(drawn)}\n${join(store.folder, path)}.json and .svg`,
      json: () => drawn,
    });
    return 0;
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    process.stderr.write('interrupted; the same command goes on from here\n');
    return 130;
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}
