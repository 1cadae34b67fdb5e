import { extent } from 'simple-statistics';
import type { Axis } from '../../claim/figure.ts';
import { short } from '../words.ts';

/** An axis ready to draw: its ends, and where values lie on it. */
export interface Scale extends Axis {
  readonly domain: readonly [number, number];
  /** From 0 (first end) to 1 (last end). */
  at(value: number): number;
  /** Values to mark; undefined leaves them to Plot. */
  readonly ticks?: readonly number[];
  format(value: number): string;
}

/** The scale that shows all these values with a little room; a single value gets room as well. */
export function scaleOf(axis: Axis, values: readonly number[], room = 0.03): Scale {
  const to = axis.log ? Math.log10 : (value: number) => value;
  const from = axis.log ? (value: number) => 10 ** value : (value: number) => value;
  const [low, high] = values.length === 0 ? [0, 1] : extent(values.map(to));
  // Equal values, and values that differ by rounding alone, get an axis as wide as they are large.
  const flat = high - low <= 1e-9 * Math.max(Math.abs(low), Math.abs(high));
  const pad = flat ? (axis.log ? 0.5 : Math.abs(low) / 2 || 0.5) : (high - low) * room;
  const [first, last] = [low - pad, high + pad];
  return {
    ...axis,
    domain: [from(first), from(last)],
    at: (value) => (to(value) - first) / (last - first),
    ...(axis.log && { ticks: logTicks(first, last) }),
    format: axis.log ? logText : linearText,
  };
}

/** Powers of ten, six at most; over less than two decades also their multiples. The ends are logarithms. */
function logTicks(first: number, last: number): number[] {
  const decades = last - first;
  if (decades < 0.5) return ticks(10 ** first, 10 ** last, 5);
  const every = Math.ceil(decades / 6);
  const digits = decades >= 2 ? [1] : decades > 1 ? [1, 2, 5] : [1, 2, 3, 5];
  return Array.from({ length: Math.floor(last) - Math.floor(first) + 1 }, (_, k) => Math.floor(first) + k)
    .filter((power) => power % every === 0)
    .flatMap((power) => digits.map((digit) => Number((digit * 10 ** power).toPrecision(6))))
    .filter((value) => Math.log10(value) >= first && Math.log10(value) <= last);
}

/** About so many round values between two ends: multiples of 1, 2 or 5 times a power of ten. */
export function ticks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((digit) => digit * power >= rough) ?? 10);
  const from = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - from + 1 }, (_, k) =>
    Number(((from + k) * step).toPrecision(12)),
  );
}

function logText(value: number): string {
  const power = Math.floor(Math.log10(value) + 1e-9);
  if (Math.abs(power) <= 2) return linearText(value);
  const digit = Number((value / 10 ** power).toPrecision(3));
  return `${digit === 1 ? '' : `${digit}·`}10${superscript(power)}`;
}

/** `0.25`, `3·10⁻⁵`. */
export function linearText(value: number): string {
  const [mantissa, power] = short(value).split('e');
  return power === undefined
    ? mantissa.replace('-', '−')
    : `${mantissa.replace('-', '−')}·10${superscript(Number(power))}`;
}

function superscript(power: number): string {
  return String(power).replaceAll(/[-\d]/g, (sign) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)]);
}
