import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type { Profile, Trials } from '../claim/claim.ts';
import type { Settings } from '../claim/evaluate.ts';
import { drawMap, type MapListener } from '../claim/map.ts';
import { checkOptions, startSettings } from '../claim/options.ts';
import { type MapAxis, type MapCell, parseAxes, type RegimeMap } from '../claim/regime-map.ts';
import { loadClaims, one, type Registered, select } from '../claim/registry.ts';
import { RecordStore } from '../claim/store.ts';
import { BadInput } from '../errors.ts';
import { mapSvg, mapText } from '../report/heat-map.ts';
import { clean } from '../report/text.ts';
import { short, timeText } from '../report/words.ts';
import { interrupted, interruptible } from './interrupt.ts';
import { type Speech, tell } from './output.ts';
import { Progress } from './progress.ts';

export interface MapFlags extends Speech {
  readonly profile: string;
  readonly engine: string;
  readonly seed: string;
  readonly claims: string;
  readonly out: string;
  readonly x?: string;
  readonly y?: string;
  readonly trials?: string;
}

/** A map to draw. */
interface Plan {
  readonly registered: Registered;
  readonly x: MapAxis;
  readonly y: MapAxis;
  readonly trials?: Trials;
}

/**
 * Draws the regime maps that the claims ask for; with `--x` and `--y`, that map of one claim. Each is left under
 * `<out>/maps` as JSON and SVG and printed as text. An interrupted map goes on where it was.
 * @returns 0, or 130 when interrupted. @throws BadInput for an unknown claim, parameter, range or number of trials.
 */
export async function map(filters: readonly string[], flags: MapFlags): Promise<number> {
  const options = checkOptions({ profile: flags.profile, engine: flags.engine, seed: flags.seed });
  const plans = plansOf(await loadClaims(resolve(flags.claims)), filters, flags, options.profile);
  const points = plans.reduce((sum, { x, y }) => sum + x.values.length * y.values.length, 0);
  const store = new RecordStore(resolve(flags.out));
  store.prepare();
  const { signal, release } = interruptible();
  const progress = new Progress(points, flags);
  let hear: Settings['progress'];
  try {
    const { settings, reason } = await startSettings(options, signal, {
      threads: availableParallelism(),
      progress: (step) => hear?.(step),
    });
    progress.remark(`${points} points, profile ${options.profile}, seed ${options.seed}; engine ${reason}`);
    const maps: RegimeMap[] = [];
    const since = Date.now();
    let [left, drawn] = [points, 0];
    for (const { registered, x, y, trials } of plans) {
      const { name, claim } = registered;
      const at = (a: number, b: number) => `${name}, ${x.key} = ${short(a)}, ${y.key} = ${short(b)}`;
      const ended = ({ x: a, y: b, finding }: MapCell, note: () => string) => {
        left--;
        const why = finding.reason === undefined ? short(finding.measured) : clean(finding.reason.split('\n')[0]);
        progress.ended(at(a, b), `${at(a, b)}: ${finding.verdict} (${why}), ${note()}`);
      };
      const listener: MapListener = {
        started(a, b) {
          hear = (step) => progress.at(at(a, b), step);
          progress.started(at(a, b));
        },
        decided(cell) {
          drawn++;
          ended(cell, () => `${timeText(((Date.now() - since) / drawn) * left)} left`);
        },
        kept: (cell) => ended(cell, () => 'as before'),
      };
      const path = join('maps', claim.paper, `${claim.id}.${x.key}.${y.key}`);
      const map = await drawMap(registered, { x, y, trials }, settings, join(store.folder, `${path}.json`), listener);
      await store.writeText(`${path}.svg`, mapSvg(map));
      maps.push(map);
      if (!flags.json)
        tell(flags, { text: () => `${mapText(map)}\n${join(store.folder, path)}.json and .svg`, json: () => map });
    }
    if (flags.json) tell(flags, { text: () => '', json: () => maps });
    return 0;
  } catch (error) {
    if (!signal.aborted) throw error;
    progress.problem('interrupted; the same command goes on from here');
    return interrupted;
  } finally {
    progress.stop();
    release();
  }
}

/** @throws BadInput where no map is asked for, or one that cannot be drawn. */
function plansOf(claims: readonly Registered[], filters: readonly string[], flags: MapFlags, profile: Profile): Plan[] {
  const { x, y } = flags;
  const trials = trialsOf(flags.trials);
  if (x === undefined && y === undefined) {
    const plans = select(claims, filters).flatMap((registered) =>
      (registered.claim.maps ?? []).map((plan, k) => ({
        registered,
        ...parseAxes((axis) => `maps[${k}].${axis}`, plan, registered.claim, profile),
        trials: trials ?? plan.trials,
      })),
    );
    if (plans.length > 0) return plans;
    const remedy = 'Name one claim, with --x and --y.';
    throw new BadInput({ field: 'claim', rule: 'must ask for a map of its own', value: filters.join(' '), remedy });
  }
  if (x === undefined || y === undefined || filters.length !== 1) {
    const remedy = 'E.g. map <claim> --x rate:0.01:1:8:log --y memory:0:0.99:3:log1m.';
    throw new BadInput({
      field: '--x and --y',
      rule: 'must both be given, for one claim',
      value: filters.join(' '),
      remedy,
    });
  }
  const registered = one(claims, filters[0]);
  return [{ registered, ...parseAxes((axis) => `--${axis}`, { x, y }, registered.claim, profile), trials }];
}

function trialsOf(raw: string | undefined): number | undefined {
  if (raw === undefined || (/^\d+$/.test(raw) && Number(raw) >= 2)) return raw === undefined ? raw : Number(raw);
  throw new BadInput({ field: '--trials', rule: 'must be 2 or more', value: raw, remedy: 'Leave it out.' });
}
