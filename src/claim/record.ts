import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import { z } from 'zod';
import { guarantees } from '../statistics/rule.ts';
import { profiles } from './claim.ts';
import { figure } from './figure.ts';

export const schemaVersion = 1;

/** JSON has no infinity: an open end of an interval is null. */
const end = z.number().nullable();
const interval = z.tuple([end, end]).nullable();
const verdict = z.enum(['supported', 'refuted', 'undecided', 'not run']);
/** What a rule says about its own reach; a rule need not. */
const reach = {
  /** The values of `measured` at which the statement holds. */
  demand: interval.optional(),
  /** The smallest departure that so many trials can tell, and what it is the size of; null: none, however large. */
  detectable: z.object({ size: end, of: z.string() }).optional(),
};

export const finding = z.object({
  verdict,
  /** Why nothing could be measured; only with `not run`. */
  reason: z.string().optional(),
  /** Set where the reason is that files which only the user can supply are not here. */
  noData: z.literal(true).optional(),
  measured: z.number().nullable(),
  predicted: z.string(),
  interval,
  trials: z.number().int().nonnegative(),
  errorShare: z.number().nonnegative(),
  sentence: z.string(),
  ...reach,
  parts: z
    .array(
      z.object({
        name: z.string(),
        verdict,
        measured: z.number().nullable(),
        predicted: z.string(),
        interval,
        sentence: z.string(),
        ...reach,
      }),
    )
    .optional(),
  evidence: z.unknown().optional(),
});

const control = finding.extend({
  name: z.string(),
  breaks: z.string(),
  expected: z.enum(['refuted', 'supported']),
  caught: z.boolean(),
});

const expectation = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('holds') }),
  z.object({ verdict: z.literal('fails as printed'), reason: z.string(), corrected: z.string() }),
]);

/** One finished claim: everything that a report needs, and enough to replay it. */
export const recordSchema = finding.extend({
  schemaVersion: z.literal(schemaVersion),
  id: z.string(),
  paper: z.string(),
  paperTitle: z.string(),
  /** Whose paper it is, and its sections in their order. */
  citation: z
    .object({ authors: z.string(), venue: z.string(), url: z.string(), sections: z.array(z.string()) })
    .optional(),
  title: z.string(),
  label: z.string(),
  section: z.string(),
  /** Ids of claims of the same paper that this one leans on. */
  restsOn: z.array(z.string()),
  kind: z.enum(guarantees),
  statement: z.object({ tex: z.string(), plain: z.string() }),
  assumptions: z.array(z.string()),
  rule: z.object({ name: z.string(), summary: z.string(), explain: z.string() }),
  expectation,
  /** `skip`, neither pass nor fail: the claim needs files that only the user can supply. */
  gate: z.enum(['pass', 'fail', 'skip']),
  /** Why the gate failed or was skipped, or why it passed in spite of an undecided verdict. */
  gateReason: z.string().optional(),
  vacuous: z.boolean(),
  controls: z.array(control),
  figures: z.array(figure),
  counterexample: z.unknown().optional(),
  profile: z.enum(profiles),
  regime: z.unknown(),
  seed: z.string(),
  engine: z.string(),
  device: z.string(),
  versions: z.record(z.string(), z.string()),
  startedAt: z.string(),
  durationMs: z.number().nonnegative(),
  /** The one command that replays it. */
  replay: z.string(),
  /** Digest of what determines the result; `--resume` reuses a record only under the same key. */
  key: z.string(),
});
export type Record = z.infer<typeof recordSchema>;
export type ControlRecord = z.infer<typeof control>;
export type Finding = z.infer<typeof finding>;

const count = z.number().int().nonnegative();
const summary = z.object({
  claims: count,
  pass: count,
  fail: count,
  skip: count,
  supported: count,
  refuted: count,
  undecided: count,
  notRun: count,
  vacuous: count,
  controls: count,
  controlsCaught: count,
});

const entry = recordSchema
  .pick({
    id: true,
    paper: true,
    title: true,
    kind: true,
    verdict: true,
    reason: true,
    gate: true,
    gateReason: true,
    vacuous: true,
    engine: true,
  })
  .extend({
    expectation: z.enum(['holds', 'fails as printed']),
    measured: z.number().nullable(),
    predicted: z.string(),
    interval,
    trials: count,
    errorShare: z.number(),
    controls: z.array(z.object({ name: z.string(), verdict, caught: z.boolean() })),
    durationMs: z.number(),
    replay: z.string(),
  });
export type Entry = z.infer<typeof entry>;

/** One run of the suite, `reports/run.json`; the input of every reporter. */
export const runSchema = z.object({
  schemaVersion: z.literal(schemaVersion),
  startedAt: z.string(),
  durationMs: z.number(),
  profile: z.enum(profiles),
  seed: z.string(),
  engine: z.string(),
  device: z.string(),
  versions: z.record(z.string(), z.string()),
  /** Which part of a sharded run this is, `1/3`; absent for a whole one. */
  shard: z.string().optional(),
  errorBudget: z.object({ total: z.number(), perClaim: z.number(), spent: z.number() }),
  summary,
  claims: z.array(entry),
});
export type Run = z.infer<typeof runSchema>;

/** SHA-256 of the canonical JSON of a value. */
export function digest(value: unknown): string {
  return createHash('sha256')
    .update(stringify(value) ?? 'undefined')
    .digest('hex');
}
