/** Markup that may stand in the page as it is. Everything else is escaped on its way in. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Content = Markup | string | number | false | null | undefined | readonly Content[];

/** A template whose holes are escaped, in text and in quoted attributes; markup and lists of it go in as they are. */
export function html(strings: TemplateStringsArray, ...holes: readonly Content[]): Markup {
  return new Markup(strings.reduce((text, part, k) => text + render(holes[k - 1]) + part));
}

function render(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (Array.isArray(content)) return content.map(render).join('');
  return content === null || content === undefined || content === false ? '' : escapeText(String(content));
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters and lone surrogates have no place in HTML; they become U+FFFD. */
function escapeText(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (character) => entities[character])
    .replaceAll(/(?![\t\n])\p{Cc}|\p{Cs}/gu, '\ufffd');
}
