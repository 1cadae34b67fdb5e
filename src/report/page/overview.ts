import type { Record, Run } from '../../claim/record.ts';
import { clean } from '../text.ts';
import { probability, timeText } from '../words.ts';
import { type Content, html, type Markup } from './html.ts';
import { footingWords, type Paper, weakest, weakPremises } from './premises.ts';
import { badge, hrefOf, verdictWords } from './verdicts.ts';

/** The run in figures and in words. */
export function runHeader(run: Run): Markup {
  const { summary, errorBudget } = run;
  const { claims, pass, fail, skip } = summary;
  const tiles: [string, number, string][] = [
    ['supported', summary.supported, '#?verdict=supported'],
    ['refuted', summary.refuted, '#?verdict=refuted'],
    ['undecided', summary.undecided, '#?verdict=undecided'],
    ['not run', summary.notRun, '#?verdict=not%20run'],
  ];
  const facts: [string, string][] = [
    ['Profile', run.profile],
    ['Engine', `${run.engine} (${run.device})`],
    ['Seed', run.seed],
    [
      'Time',
      `${timeText(run.durationMs)}, begun ${run.startedAt.replace('T', ' ').replace(/(:\d\d)\.\d+Z$/, '$1 UTC')}`,
    ],
    [
      'Versions',
      Object.entries(run.versions)
        .map((pair) => pair.join(' '))
        .join(', '),
    ],
  ];
  const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
  return html`<header><p class="mark">Lemmata</p>
<h1 tabindex="-1">${counted(claims, 'claim', 'claims')}: ${fail === 0 ? html`<span class="good">${pass === claims ? 'every gate passes' : 'no gate fails'}</span>` : html`<span class="bad">${counted(fail, 'gate fails', 'gates fail')}</span>`}</h1>
<p class="note">${pass} pass, ${fail} fail${skip > 0 && `, ${skip} skipped`}. A gate passes when the verdict is the expected one and every control came out as it must: ${summary.controlsCaught} of ${counted(summary.controls, 'control', 'controls')} did${
    summary.vacuous > 0 ? `; ${counted(summary.vacuous, 'claim is', 'claims are')} vacuous` : ''
  }.</p>
<ul class="tiles">${tiles.map(
    ([verdict, count, href]) =>
      html`<li><a href="${href}"><strong>${count}</strong>${badge(verdict as Record['verdict'])}</a></li>`,
  )}</ul>
<dl class="facts run">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${clean(value)}</dd></div>`)}<div class="wide"><dt>Error budget</dt><dd>The probability that chance alone made any verdict here wrong is at most ${probability(errorBudget.spent)}. A run may spend ${probability(errorBudget.total)}, a claim with its controls ${probability(errorBudget.perClaim)}.</dd></div></dl>
</header>`;
}

/** What a reader wants to see first: what failed, what was refuted, what is open. */
export function attention(records: readonly Record[], papers: ReadonlyMap<string, Paper>): Markup {
  const expected = (record: Record) =>
    record.expectation.verdict === 'fails as printed' && record.verdict === 'refuted';
  const leaning = records.filter(
    (record) =>
      record.verdict === 'supported' &&
      ['refuted', 'undecided'].includes(weakest(weakPremises(record, papers.get(record.paper)!)) ?? ''),
  );
  const lists: [string, readonly Record[], (record: Record) => Content, boolean][] = [
    ['Gates that fail', records.filter(({ gate }) => gate === 'fail'), failure, true],
    [
      'Refuted as printed',
      records.filter((record) => record.gate !== 'fail' && expected(record)),
      (record) => correction(record, papers),
      false,
    ],
    ['Undecided', records.filter(({ gate, verdict }) => gate !== 'fail' && verdict === 'undecided'), why, true],
    ['Not run', records.filter(({ gate, verdict }) => gate !== 'fail' && verdict === 'not run'), why, false],
    [
      'Supported, but resting on something that is not',
      leaning,
      (record) => footingWords[weakest(weakPremises(record, papers.get(record.paper)!))!],
      false,
    ],
  ];
  const shown = lists.filter(([, found]) => found.length > 0);
  if (shown.length === 0)
    return html`<section aria-labelledby="attention"><h2 id="attention">What to look at</h2><p>Every statement is supported as printed.</p></section>`;
  return html`<section aria-labelledby="attention"><h2 id="attention">What to look at</h2>${shown.map(
    ([title, found, said, open]) =>
      html`<details${open && ' open'}><summary>${title} <span class="count">${found.length}</span></summary><ul class="found">${found.map(
        (record) =>
          html`<li><a href="${hrefOf(record)}">${clean(record.label)}</a> <span class="note">${record.paper}</span><br />${said(record)}</li>`,
      )}</ul></details>`,
  )}</section>`;
}

const why = ({ gateReason, reason, sentence }: Record) => clean(gateReason ?? reason ?? sentence);

function failure(record: Record): Content {
  return html`${badge(record.verdict, verdictWords(record))} ${why(record)}`;
}

function correction({ expectation, paper }: Record, papers: ReadonlyMap<string, Paper>): Content {
  if (expectation.verdict !== 'fails as printed') return null;
  const corrected = papers.get(paper)?.get(expectation.corrected);
  return html`${clean(expectation.reason)} ${
    corrected &&
    html`<span class="note">Corrected: <a href="${hrefOf(corrected)}">${clean(corrected.label)}</a> (${corrected.verdict})</span>`
  }`;
}
