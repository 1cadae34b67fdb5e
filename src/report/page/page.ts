import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Record, Run } from '../../claim/record.ts';
import type { RegimeMap } from '../../claim/regime-map.ts';
import { figureStyles } from '../figures/theme.ts';
import { clean } from '../text.ts';
import { claimArticle } from './claim.ts';
import { graphLegend, graphSvg } from './graph.ts';
import { html, Markup } from './html.ts';
import { matrix } from './matrix.ts';
import { papersOf } from './order.ts';
import { attention, runHeader } from './overview.ts';
import type { Paper } from './premises.ts';
import { nameOf } from './verdicts.ts';

const beside = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
/** What is narrow or printed overrides the rest. */
const style = ['page', 'overview', 'claim', 'media'].map((name) => beside(`./${name}.css`)).join('') + figureStyles;
const script = beside('./page.client.js');
/** Before anything is painted: the page is read through the script, one claim at a time. */
const early = "document.documentElement.classList.add('js');";

const hashOf = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
/** Nothing is fetched, and no script runs but the two that stand here. */
const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src ${hashOf(early)} ${hashOf(script)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * The report of a run as one HTML file that needs nothing else: a pure function of its arguments, the same bytes for the
 * same records.
 */
export function reportPage(run: Run, records: readonly Record[], maps: readonly RegimeMap[] = []): string {
  const papers = papersOf(records);
  const byId = new Map(
    [...papers].map(([paper, claims]): [string, Paper] => [paper, new Map(claims.map((it) => [it.id, it]))]),
  );
  const ordered = [...papers.values()].flat();
  const { claims, fail } = run.summary;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><meta name="color-scheme" content="light dark" /><meta http-equiv="Content-Security-Policy" content="${policy}" />
<title>Lemmata: ${claims} claims, ${fail === 0 ? 'none fails' : `${fail} fail`}</title><link rel="icon" href="data:," /><style>${new Markup(style)}</style><script>${new Markup(early)}</script></head>
<body><a class="skip" href="#matrix">Skip to the matrix</a>
<main><div id="overview">${runHeader(run)}
<nav class="contents" aria-label="Contents"><a href="#attention">What to look at</a><a href="#matrix">The matrix</a><a href="#graphs">How the claims depend on each other</a><a href="#all" class="everything">All on one page</a></nav>
${attention(ordered, byId)}
${matrix(papers)}
<section aria-labelledby="graphs"><h2 id="graphs">How the claims depend on each other</h2>${graphLegend()}${[...papers].map(([paper, claimed]) => graphOf(paper, claimed, byId.get(paper)!))}</section>
</div>
<div id="claims">${ordered.map((record, k) =>
    claimArticle(record, {
      paper: byId.get(record.paper)!,
      maps: maps.filter(({ claim }) => claim === nameOf(record)),
      before: ordered[k - 1],
      after: ordered[k + 1],
    }),
  )}</div></main>
<footer>Written by Lemmata ${clean(run.versions.lemmata ?? '')} from the records of this run.</footer>
<script>${new Markup(script)}</script></body></html>
`.text;
}

function graphOf(paper: string, claims: readonly Record[], byId: Paper): Markup {
  const { paperTitle, citation } = claims[0];
  return html`<section aria-labelledby="graph:${paper}"><h3 id="graph:${paper}">${clean(paperTitle)}</h3>${
    citation &&
    html`<p class="note">${clean(citation.authors)} · ${clean(citation.venue)} · <code>${clean(citation.url)}</code></p>`
  }<div class="scroll" role="group" aria-label="Dependency graph of ${paper}">${graphSvg(claims, byId)}</div></section>
`;
}
