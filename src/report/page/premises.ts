import type { Record } from '../../claim/record.ts';

/** A claim that another one leans on, directly or through others, and that is not simply supported. */
export interface Weak {
  readonly id: string;
  /** Null where this run does not hold the claim. */
  readonly record: Record | null;
  /** `corrected`: refuted as printed, but its corrected form is supported; then `correction` is that form. */
  readonly how: 'refuted' | 'undecided' | 'corrected';
  readonly correction?: Record;
}

/** Claims of one paper by id. */
export type Paper = ReadonlyMap<string, Record>;

/**
 * What is weak below a claim. Its premises are followed through `restsOn`; in the place of a premise that is refuted as
 * printed stands its corrected form, where that is supported. A premise that is undecided, vacuous, not run or not in
 * this run carries nothing, so it counts as undecided.
 */
export function weakPremises(record: Record, paper: Paper): Weak[] {
  const found: Weak[] = [];
  const seen = new Set([record.id]);
  const queue = [...record.restsOn];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const premise = paper.get(id) ?? null;
    if (premise === null || premise.vacuous || premise.verdict === 'undecided' || premise.verdict === 'not run') {
      found.push({ id, record: premise, how: 'undecided' });
      queue.push(...(premise?.restsOn ?? []));
    } else if (premise.verdict === 'supported') {
      queue.push(...premise.restsOn);
    } else {
      const correction = correctedForm(premise, paper);
      // What corrects a premise does not lean on its printed form.
      if (correction === record) continue;
      found.push({ id, record: premise, how: correction ? 'corrected' : 'refuted', ...(correction && { correction }) });
      queue.push(...(correction ? [correction.id] : premise.restsOn));
    }
  }
  return found;
}

/** The supported form at the end of the chain of corrections, if there is one. */
function correctedForm(printed: Record, paper: Paper): Record | null {
  const seen = new Set<Record>();
  let form: Record | undefined = printed;
  while (form && form.verdict === 'refuted' && form.expectation.verdict === 'fails as printed' && !seen.has(form)) {
    seen.add(form);
    form = paper.get(form.expectation.corrected);
  }
  return form?.verdict === 'supported' && !form.vacuous ? form : null;
}

/** The worst of them: `refuted` before `undecided` before `corrected`; null where nothing is weak. */
export function weakest(weak: readonly Weak[]): Weak['how'] | null {
  return (['refuted', 'undecided', 'corrected'] as const).find((how) => weak.some((it) => it.how === how)) ?? null;
}

/** What a mark says of the claim that bears it. */
export const footingWords: { readonly [H in Weak['how']]: string } = {
  refuted: 'rests on a refuted statement',
  undecided: 'rests on an undecided statement',
  corrected: 'rests on a statement that fails as printed and holds when corrected',
};
