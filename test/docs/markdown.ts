/** A fenced block: its language, what stands behind it as `name=value` or `name="value"`, and its lines. */
export interface Block {
  readonly language: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly body: string;
}

const fence = /^```(\w+)(.*)\n([\s\S]*?)^```$/gm;

/** The page with the body of every block for which `body` gives one, asked from top to bottom. */
export async function rewrite(page: string, body: (block: Block) => Promise<string | null>): Promise<string> {
  let [written, from] = ['', 0];
  for (const { 0: whole, 1: language, 2: info, 3: old, index } of page.matchAll(fence)) {
    const attributes = Object.fromEntries(
      [...info.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))/g)].map(([, name, quoted, bare]) => [name, quoted ?? bare]),
    );
    const fresh = (await body({ language, attributes, body: old })) ?? old;
    written += `${page.slice(from, index)}\`\`\`${language}${info}\n${fresh}\`\`\``;
    from = index + whole.length;
  }
  return written + page.slice(from);
}

/** What a command printed without what differs from run to run: times, versions, the folder, last digits of numbers. */
export function timeless(text: string, folder: string): string {
  const time = String.raw`(?:time|[\d.]+[ \u00a0]m?s|\d+m[ \u00a0]\d\ds)`;
  return `${text
    .replaceAll(`${folder}/`, '')
    .replaceAll(/\d{4}-\d\d-\d\dT.*$/gm, '<when>, <how long>; lemmata <version>, node <version>')
    .replaceAll(/(\d\.\d{6})\d{6,}/g, '$1…')
    .replaceAll(new RegExp(`(?: ·)? +${time}$`, 'gm'), '')
    .trim()}\n`;
}

/** The lines of a text from the one that begins with `from` to the one before that which begins with `to`. */
export function excerpt(text: string, { from, to }: { readonly from?: string; readonly to?: string }): string {
  const lines = text.split('\n');
  const start = from === undefined ? 0 : lines.findIndex((line) => line.startsWith(from));
  const end = to === undefined ? lines.length : lines.findIndex((line, k) => k > start && line.startsWith(to));
  if (start < 0 || end < 0) throw new Error(`no lines from "${from}" to "${to}" in:\n${text}`);
  return `${lines.slice(start, end).join('\n').trimEnd()}\n`;
}
