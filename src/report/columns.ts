import type { Entry } from '../claim/record.ts';
import { clean, displayWidth, hardSpace } from './text.ts';
import { controlsText, evidenceText, timeText, trialsText, verdictText } from './words.ts';

export interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly text: (entry: Entry) => string;
  /** For a column that wraps: not readable when narrower than `least`, no need to be wider than `most`. */
  readonly wraps?: { readonly least: number; readonly most: number };
}

/** The columns of the terminal matrix. */
export const columns: readonly Column[] = [
  { head: 'gate', align: 'left', text: ({ gate }) => gate.toUpperCase() },
  { head: 'claim', align: 'left', text: ({ id }) => clean(id), wraps: { least: 10, most: 44 } },
  { head: 'verdict', align: 'left', text: verdictText, wraps: { least: 13, most: 21 } },
  { head: 'measured vs predicted', align: 'left', text: evidenceText, wraps: { least: 19, most: 44 } },
  { head: 'trials', align: 'right', text: trialsText },
  { head: 'caught', align: 'right', text: controlsText },
  { head: 'time', align: 'right', text: ({ durationMs }) => timeText(durationMs).replaceAll(' ', hardSpace) },
];

/** Spaces between two columns. */
export const gap = 2;

/** Natural widths, narrowed until a line fits `width`: first as far as no word breaks, then as far as it must be. */
export function spread(shown: readonly Column[], entries: readonly Entry[], width: number): number[] {
  const sizes = shown.map(({ head, text, wraps }) => {
    const texts = entries.map(text);
    const widest = Math.max(...texts.map(displayWidth), displayWidth(head));
    if (!wraps) return { natural: widest, unbroken: widest, least: widest };
    const word = Math.max(...texts.flatMap((whole) => whole.split(' ')).map(displayWidth));
    const natural = Math.min(widest, wraps.most);
    const least = Math.min(natural, wraps.least);
    // Ids are made to be broken at their hyphens.
    return { natural, least, unbroken: head === 'claim' ? least : Math.min(natural, Math.max(word, least)) };
  });
  const room = width - gap * (shown.length - 1);
  const unbroken = narrow(
    sizes.map(({ natural }) => natural),
    sizes.map(({ unbroken: least }) => least),
    room,
  );
  return narrow(
    unbroken,
    sizes.map(({ least }) => least),
    room,
  );
}

/** Takes column after column from the one that has most to give, until the sum fits. */
function narrow(widths: readonly number[], least: readonly number[], room: number): number[] {
  const sizes = [...widths];
  for (let excess = sizes.reduce((sum, size) => sum + size, 0) - room; excess > 0; excess -= 1) {
    const spare = sizes.map((size, k) => size - least[k]);
    const most = Math.max(...spare);
    if (most <= 0) break;
    sizes[spare.indexOf(most)] -= 1;
  }
  return sizes;
}
