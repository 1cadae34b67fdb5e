import { max, min } from 'simple-statistics';
import type { Axis } from '../../claim/figure.ts';
import { linearText } from './axes.ts';
import type { Key } from './frame.ts';
import { look } from './theme.ts';

/** Colour by size: the farther from zero (from the smallest, if all have one sign) the fuller; blue above, red below. */
export interface Shade {
  of(value: number): { readonly fill: string; readonly opacity: number };
  readonly legend: readonly Key[];
}

/** Words in currentColor stay readable on the fullest shade. */
const fullest = 0.75;

export function shadeOf({ label, log }: Axis, values: readonly number[]): Shade {
  const to = log ? Math.log10 : (value: number) => value;
  const [low, high] = values.length > 0 ? [min(values), max(values)] : [0, 1];
  const signed = !log && low < 0 && high > 0;
  const zero = signed ? 0 : to(low);
  const reach = signed ? Math.max(-low, high) : to(high) - to(low);
  const of = (value: number) => ({
    fill: look(to(value) < zero ? 1 : 0).colour,
    opacity: reach > 0 ? Number(((fullest * Math.abs(to(value) - zero)) / reach).toFixed(2)) : fullest / 2,
  });
  const middle = log ? Math.sqrt(low * high) : signed ? 0 : (low + high) / 2;
  const told = [...new Set([low, middle, high])];
  const legend = told.map((value, k) => ({
    name: k === 0 ? `${label}: ${linearText(value)}` : linearText(value),
    swatch: [patch(of(value))],
  }));
  return { of, legend };
}

/** The swatch of a filled area. */
export function patch({ fill, opacity }: { fill: string; opacity: number }): Key['swatch'][number] {
  const box = { x: '-12', y: '-5', width: '24', height: '10' };
  const line = { stroke: 'currentColor', 'stroke-width': '0.5' };
  return { tag: 'rect', attributes: { ...box, fill, 'fill-opacity': String(opacity), ...line } };
}
