import type { Finding } from '../../claim/record.ts';
import { html, Markup } from './html.ts';
import { classOf } from './verdicts.ts';

const width = 160;
const height = 22;
const margin = 14;

type Ends = readonly [number | null, number | null];
type Evidence = Pick<Finding, 'verdict' | 'measured' | 'interval'> & { readonly demand?: Finding['demand'] };

/**
 * The measured value as a dot, its interval as a line (an arrow where it is open), the values that the statement demands
 * as a band. Each strip has its own scale, logarithmic where positive values span three decades. It repeats the numbers
 * that stand beside it, so it is hidden from screen readers.
 */
export function strip({ verdict, measured, interval, demand }: Evidence): Markup | null {
  if (measured === null) return null;
  const values = [measured, ...(interval ?? []), ...(demand ?? [])].filter((value) => value !== null);
  const at = scale(values);
  const parts: string[] = [];
  if (demand) {
    const [from, to] = along(demand, at);
    parts.push(`<rect class="demand" x="${from}" y="2" width="${round(to - from)}" height="${height - 4}"/>`);
    for (const end of demand) if (end !== null) parts.push(`<path class="edge" d="M${at(end)} 2v${height - 4}"/>`);
  }
  const middle = height / 2;
  if (interval) {
    const [from, to] = along(interval, at);
    const cap = (x: number, outward: number, open: boolean) =>
      open ? `M${x - outward * 4} ${middle - 4}l${outward * 4} 4l${-outward * 4} 4` : `M${x} ${middle - 4}v8`;
    const ends = cap(from, -1, interval[0] === null) + cap(to, 1, interval[1] === null);
    parts.push(`<path class="interval" d="M${from} ${middle}H${to}${ends}"/>`);
  }
  parts.push(`<circle cx="${at(measured)}" cy="${middle}" r="3.5"/>`);
  return html`<svg class="strip ${classOf(verdict)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true">${new Markup(parts.join(''))}</svg>`;
}

/** Places in pixels; an open end lies at the border. */
function along([low, high]: Ends, at: (value: number) => number): [number, number] {
  return [low === null ? 0 : at(low), high === null ? width : at(high)];
}

/** Pixel of a value between the margins. */
function scale(values: readonly number[]): (value: number) => number {
  const positive = values.every((value) => value > 0);
  const log = positive && Math.max(...values) > 1000 * Math.min(...values);
  const to = log ? Math.log : (value: number) => value;
  const [low, high] = [Math.min(...values.map(to)), Math.max(...values.map(to))];
  const middle = width / 2;
  if (!(high - low > 0)) return () => middle;
  return (value) => round(margin + ((to(value) - low) / (high - low)) * (width - 2 * margin));
}

const round = (value: number) => Number(value.toFixed(1));
