import * as fc from 'fast-check';
import { z } from 'zod';
import type { OptimizerSpec } from '../../src/optimizers/optimizers.ts';

/** Settings of a method, drawn from its own schema, so that a new optimizer needs nothing but to be registered. */
export function settings(schema: z.ZodType): fc.Arbitrary<OptimizerSpec> {
  const { properties } = z.toJSONSchema(schema, { io: 'input' }) as { properties: Record<string, Field> };
  const fields = Object.entries(properties).map(([name, field]) => [name, drawn(field)] as const);
  return fc.record(Object.fromEntries(fields)).map((spec) => schema.parse(spec) as OptimizerSpec);
}

interface Field {
  const?: unknown;
  enum?: unknown[];
  type?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
}

function drawn(field: Field): fc.Arbitrary<unknown> {
  if ('const' in field) return fc.constant(field.const);
  if (field.enum) return fc.constantFrom(...field.enum);
  if (field.type === 'boolean') return fc.boolean();
  if (field.type === 'integer') return fc.integer({ min: Math.max(1, field.minimum ?? 1), max: 4 });
  // Rates that are open above stay small; memories in [0, 1) stay clear of 1, where float32 cannot tell 1 − γ from 0.
  const max = field.exclusiveMaximum === undefined ? 0.2 : 0.99 * field.exclusiveMaximum;
  const min = field.exclusiveMinimum === undefined ? (field.minimum ?? 0) : field.exclusiveMinimum + 1e-3;
  return fc.double({ min, max, noNaN: true });
}
