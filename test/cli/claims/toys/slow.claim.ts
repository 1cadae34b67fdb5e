import { defineClaim, proportionAtLeast } from 'lemmata';

export default defineClaim({
  id: 'slow',
  paper: 'toys',
  title: 'A claim that waits until it is stopped',
  label: 'Lemma 0',
  section: 'Toys',
  kind: 'probability',
  statement: { tex: 'P(x > 0) \\ge 1/2', plain: 'x is positive at least half of the time.' },
  assumptions: ['x is given'],
  profiles: { quick: { trials: 20, regime: { value: 1 } }, full: { trials: 20, regime: { value: 1 } } },
  measure: (_regime, trials, lab) =>
    new Promise<boolean[]>((resolve) => {
      const timer = setTimeout(() => resolve(trials.map(() => true)), 60_000);
      lab.signal.addEventListener('abort', () => clearTimeout(timer));
    }),
  rule: proportionAtLeast({ p: 0.5 }),
  controls: [{ name: 'negative x', breaks: 'the sign of x', regime: { value: -1 } }],
  figures: () => [],
  expectation: { verdict: 'holds' },
});
