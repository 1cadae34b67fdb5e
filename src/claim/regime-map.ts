import { z } from 'zod';
import { BadInput } from '../errors.ts';
import type { Claim, MapPlan, Profile } from './claim.ts';
import { finding } from './record.ts';

const scales = ['linear', 'log', 'log1m'] as const;

const axisSchema = z.object({
  /** A field of the claim's regime. */
  key: z.string(),
  values: z.array(z.number()),
  /** `log1m`: logarithmic in 1 − value, for memories. */
  scale: z.enum(scales),
});
export type MapAxis = z.infer<typeof axisSchema>;

const cellSchema = z.object({
  x: z.number(),
  y: z.number(),
  /** Whether the statement speaks of this regime; null where the claim does not say. */
  inside: z.boolean().nullable(),
  finding,
});
export type MapCell = z.infer<typeof cellSchema>;

const place = z.tuple([z.number(), z.number()]);

/** What a claim's rule says of its regime along two of its parameters. */
export const mapSchema = z.object({
  schemaVersion: z.literal(2),
  claim: z.string(),
  statement: z.string(),
  profile: z.string(),
  seed: z.string(),
  engine: z.string(),
  x: axisSchema,
  y: axisSchema,
  cells: z.array(cellSchema),
  /**
   * Pairs of points on one line of the grid, one supported and one refuted, with nothing decided between them: there the
   * verdict changes.
   */
  boundary: z.array(z.tuple([place, place])),
  /** The key of the claim's record under the same code, profile, seed and engine. */
  key: z.string(),
  /** Trials per point; null: those of the profile. */
  trials: z.union([z.number(), z.object({ batch: z.number(), max: z.number() })]).nullable(),
});
export type RegimeMap = z.infer<typeof mapSchema>;

/**
 * The axes of a map, each from `key:from:to:count`, then nothing, `:log` or `:log1m`.
 * @throws BadInput naming the field, of that name for x and y.
 */
export function parseAxes(
  field: (axis: 'x' | 'y') => string,
  plan: Pick<MapPlan, 'x' | 'y'>,
  claim: Claim,
  profile: Profile,
): { x: MapAxis; y: MapAxis } {
  const [x, y] = (['x', 'y'] as const).map((axis) => parseAxis(field(axis), plan[axis], claim, profile));
  if (x.key !== y.key) return { x, y };
  const rule = `must be another parameter than ${field('x')}`;
  throw new BadInput({ field: field('y'), rule, value: y.key, remedy: 'Change one.' });
}

function parseAxis(field: string, text: string, claim: Claim, profile: Profile): MapAxis {
  const [key, from, to, count, scale = 'linear', ...rest] = text.split(':');
  const bad = (rule: string, remedy: string) => new BadInput({ field, rule, value: text, remedy });
  const numeric = numbersOf(claim, profile);
  if (!numeric.includes(key)) {
    const numbers = numeric.join(', ') || 'none';
    throw bad(`must begin with a number of the regime of ${claim.paper}/${claim.id}`, `Numbers: ${numbers}.`);
  }
  const [a, b, n] = [Number(from), Number(to), Number(count)];
  const whole = Number.isInteger(n) && n >= 2 && n <= 200;
  const known = scales.find((name) => name === scale);
  if (rest.length > 0 || !known || !(Number.isFinite(a) && Number.isFinite(b) && a < b && whole)) {
    throw bad(
      'must be key:from:to:count, then nothing, :log or :log1m, from below to, count from 2 to 200',
      'E.g. rate:0.01:1:8:log.',
    );
  }
  if (known === 'log' && a <= 0) throw bad('must begin above 0 on a log axis', 'E.g. rate:0.01:1:8:log.');
  if (known === 'log1m' && b >= 1) throw bad('must end below 1 on a log1m axis', 'E.g. memory:0:0.99:3:log1m.');
  const { to: straight, from: back } = straightened[known];
  const integer = Number.isInteger((claim.profiles[profile].regime as { [key: string]: unknown })[key]);
  const values = Array.from({ length: n }, (_, k) => {
    const value = back(straight(a) + ((straight(b) - straight(a)) * k) / (n - 1));
    return integer && Number.isInteger(a) && Number.isInteger(b) ? Math.round(value) : Number(value.toPrecision(12));
  });
  return { key, values: [...new Set(values)], scale: known };
}

const same = (value: number) => value;
const straightened = {
  linear: { to: same, from: same },
  log: { to: Math.log, from: Math.exp },
  log1m: { to: (value: number) => -Math.log1p(-value), from: (value: number) => -Math.expm1(-value) },
};

/** What is a number in the regime of the profile or of a control, or varies in a map that the claim asks for. */
function numbersOf({ profiles, controls, maps = [] }: Claim, profile: Profile): string[] {
  const regime = profiles[profile].regime;
  const numbers = [regime, ...controls.map((control) => control.regime)]
    .flatMap((held) => Object.entries(held))
    .filter(([, value]) => typeof value === 'number')
    .map(([key]) => key);
  const asked = maps.flatMap(({ x, y }) => [x, y]).map((axis) => axis.split(':')[0]);
  const known = new Set([...numbers, ...asked]);
  return Object.keys(regime).filter((key) => known.has(key));
}
