import type { Record } from '../../claim/record.ts';
import { verdictSigns } from '../figures/theme.ts';
import { html, type Markup } from './html.ts';

export type Verdict = Record['verdict'];

/** In the order in which people look for them. */
export const verdicts = ['refuted', 'undecided', 'not run', 'supported'] as const satisfies Verdict[];

/** Name of a style class. */
export const classOf = (verdict: Verdict) => `v-${verdict.replace(' ', '-')}`;

/** Sign and word in the colour of the verdict. */
export function badge(verdict: Verdict, word: string = verdict): Markup {
  return html`<span class="badge ${classOf(verdict)}"><span aria-hidden="true">${verdictSigns[verdict]}</span>\u00a0${word}</span>`;
}

export function gateBadge(gate: Record['gate']): Markup {
  return html`<span class="gate g-${gate}">${gate.toUpperCase()}</span>`;
}

/** The verdict with what was expected of it, in words. */
export function verdictWords({
  verdict,
  expectation,
  vacuous,
}: Pick<Record, 'verdict' | 'expectation' | 'vacuous'>): string {
  const doubted = expectation.verdict === 'fails as printed';
  const said =
    verdict === 'refuted' && doubted
      ? 'refuted as printed'
      : verdict === 'supported' && doubted
        ? 'supported, though expected to fail as printed'
        : verdict;
  return vacuous ? `${said}, but vacuous` : said;
}

/** Every claim has one name, `paper/id`; it is its address in the page, too. */
export const nameOf = ({ paper, id }: Pick<Record, 'paper' | 'id'>) => `${paper}/${id}`;

/** The link to a claim, `#paper/claim-id`. */
export const hrefOf = ({ paper, id }: Pick<Record, 'paper' | 'id'>) => `#${encoded(paper)}/${encoded(id)}`;

const encoded = (text: string) => encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\ufffd'));
