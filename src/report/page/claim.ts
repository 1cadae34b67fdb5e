import type { Figure } from '../../claim/figure.ts';
import type { Record } from '../../claim/record.ts';
import type { RegimeMap } from '../../claim/regime-map.ts';
import { figureSvg } from '../figures/figure-svg.ts';
import { mapFigure } from '../heat-map.ts';
import { clean } from '../text.ts';
import { timeText } from '../words.ts';
import { data } from './data.ts';
import { controlsTable, evidenceTable, reachList } from './evidence.ts';
import { type Content, html, Markup } from './html.ts';
import { statementMath } from './math.ts';
import { footingWords, type Paper, type Weak, weakest, weakPremises } from './premises.ts';
import { badge, gateBadge, hrefOf, nameOf, verdictWords } from './verdicts.ts';

/** What stands around a claim in its paper. */
export interface Place {
  readonly paper: Paper;
  readonly maps: readonly RegimeMap[];
  readonly before?: Record;
  readonly after?: Record;
}

/** The page of one claim; its id, and so its address in the file, is `paper/claim-id`. */
export function claimArticle(record: Record, place: Place): Markup {
  const { label, title, section, kind, statement, assumptions, rule, controls, figures } = record;
  const name = nameOf(record);
  return html`<article class="claim" id="${name}" aria-labelledby="${name}:title">
<nav class="trail" aria-label="Around this claim"><a href="#overview" class="back">All claims</a><span>${clean(record.paperTitle)}</span>${step(place.before, '← before')}${step(place.after, 'next →')}</nav>
<h1 id="${name}:title" tabindex="-1">${clean(label)}: ${clean(title)}</h1>
<p class="note">${clean(section)} · ${kind} · <code>${name}</code></p>
${verdictBox(record, place.paper)}
<section><h2>Statement</h2>${statementMath(statement.tex)}<p class="plain">${clean(statement.plain)}</p>${
    assumptions.length > 0 &&
    html`<h3>Assumptions</h3><ul>${assumptions.map((assumption) => html`<li>${clean(assumption)}</li>`)}</ul>`
  }</section>
<section><h2>What was measured in its place</h2><p class="plain">${clean(rule.summary)}</p><details${rule.explain.length < 600 && ' open'}><summary>How it decides</summary><p>${clean(rule.explain)}</p></details>${evidenceTable(record)}${reachList(record)}</section>
<section><h2>Controls</h2>${
    controls.length > 0
      ? html`<p class="note">The same measurement and rule on a set-up that is broken on purpose (or known to be sound).</p>${controlsTable(controls)}`
      : html`<p>None ran.</p>`
  }</section>
${figures.length > 0 && html`<section><h2>Figures</h2><div class="figures">${figures.map(figure)}</div></section>`}
${regimeMaps(record, place.maps)}
${record.counterexample !== undefined && html`<section><h2>Counterexample</h2><div class="scroll" role="group" aria-label="Counterexample">${data(record.counterexample)}</div>${mended(record, place.paper)}</section>`}
${record.evidence !== undefined && html`<section><h2>Evidence</h2><div class="scroll" role="group" aria-label="Evidence">${data(record.evidence)}</div></section>`}
${dependencies(record, place.paper)}
<section><h2>Regime</h2><div class="scroll" role="group" aria-label="Regime">${data(record.regime)}</div></section>
${runFacts(record)}
</article>
`;
}

function step(to: Record | undefined, words: string): Content {
  return to && html`<a href="${hrefOf(to)}" title="${clean(to.label)}: ${clean(to.title)}">${words}</a>`;
}

function verdictBox(record: Record, paper: Paper): Markup {
  const { verdict, gate, gateReason, expectation, sentence, reason } = record;
  const weak = weakPremises(record, paper);
  const footing = weakest(weak);
  return html`<section class="verdict" aria-label="Verdict"><p>${badge(verdict, verdictWords(record))} ${gateBadge(gate)}</p><p class="sentence">${clean(sentence)}</p>${
    gateReason &&
    !(reason && gate === 'skip') &&
    html`<p>${gate === 'fail' && html`<strong>The gate fails.</strong> `}${clean(gateReason)}</p>`
  }${reason && !gateReason?.includes(reason) && !sentence.includes(reason) && html`<p>${clean(reason)}</p>`}${
    expectation.verdict === 'fails as printed' &&
    html`<p>Why it fails as printed: ${clean(expectation.reason)}</p>${mended(record, paper)}`
  }${
    footing &&
    html`<p class="footing f-${footing}"><strong>This claim ${footingWords[footing]}:</strong> ${weak.map((it, k) => html`${k > 0 && '; '}${weakLink(it, record.paper)}`)}. The verdict above is that of its own measurement.</p>`
  }</section>`;
}

