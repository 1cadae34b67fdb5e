import { BadInput } from '../errors.ts';
import { guarantees } from '../statistics/rule.ts';
import { type Claim, type ClaimDefinition, type Paper, profiles, type Trials } from './claim.ts';
import { parseAxes } from './regime-map.ts';

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Makes a claim of its definition. Runs nothing.
 * @throws BadInput naming the first field that breaks its rule.
 */
export function defineClaim<R extends object, O>(definition: ClaimDefinition<R, O>): Claim {
  const claim = definition as unknown as Claim;
  const demand = (field: string, ok: boolean, rule: string, value: unknown, remedy: string): void => {
    if (!ok) throw new BadInput({ field: `${claim.id ?? 'claim'}: ${field}`, rule, value, remedy });
  };
  const text = (field: string, value: unknown) =>
    demand(
      field,
      typeof value === 'string' && value.trim() !== '',
      'must be a non-empty string',
      value,
      'Write it out.',
    );

  demand('id', kebab.test(claim.id ?? ''), 'must be kebab-case', claim.id, 'Name it after its label, e.g. lemma-4-6.');
  for (const field of ['paper', 'title', 'label', 'section'] as const) text(field, claim[field]);
  text('statement.tex', claim.statement?.tex);
  text('statement.plain', claim.statement?.plain);
  demand('assumptions', Array.isArray(claim.assumptions), 'must be a list', claim.assumptions, 'Use [] for none.');
  demand('kind', guarantees.includes(claim.kind), `must be one of ${guarantees.join(', ')}`, claim.kind, 'Choose one.');
  demand('measure', typeof claim.measure === 'function', 'must be a function', claim.measure, 'See CONTRIBUTING.');
  demand('figures', typeof claim.figures === 'function', 'must be a function', claim.figures, 'See CONTRIBUTING.');
  demand('rule', typeof claim.rule?.decide === 'function', 'must be a rule', claim.rule, 'Take one of src/statistics.');
  demand(
    'rule',
    claim.rule.kinds.includes(claim.kind),
    `must be fit for the kind "${claim.kind}"`,
    claim.rule.name,
    `${claim.rule.name} decides ${claim.rule.kinds.join(', ')}.`,
  );
  const checkTrials = (field: string, trials: Trials) => {
    const numbers = typeof trials === 'number' ? [trials] : [trials?.batch, trials?.max];
    const positive = numbers.every((number) => Number.isInteger(number) && number > 0);
    demand(field, positive, 'must be a positive integer, or a batch and a maximum of such', trials, 'Run some trials.');
    demand(
      field,
      typeof trials === 'number' || claim.rule.anytime,
      'may only come in batches under an anytime-valid rule',
      trials,
      `${claim.rule.name} pays for one look; give one number.`,
    );
  };
  for (const profile of profiles) {
    const sized = claim.profiles?.[profile];
    demand(`profiles.${profile}`, sized !== undefined, 'must be given', sized, 'Give regime and trials.');
    checkTrials(`profiles.${profile}.trials`, sized.trials);
    const isObject = typeof sized.regime === 'object' && sized.regime !== null;
    demand(`profiles.${profile}.regime`, isObject, 'must be an object of plain data', sized.regime, 'Use {} for none.');
  }
  demand('controls', Array.isArray(claim.controls), 'must be a list', claim.controls, 'Add a negative control.');
  demand(
    'controls',
    claim.controls.some((control) => control.expected !== 'supported'),
    'must hold a negative control, one that the rule refutes',
    claim.controls.map((control) => control.name),
    'Break an assumption on purpose.',
  );
  const names = claim.controls.map((control) => control.name);
  demand('controls', new Set(names).size === names.length, 'must have distinct names', names, 'Rename one.');
  claim.controls.forEach((control, k) => {
    text(`controls[${k}].name`, control.name);
    text(`controls[${k}].breaks`, control.breaks);
    if (control.trials !== undefined) checkTrials(`controls[${k}].trials`, control.trials);
    const known = Object.keys(claim.profiles.quick.regime);
    const stray = Object.keys(control.regime).filter((key) => !known.includes(key));
    demand(`controls[${k}].regime`, stray.length === 0, `may only change ${known.join(', ')}`, stray, 'Fix the key.');
  });
  for (const [k, plan] of (claim.maps ?? []).entries()) {
    parseAxes((axis) => `${claim.id}: maps[${k}].${axis}`, plan, claim, 'quick');
    if (plan.trials !== undefined) checkTrials(`maps[${k}].trials`, plan.trials);
  }
  const expectation = claim.expectation;
  demand(
    'expectation',
    expectation?.verdict === 'holds' || expectation?.verdict === 'fails as printed',
    'must be `holds` or `fails as printed`',
    expectation,
    'Say what the suite holds to be true.',
  );
  if (expectation.verdict === 'fails as printed') {
    text('expectation.reason', expectation.reason);
    text('expectation.corrected', expectation.corrected);
  }
  return Object.freeze(claim);
}

/** @throws BadInput naming the first field that is missing. */
export function definePaper(paper: Paper): Paper {
  for (const field of ['slug', 'title', 'authors', 'venue', 'url'] as const) {
    if (!paper[field]) {
      throw new BadInput({
        field: `paper ${field}`,
        rule: 'must be given',
        value: paper[field],
        remedy: 'Fill it in.',
      });
    }
  }
  if (!Array.isArray(paper.sections) || paper.sections.length === 0) {
    throw new BadInput({
      field: 'paper sections',
      rule: 'must be a non-empty list',
      value: paper.sections,
      remedy: "List the headings under which claims stand, e.g. ['Section 4: Theorems'].",
    });
  }
  return Object.freeze(paper);
}
