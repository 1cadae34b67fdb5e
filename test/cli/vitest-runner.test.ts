import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { folder } from '../folder.ts';

const repository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const paper = `import { definePaper } from 'lemmata';
export default definePaper({ slug: 'p', title: 't', authors: 'a', venue: 'v', url: 'https://example.org', sections: ['S'] });`;
const claim = `import { defineClaim, proportionAtLeast } from 'lemmata';
export default defineClaim({
  id: 'digits', paper: 'p', title: 't', label: 'Figure 0', section: 'S', kind: 'probability',
  statement: { tex: 'x', plain: 'x' }, assumptions: [],
  profiles: { quick: { trials: 1, regime: {} }, full: { trials: 1, regime: {} } },
  measure: (_, trials, lab) =>
    trials.map((trial) => lab.images({ name: 'p', data: { source: { set: 'mnist' }, train: 1, test: 1 } }, trial) !== null),
  rule: proportionAtLeast({ p: 0.5 }),
  controls: [{ name: 'nothing', breaks: 'everything', regime: {} }],
  figures: () => [],
  expectation: { verdict: 'holds' },
});`;

test('vitest shows a claim without the files of the user as skipped, its controls too, and passes', () => {
  const root = folder();
  mkdirSync(join(root, 'claims/p'), { recursive: true });
  writeFileSync(join(root, 'claims/p/paper.ts'), paper);
  writeFileSync(join(root, 'claims/p/digits.claim.ts'), claim);
  // What vitest tells its own workers is not for another vitest.
  const environment = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|LEMMATA_|TEST$|NODE_OPTIONS)/.test(name),
  );
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...[repository('node_modules/vitest/vitest.mjs'), 'run', '--root', root],
      ...['--config', repository('vitest.config.ts'), '--project', 'claims'],
      ...['--reporter', 'json', '--outputFile', join(root, 'told.json')],
      ...['--reporter', repository('src/cli/vitest-reporter.ts')],
    ],
    { cwd: root, encoding: 'utf8', env: Object.fromEntries(environment) },
  );
  expect(status, `${stdout}${stderr}`).toBe(0);
  const told = JSON.parse(readFileSync(join(root, 'told.json'), 'utf8')) as {
    testResults: { assertionResults: { fullName: string; status: string }[] }[];
  };
  const results = told.testResults.flatMap(({ assertionResults }) => assertionResults);
  expect(results.map(({ fullName, status: shown }) => [fullName, shown])).toEqual([
    ['p/digits claim', 'skipped'],
    ['p/digits control: nothing', 'skipped'],
  ]);
  expect(stdout).toMatch(/SKIP\s+digits\s+not run/);
  expect(readFileSync(join(root, 'reports/records/p/digits.json'), 'utf8')).toContain(
    'no data: train-images-idx3-ubyte.gz',
  );
}, 120_000);
