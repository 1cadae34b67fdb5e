import type { ControlRecord, Finding, Record } from '../../claim/record.ts';
import { clean } from '../text.ts';
import { measuredText, probability, reachText, trialsText } from '../words.ts';
import { type Content, html, type Markup } from './html.ts';
import { strip } from './strip.ts';
import { badge } from './verdicts.ts';

type Part = NonNullable<Finding['parts']>[number];

/** Measured against predicted, for the statement (whose sentence the verdict has told) and each of its parts. */
export function evidenceTable(record: Record): Markup {
  const rows = [
    row({ ...record, name: 'The statement' }),
    ...(record.parts ?? []).map((part) => html`${row({ ...part, name: `Part: ${part.name}` })}${said(part)}`),
  ];
  return table('Measured against predicted', 'Statement', rows);
}

/** Each control: what it breaks, how it came out, and how clearly. */
export function controlsTable(controls: readonly ControlRecord[]): Markup {
  const rows = controls.map((control) => {
    const broken = html`<br /><span class="note">breaks ${clean(control.breaks)}</span>`;
    const outcome = control.caught
      ? html`<br /><span class="note">caught: it must be ${control.expected}</span>`
      : html`<br /><span class="missed">missed: it must be ${control.expected}</span>`;
    return html`${row(control, broken, outcome)}${said(control)}`;
  });
  return table('Controls', 'Control', rows);
}

function row(
  { name, verdict, measured, interval, demand, predicted }: Omit<Part, 'detectable' | 'sentence'>,
  belowName: Content = null,
  belowVerdict: Content = null,
): Markup {
  return html`<tr><th scope="row">${clean(name)}${belowName}</th><td>${badge(verdict)}${belowVerdict}</td><td class="number">${verdict === 'not run' ? '—' : measuredText({ measured, interval })}</td><td class="number">${clean(predicted)}</td><td>${strip({ verdict, measured, interval, demand })}</td></tr>`;
}

function said({ sentence }: Pick<Part, 'sentence'>): Markup {
  return html`<tr class="said"><td colspan="5">${clean(sentence)}</td></tr>`;
}

function table(caption: string, first: string, rows: readonly Markup[]): Markup {
  return html`<div class="scroll" role="group" aria-label="${caption}"><table class="evidence"><thead><tr><th scope="col">${first}</th><th scope="col">Verdict</th><th scope="col">Measured [interval]</th><th scope="col">Predicted</th><th scope="col">Drawn</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** Trials, error share and reach, as terms and their values. */
export function reachList(record: Record): Markup {
  const { trials, errorShare, controls, parts = [] } = record;
  const reaches = [record, ...parts].flatMap(({ detectable }, k) =>
    detectable ? [{ name: k === 0 ? '' : parts[k - 1].name, words: reachText(detectable) }] : [],
  );
  const same = reaches.length > 1 && reaches.every(({ words }) => words === reaches[0].words);
  const told = same ? [{ name: 'each part', words: reaches[0].words }] : reaches;
  const shares = controls.reduce((sum, control) => sum + control.errorShare, 0);
  return html`<dl class="facts"><div><dt>Trials</dt><dd>${trialsText({ trials })}</dd></div><div><dt>Error share</dt><dd>${
    errorShare === 0
      ? 'none: the computation is deterministic'
      : `${probability(errorShare)}: the most that chance may do to this verdict${shares > 0 ? `; its controls may spend ${probability(shares)} more` : ''}`
  }</dd></div>${
    told.length > 0 &&
    html`<div><dt>Smallest departure this run could have detected</dt><dd>${told.map(
      ({ name, words }, k) => html`${k > 0 && html`<br />`}${name !== '' && `${clean(name)}: `}${words}`,
    )}</dd></div>`
  }</dl>`;
}
