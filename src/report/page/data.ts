import { clean } from '../text.ts';
import { html, type Markup } from './html.ts';

/** A matrix of weights is for the record, not for the eye. */
const most = 24;
const deepest = 6;

/** Nested plain data as tables and lists; long lists are cut, with a note. */
export function data(value: unknown, depth = 0): Markup {
  if (Array.isArray(value)) return list(value, depth);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, held]) => held !== undefined);
    if (entries.length === 0) return html`—`;
    if (depth >= deepest) return html`… (in the record)`;
    return html`<table class="data"><tbody>${entries
      .slice(0, most)
      .map(
        ([key, held]) => html`<tr><th scope="row">${clean(key)}</th><td>${data(held, depth + 1)}</td></tr>`,
      )}</tbody></table>${more(entries)}`;
  }
  return html`${leaf(value)}`;
}

function list(values: readonly unknown[], depth: number): Markup {
  if (values.length === 0) return html`—`;
  if (!values.some((value) => typeof value === 'object' && value !== null)) {
    return html`${values.slice(0, most).map(leaf).join(', ')}${more(values)}`;
  }
  if (depth >= deepest) return html`… (in the record)`;
  const shown = values.slice(0, most);
  const heads = columns(values);
  if (!heads) return html`<ol>${shown.map((value) => html`<li>${data(value, depth + 1)}</li>`)}</ol>${more(values)}`;
  return html`<table class="data"><thead><tr>${heads.map((head) => html`<th scope="col">${clean(head)}</th>`)}</tr></thead><tbody>${shown.map(
    (row) =>
      html`<tr>${heads.map((head) => html`<td>${data((row as { [key: string]: unknown })[head], depth + 1)}</td>`)}</tr>`,
  )}</tbody></table>${more(values)}`;
}

/** The keys that all rows share, if they are objects of the same few. */
function columns(rows: readonly unknown[]): string[] | null {
  const keys = (row: unknown) =>
    typeof row === 'object' && row !== null && !Array.isArray(row) ? Object.keys(row) : null;
  const heads = keys(rows[0]);
  if (!heads || heads.length === 0 || heads.length > 8) return null;
  return rows.every((row) => keys(row)?.join('\n') === heads.join('\n')) ? heads : null;
}

function more({ length }: readonly unknown[]): Markup | null {
  return length > most ? html`<span class="note">… ${length - most} more in the record</span>` : null;
}

/** Six digits; the record has all of them. */
function leaf(value: unknown): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(6))).replace('-', '−');
  if (typeof value === 'string') return clean(value);
  return value === null || value === undefined ? '—' : String(value);
}
