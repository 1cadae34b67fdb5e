import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { loadClaims, type Registered } from '../../src/claim/registry.ts';
import { escapeText } from '../../src/report/markdown.ts';
import { statementMath } from '../../src/report/page/math.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const page = fileURLToPath(new URL('../../docs/findings.md', import.meta.url));

let claims: Registered[];
beforeAll(async () => {
  claims = await loadClaims('claims');
}, 120_000);

test('its statement is set as mathematics', () => {
  expect(claims.length).toBeGreaterThan(250);
  const broken = claims.filter(({ claim }) => {
    const math = statementMath(claim.statement.tex).text;
    return !math.includes('<math') || /temml-error|<merror|<pre/.test(math);
  });
  expect(broken.map(({ name }) => name)).toEqual([]);
});

test('the page of findings lists it where it fails as printed', async () => {
  const [introduction] = readFileSync(page, 'utf8').split(/^## /m);
  const papers = [...new Set(claims.map(({ paper }) => paper))].map((own) =>
    ofPaper(claims.filter(({ paper }) => paper === own)),
  );
  // `vitest -u` puts what the claims say now into the page.
  await expect(`${introduction}${papers.join('\n\n')}\n`).toMatchFileSnapshot(page);
});

function ofPaper(own: readonly Registered[]): string {
  const { slug, title } = own[0].paper;
  const byId = new Map(own.map((registered) => [registered.claim.id, registered]));
  const failing = own.flatMap((printed) => {
    const { expectation } = printed.claim;
    if (expectation.verdict !== 'fails as printed') return [];
    return `- **${escapeText(printed.claim.label)}** · ${escapeText(printed.claim.title)}. *${escapeText(expectation.reason)}*
  Printed: ${link(printed)}; corrected: ${link(byId.get(expectation.corrected)!)}.`;
  });
  const open = own.flatMap((registered) => {
    const { tooSmall } = registered.claim.profiles.quick;
    return tooSmall ? `- ${link(registered)}: ${escapeText(tooSmall.reason)}` : [];
  });
  return [
    `## ${slug}\n\n*${title}*: ${own.length} claims; ${failing.length} hold a statement that fails as printed.`,
    failing.join('\n'),
    ...(open.length > 0 ? [`Undecided in quick, with what it would take:\n\n${open.join('\n')}`] : []),
  ].join('\n\n');
}

const link = ({ claim, file }: Registered) => `[${claim.id}](../${relative(repository, file)})`;
