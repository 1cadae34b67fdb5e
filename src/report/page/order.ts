import type { Record } from '../../claim/record.ts';

/** Lemma 4.6 before Lemma 4.10. */
const collator = new Intl.Collator('en', { numeric: true });

/** Records by paper; papers by name, claims in the order of the paper's sections, then by id. */
export function papersOf(records: readonly Record[]): Map<string, Record[]> {
  const papers = new Map<string, Record[]>();
  for (const record of [...records].sort(inOrder)) {
    const known = papers.get(record.paper);
    if (known) known.push(record);
    else papers.set(record.paper, [record]);
  }
  return papers;
}

function inOrder(a: Record, b: Record): number {
  return (
    collator.compare(a.paper, b.paper) ||
    place(a) - place(b) ||
    collator.compare(a.section, b.section) ||
    collator.compare(a.id, b.id)
  );
}

const place = ({ citation, section }: Record) => citation?.sections.indexOf(section) ?? 0;
