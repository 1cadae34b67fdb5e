import type { Record } from '../../claim/record.ts';
import { clean } from '../text.ts';
import { measuredText, timeText, trialsText } from '../words.ts';
import { html, type Markup } from './html.ts';
import { strip } from './strip.ts';
import { badge, gateBadge, hrefOf, verdicts, verdictWords } from './verdicts.ts';

/** The pass/fail matrix of all papers, with its filters; without a script every row is shown and the filters are not. */
export function matrix(papers: ReadonlyMap<string, readonly Record[]>): Markup {
  const records = [...papers.values()].flat();
  return html`<section aria-labelledby="matrix"><h2 id="matrix">The matrix</h2>${filters(papers, records)}
<div class="scroll" role="group" aria-label="The matrix"><table class="matrix"><thead><tr><th scope="col">Gate</th><th scope="col">Claim</th><th scope="col">Verdict</th><th scope="col" class="wide">Measured [interval] vs predicted</th><th scope="col" class="wide">Drawn</th><th scope="col" class="wide number">Trials</th><th scope="col" class="wide number">Caught</th><th scope="col" class="wide number">Time</th></tr></thead>${[
    ...papers,
  ].map(
    ([paper, claims]) =>
      html`<tbody data-paper="${paper}"><tr class="paper"><th scope="rowgroup" colspan="8">${clean(claims[0].paperTitle)} <span class="note">${paper} · ${tally(claims)}</span></th></tr>${claims.map(row)}</tbody>
`,
  )}</table></div><p class="none" hidden>No claim matches. <button type="button" class="reset">Show all</button></p></section>`;
}

function row(record: Record): Markup {
  const { id, label, title, gate, verdict, kind, predicted, controls, durationMs } = record;
  const caught = controls.filter((control) => control.caught).length;
  const evidence = verdict === 'not run' ? '—' : `${measuredText(record)} vs ${clean(predicted)}`;
  return html`<tr data-gate="${gate}" data-verdict="${verdict}" data-kind="${kind}" class="g-${gate}"><td>${gateBadge(gate)}</td><td><a href="${hrefOf(record)}">${clean(label)}</a> <span>${clean(title)}</span> <code>${id}</code></td><td>${badge(verdict, verdictWords(record))}</td><td class="wide">${evidence}</td><td class="wide">${strip(record)}</td><td class="wide number">${trialsText(record)}</td><td class="wide number${caught < controls.length && ' missed'}">${controls.length === 0 ? '—' : `${caught}/${controls.length}`}</td><td class="wide number">${timeText(durationMs)}</td></tr>
`;
}

function tally(claims: readonly Record[]): string {
  const gates = (['pass', 'fail', 'skip'] as const).map(
    (gate) => [gate, claims.filter((record) => record.gate === gate).length] as const,
  );
  return gates
    .filter(([gate, count]) => gate !== 'skip' || count > 0)
    .map(([gate, count]) => `${count} ${gate}`)
    .join(', ');
}

function filters(papers: ReadonlyMap<string, readonly Record[]>, records: readonly Record[]): Markup {
  const boxes = (name: string, values: readonly string[]) =>
    values.map((value) => html`<label><input type="checkbox" name="${name}" value="${value}" /> ${value}</label>`);
  const options = (values: readonly string[]) =>
    values.map((value) => html`<option value="${value}">${value}</option>`);
  const kinds = [...new Set(records.map(({ kind }) => kind))].sort();
  return html`<form id="filters" role="search" aria-label="Filter the matrix" hidden><fieldset><legend>Verdict</legend>${boxes('verdict', verdicts)}</fieldset><fieldset><legend>Gate</legend>${boxes('gate', ['fail', 'pass', 'skip'])}</fieldset><label>Paper <select name="paper"><option value="">all</option>${options([...papers.keys()])}</select></label><label>Kind <select name="kind"><option value="">all</option>${options(kinds)}</select></label><label>Text <input type="search" name="q" autocomplete="off" spellcheck="false" placeholder="label, title, statement" /></label><button type="button" class="reset">Reset</button><output aria-live="polite"></output></form>`;
}
