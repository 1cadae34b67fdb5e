import { stripVTControlCharacters } from 'node:util';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}])/u;
const stackFrame = /^\s+at .*(?::\d+:\d+|<anonymous>|native)\)?$/;
const noWidth = /^[\p{Mn}\p{Me}\p{Cc}\p{Cs}]+$/u;

/** A space at which `wrap` does not break. */
export const hardSpace = '\u00a0';

/** Free text of a record as one line: no colour codes, control characters, stack frames or breaks. */
export function clean(text: string): string {
  const message = stripVTControlCharacters(text)
    .split(/\r?\n/)
    .filter((line) => !stackFrame.test(line))
    .join(' ');
  const visible = message.replaceAll(/[\s\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069]+/gu, ' ');
  return visible.replaceAll(/\p{Cs}|\ufffe|\uffff/gu, '\ufffd').trim();
}

/** Columns that a line takes on a terminal. */
export function displayWidth(line: string): number {
  if (/^[ -~]*$/.test(line)) return line.length;
  let width = 0;
  for (const { segment } of graphemes.segment(line)) width += wide.test(segment) ? 2 : noWidth.test(segment) ? 0 : 1;
  return width;
}

/** Lines of at most `width` columns, broken at spaces; words that are too long are broken after - / _ or anywhere. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const put = (piece: string, glue: string) => {
    const size = displayWidth(piece);
    const joined = used + glue.length + size;
    const fits = line !== '' && joined <= width;
    if (line !== '' && !fits) lines.push(line);
    line = fits ? line + glue + piece : piece;
    used = fits ? joined : size;
  };
  for (const word of text.split(/ +/).filter((part) => part !== '')) {
    for (const [k, piece] of pieces(word, width).entries()) put(piece, k === 0 ? ' ' : '');
  }
  return [...lines, line].map((done) => done.replaceAll(hardSpace, ' '));
}

/** As `wrap`, with every line after the first moved in below it. */
export function hang(lead: string, text: string, width: number): string[] {
  const indent = ' '.repeat(displayWidth(lead));
  return wrap(text, width - indent.length).map((line, k) => (k === 0 ? lead : indent) + line);
}

/** A shell command in lines of at most `width` columns that can be pasted as they are, if its words are shorter. */
export function wrapCommand(command: string, width: number): string[] {
  if (displayWidth(command) <= width) return [command];
  const paired = command.replaceAll(/(--[\w-]+) (?=[^-\s])/g, `$1${hardSpace}`);
  let rest = command;
  return wrap(paired, width - 4).map((line, k) => {
    rest = rest.slice(line.length);
    const lead = k > 0 ? '  ' : '';
    if (!rest.startsWith(' ')) return lead + line;
    rest = rest.slice(1);
    return `${lead}${line} \\`;
  });
}

function pieces(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  return (word.match(/[^-/_]*[-/_]|[^-/_]+/g) ?? []).flatMap((part) => split(part, width));
}

function split(part: string, width: number): string[] {
  const chunks = [''];
  for (const { segment } of graphemes.segment(part)) {
    const grown = chunks[chunks.length - 1] + segment;
    if (displayWidth(grown) <= width) chunks[chunks.length - 1] = grown;
    else chunks.push(segment);
  }
  return chunks.filter((chunk) => chunk !== '');
}
