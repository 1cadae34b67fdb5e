import type { JobProgress, Training } from '../engines/train.ts';
import { BadInput, NoData, NotMeasured } from '../errors.ts';
import { sharePerClaim } from '../statistics/budget.ts';
import type { Decision, Interval, Rule } from '../statistics/rule.ts';
import type { Control, Profile, Trials } from './claim.ts';
import { laboratory } from './laboratory.ts';
import type { Finding } from './record.ts';
import type { Registered } from './registry.ts';

/** What a run fixes for all of its claims. */
export interface Settings {
  readonly profile: Profile;
  readonly seed: string;
  readonly training: Training;
  /** Hears what a claim is at, often. */
  readonly progress?: (at: Step) => void;
}

/** What the evaluation of a claim is at. */
export interface Step {
  /** The control that runs; null for the statement. */
  readonly control: string | null;
  /** The trial that is measured, of those that the rule may ask for. */
  readonly trial: number;
  readonly trials: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** The job that trains, if one does. */
  readonly job?: JobProgress;
}

/** A finding with the raw observations behind it (empty when nothing could be measured). */
export interface Evaluation {
  readonly finding: Finding;
  readonly observations: readonly unknown[];
}

/** Equal parts of a claim's error share: one for the statement, one for each control. */
export function shareOf({ claim }: Registered): number {
  return sharePerClaim / (1 + claim.controls.length);
}

/**
 * Measures and decides the statement, or one of its controls. Nothing measured is `not run` with the reason; any
 * other failure of a measurement is a defect of the claim and is reported as such, never as a verdict.
 * @throws the abort reason when the run is cancelled.
 */
export async function evaluate(
  registered: Registered,
  control: Control<object> | null,
  settings: Settings,
): Promise<Evaluation> {
  const { claim } = registered;
  const share = shareOf(registered);
  const sized = claim.profiles[settings.profile];
  const regime = { ...sized.regime, ...control?.regime };
  const observations: unknown[] = [];
  const { batch, max } = batches(control?.trials ?? sized.trials);
  const at = { control: control?.name ?? null, trial: 0, trials: max, startedAt: Date.now() };
  const lab = laboratory(registered.name, settings.training, (step) => settings.progress?.({ ...at, ...step }));
  try {
    const decision = await decideInBatches(batch, max, observations, async (trials) => {
      at.trial = trials[0];
      settings.progress?.(at);
      observations.push(...(await claim.measure(regime, trials, lab)));
      return claim.rule.decide(observations, share);
    });
    return { finding: toFinding(decision, claim.rule), observations };
  } catch (error) {
    settings.training.signal.throwIfAborted();
    const known = error instanceof NotMeasured || error instanceof BadInput;
    const reason = known ? error.message : `the claim threw ${error instanceof Error ? error.stack : String(error)}`;
    const finding = notRun(reason, claim.rule.summary, share);
    return { finding: error instanceof NoData ? { ...finding, noData: true } : finding, observations: [] };
  }
}

/** One observation, for `replay --trial`. */
export async function observe(
  registered: Registered,
  control: Control<object> | null,
  trial: number,
  settings: Settings,
): Promise<unknown> {
  const regime = { ...registered.claim.profiles[settings.profile].regime, ...control?.regime };
  const [observation] = await registered.claim.measure(regime, [trial], laboratory(registered.name, settings.training));
  return observation;
}

function batches(trials: Trials): { batch: number; max: number } {
  return typeof trials === 'number' ? { batch: trials, max: trials } : trials;
}

async function decideInBatches(
  batch: number,
  max: number,
  seen: readonly unknown[],
  more: (trials: number[]) => Promise<Decision>,
): Promise<Decision> {
  for (;;) {
    const from = seen.length;
    const asked = Array.from({ length: Math.min(batch, max - from) }, (_, k) => from + k);
    const decision = await more(asked);
    if (seen.length !== from + asked.length) {
      throw new Error(`measure gave ${seen.length - from} observations for ${asked.length} trials`);
    }
    if (decision.verdict !== 'undecided' || seen.length >= max) return decision;
  }
}

function toFinding(decision: Decision, rule: Rule<never>): Finding {
  const { verdict, measured, predicted, interval, count, share, sentence, parts, evidence } = decision;
  return {
    verdict,
    measured: open(measured),
    predicted,
    interval: pair(interval),
    trials: count,
    errorShare: share,
    sentence,
    ...reach(decision, rule),
    ...(parts && {
      parts: parts.map(({ name, decision: part }, k) => ({
        name,
        verdict: part.verdict,
        measured: open(part.measured),
        predicted: part.predicted,
        interval: pair(part.interval),
        sentence: part.sentence,
        ...(rule.parts && reach(part, rule.parts[k])),
      })),
    }),
    ...(evidence !== undefined && { evidence }),
  };
}

/** What the rule demanded and could have told; the departures of a conjunction are those of its parts. */
function reach({ demand, count, share }: Decision, rule: Rule<never>): Pick<Finding, 'demand' | 'detectable'> {
  return {
    ...(demand && { demand: pair(demand) }),
    ...(rule.detects && { detectable: { size: open(rule.smallestDetectable(count, share)), of: rule.detects } }),
  };
}

const open = (end: number) => (Number.isFinite(end) ? end : null);
const pair = ([lower, upper]: Interval): [number | null, number | null] => [open(lower), open(upper)];

/** The finding of a claim that measured nothing. */
export function notRun(reason: string, predicted: string, errorShare: number): Finding {
  return {
    verdict: 'not run',
    reason,
    measured: null,
    predicted,
    interval: null,
    trials: 0,
    errorShare,
    sentence: `Nothing was measured: ${reason}`,
  };
}
