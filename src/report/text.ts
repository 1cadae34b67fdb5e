import { stripVTControlCharacters } from 'node:util';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}])/u;
const noWidth = /^[\p{Mn}\p{Me}\p{Cc}\p{Cs}]+$/u;

/** A space at which `wrap` does not break. */
export const hardSpace = '\u00a0';

/** Free text of a record as one line: no colour codes, control characters, stack frames or breaks. */
export function clean(text: string): string {
  const message = stripVTControlCharacters(text)
    .split(/\r?\n/)
    .filter((line) => !/^\s+at /.test(line))
    .join(' ');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  const visible = message.replaceAll(
    /[\s\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069]+/gu,
    ' ',
  );
  return visible.replaceAll(/\p{Cs}|\ufffe|\uffff/gu, '\ufffd').trim();
}

/** Columns that a line takes on a terminal. */
export function displayWidth(line: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(line)) width += wide.test(segment) ? 2 : noWidth.test(segment) ? 0 : 1;
  return width;
}

/** Lines of at most `width` columns, broken at spaces; words that are too long are broken after - / _ or anywhere. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const put = (piece: string, glue: string) => {
    if (line !== '' && displayWidth(line + glue + piece) <= width) {
      line += glue + piece;
      return;
    }
    if (line !== '') lines.push(line);
    line = piece;
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

/** A shell command in lines of at most `width` columns that can still be pasted as they are. */
export function wrapCommand(command: string, width: number): string[] {
  const lines = wrap(command, width);
  if (lines.length === 1) return lines;
  const broken = wrap(command, width - 4);
  return broken.map((line, k) => `${k > 0 ? '  ' : ''}${line}${k < broken.length - 1 ? ' \\' : ''}`);
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
