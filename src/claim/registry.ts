import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandLine } from '../command-line.ts';
import { BadInput } from '../errors.ts';
import { errorBudget } from '../statistics/budget.ts';
import type { Claim, Paper } from './claim.ts';

/** A claim with its paper and its file. */
export interface Registered {
  /** `<paper>/<id>`, how people name it. */
  readonly name: string;
  readonly claim: Claim;
  readonly paper: Paper;
  readonly file: string;
}

const suffix = '.claim.ts';

/** Files of the claims under a folder `claims/<paper>/<id>.claim.ts`, sorted. */
export function claimFiles(root: string): string[] {
  if (!existsSync(root)) {
    throw new BadInput({ field: 'claims folder', rule: 'must exist', value: root, remedy: 'Run from the repository.' });
  }
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(suffix))
    .map((name) => join(root, name))
    .sort();
}

/**
 * Loads every claim under a folder, by paper and section; nothing runs.
 * @throws BadInput naming file and field of the first malformed, duplicate or homeless claim.
 */
export async function loadClaims(root: string): Promise<Registered[]> {
  const registered: Registered[] = [];
  for (const file of claimFiles(root)) registered.push(await loadClaim(root, file));
  if (registered.length > errorBudget.capacity) {
    throw new BadInput({
      field: 'claims folder',
      rule: `must hold at most ${errorBudget.capacity} claims, over which the error budget is shared`,
      value: registered.length,
      remedy: 'Raise errorBudget.capacity in src/statistics/budget.ts; every claim then gets a smaller share.',
    });
  }
  const known = new Map(registered.map((it) => [it.name, it]));
  for (const { claim, file } of registered) {
    const { expectation, restsOn = [] } = claim;
    const demandClaim = (field: string, id: string) => {
      if (known.has(`${claim.paper}/${id}`)) return;
      throw misplaced(root, file, field, 'must be the id of a claim of the same paper', id);
    };
    if (expectation.verdict === 'fails as printed') demandClaim('expectation.corrected', expectation.corrected);
    restsOn.forEach((id, k) => {
      demandClaim(`restsOn[${k}]`, id);
    });
    const circle = circleFrom(claim.id, (id) => known.get(`${claim.paper}/${id}`)?.claim.restsOn ?? []);
    if (circle) throw misplaced(root, file, 'restsOn', 'must not lead back to the claim', circle.join(' → '));
  }
  return registered.sort(
    (a, b) =>
      collator.compare(a.claim.paper, b.claim.paper) ||
      a.paper.sections.indexOf(a.claim.section) - b.paper.sections.indexOf(b.claim.section) ||
      collator.compare(a.claim.id, b.claim.id),
  );
}

/** Lemma 4.6 before Lemma 4.10. */
const collator = new Intl.Collator('en', { numeric: true });

/** The shortest way from an id back to itself, if there is one. */
function circleFrom(start: string, next: (id: string) => readonly string[]): string[] | null {
  const seen = new Set<string>();
  let ways = [[start]];
  while (ways.length > 0) {
    ways = ways.flatMap((way) => next(way.at(-1)!).map((id) => [...way, id]));
    const back = ways.find((way) => way.at(-1) === start);
    if (back) return back;
    ways = ways.filter((way) => !seen.has(way.at(-1)!));
    for (const way of ways) seen.add(way.at(-1)!);
  }
  return null;
}

/** Loads one claim file and its paper. @throws BadInput naming file and field. */
export async function loadClaim(root: string, file: string): Promise<Registered> {
  const [slug, name, ...rest] = relative(root, file).split('/');
  if (!name || rest.length > 0) {
    throw misplaced(root, file, 'file', 'must lie at claims/<paper>/<id>.claim.ts', relative(root, file));
  }
  const paperFile = join(root, slug, 'paper.ts');
  if (!existsSync(paperFile)) throw misplaced(root, file, 'paper', 'must have a paper.ts beside it', slug);
  const paper = await importDefault<Paper>(root, paperFile);
  const claim = await importDefault<Claim>(root, file);
  if (typeof claim?.measure !== 'function') {
    throw misplaced(root, file, 'default export', 'must be made with defineClaim', typeof claim);
  }
  if (paper?.slug !== slug) throw misplaced(root, paperFile, 'slug', `must be its folder "${slug}"`, paper?.slug);
  if (claim.paper !== slug) throw misplaced(root, file, 'paper', `must be its folder "${slug}"`, claim.paper);
  if (!paper.sections.includes(claim.section)) {
    throw misplaced(root, file, 'section', `must be one of ${paper.sections.join(' | ')}`, claim.section);
  }
  // One file per id makes ids unique within a paper.
  if (`${claim.id}${suffix}` !== name) throw misplaced(root, file, 'id', `must be its file name "${name}"`, claim.id);
  return { name: `${slug}/${claim.id}`, claim, paper, file };
}

async function importDefault<T>(root: string, file: string): Promise<T> {
  try {
    return ((await import(pathToFileURL(file).href)) as { default: T }).default;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const where = join('claims', relative(root, file));
    if (error instanceof BadInput) throw new BadInput({ ...error, field: `${where}: ${error.field}` });
    throw new BadInput({
      field: where,
      rule: 'must load',
      value: error.message,
      remedy: 'Fix the file. A paper outside the clone: docs/add-a-paper.md, section 8.',
    });
  }
}

function misplaced(root: string, file: string, field: string, rule: string, value: unknown): BadInput {
  const where = join('claims', relative(root, file));
  return new BadInput({
    field: `${where}: ${field}`,
    rule,
    value,
    remedy: 'See CONTRIBUTING for the layout of a claim.',
  });
}

/**
 * The claims whose name contains one of the filters (all without a filter).
 * @throws BadInput if a filter matches nothing, with the nearest names.
 */
export function select(registered: readonly Registered[], filters: readonly string[]): Registered[] {
  for (const filter of filters) {
    if (registered.some(({ name }) => name.includes(filter))) continue;
    throw new BadInput({
      field: 'claim',
      rule: 'must match a claim',
      value: filter,
      remedy: nearest(registered, filter),
    });
  }
  return registered.filter(({ name }) => filters.length === 0 || filters.some((filter) => name.includes(filter)));
}

/** The claim of that name: `<paper>/<id>`, or `<id>` where one paper has it. @throws BadInput if none or several do. */
export function one(registered: readonly Registered[], id: string): Registered {
  const found = registered.filter(({ name, claim }) => name === id || claim.id === id);
  if (found.length === 1) return found[0];
  throw new BadInput({
    field: 'claim',
    rule: 'must be the name of one claim',
    value: id,
    remedy: nearest(found.length > 1 ? found : registered, id),
  });
}

/** The claims whose names share most words with what was asked for. */
function nearest(registered: readonly Registered[], asked: string): string {
  const words = asked.split(/[-/]/);
  const shared = ({ name }: Registered) => words.filter((word) => name.split(/[-/]/).includes(word)).length;
  const names = registered.toSorted((a, b) => shared(b) - shared(a)).map(({ name }) => name);
  if (names.length <= 10) return `Claims: ${names.join(', ')}.`;
  return `Nearest: ${names.slice(0, 5).join(', ')}; \`${commandLine('list')}\` names all ${names.length}.`;
}