/** The link to the corrected form of a claim that fails as printed. */
function mended({ paper, expectation }: Record, claims: Paper): Content {
  if (expectation.verdict !== 'fails as printed') return null;
  return html`<p>Corrected form: ${claimLink(claims.get(expectation.corrected), paper, expectation.corrected)}</p>`;
}

function weakLink({ id, record, how, correction }: Weak, paper: string): Markup {
  const link = claimLink(record ?? undefined, paper, id);
  return how === 'corrected' && correction
    ? html`${link}, corrected by ${claimLink(correction, paper, correction.id)}`
    : link;
}

/** A claim by its label and verdict; one that this run does not hold is named without a link. */
function claimLink(record: Record | undefined, paper: string, id: string): Markup {
  if (!record) return html`<code>${clean(`${paper}/${id}`)}</code> (not in this run)`;
  return html`<a href="${hrefOf(record)}">${clean(record.label)}</a> (${verdictWords(record)})`;
}

function dependencies(record: Record, paper: Paper): Content {
  const others = [...paper.values()];
  const lists: [string, Markup[]][] = [
    ['Rests on', record.restsOn.map((id) => claimLink(paper.get(id), record.paper, id))],
    ['Needed by', others.filter(({ restsOn }) => restsOn.includes(record.id)).map(linkTo)],
    [
      'Corrected form of',
      others
        .filter(({ expectation: it }) => it.verdict === 'fails as printed' && it.corrected === record.id)
        .map(linkTo),
    ],
  ];
  const shown = lists.filter(([, links]) => links.length > 0);
  if (shown.length === 0) return null;
  return html`<section><h2>Place in the paper</h2><dl class="facts">${shown.map(
    ([term, links]) =>
      html`<div><dt>${term}</dt><dd><ul>${links.map((link) => html`<li>${link}</li>`)}</ul></dd></div>`,
  )}</dl></section>`;
}

const linkTo = (record: Record) => claimLink(record, record.paper, record.id);

function figure(drawn: Figure): Markup {
  return html`<figure><div class="scroll" role="group" aria-label="${clean(drawn.title)}">${new Markup(figureSvg(drawn))}</div><figcaption>${clean(drawn.title)}</figcaption></figure>`;
}

/** Maps of the code, profile, seed and engine that made the record; others would speak of something else. */
function regimeMaps(record: Record, maps: readonly RegimeMap[]): Content {
  if (maps.length === 0) return null;
  const [own, others] = [maps.filter(({ key }) => key === record.key), maps.filter(({ key }) => key !== record.key)];
  const stale = ({ x, y, profile, seed, engine }: RegimeMap) =>
    html`<p>The map over ${x.key} and ${y.key} that is here (profile ${profile}, seed ${clean(seed)}, engine ${clean(engine)}) was not drawn by the code, profile, seed and engine of this run, and is left out. <code>lemmata map ${nameOf(record)}</code> draws it again.</p>`;
  return html`<section><h2>Where the verdict changes</h2><p class="note">The measurement and the rule above, over two parameters of the regime. Every point spends the error share of the statement: a map explores, it gives no verdict.</p>${
    own.length > 0 && html`<div class="figures">${own.map((map) => figure(mapFigure(map)))}</div>`
  }${others.map(stale)}</section>`;
}

function runFacts({
  replay,
  engine,
  device,
  profile,
  seed,
  durationMs,
  startedAt,
  versions,
  paper,
  id,
}: Record): Markup {
  const facts: [string, string][] = [
    ['Engine', `${engine} (${device})`],
    ['Profile and seed', `${profile}, ${seed}`],
    ['Time', `${timeText(durationMs)}, controls included`],
    ['Started', startedAt],
    [
      'Versions',
      Object.entries(versions)
        .map((pair) => pair.join(' '))
        .join(', '),
    ],
    ['Record', `records/${paper}/${id}.json`],
  ];
  return html`<section><h2>Run it again</h2><div class="command"><pre class="scroll"><code>${clean(replay)}</code></pre><button type="button" class="copy" hidden>Copy</button><span role="status"></span></div><dl class="facts">${facts.map(
    ([term, value]) => html`<div><dt>${term}</dt><dd>${clean(value)}</dd></div>`,
  )}</dl></section>`;
}
