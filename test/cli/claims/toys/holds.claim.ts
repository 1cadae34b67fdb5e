import { defineClaim, proportionAtLeast } from 'lemmata';

export default defineClaim({
  id: 'holds',
  paper: 'toys',
  title: 'A claim that holds',
  label: 'Lemma 0',
  section: 'Toys',
  kind: 'probability',
  statement: { tex: 'P(x > 0) \\ge 1/2', plain: 'x is positive at least half of the time.' },
  assumptions: ['x is given'],
  profiles: {
    quick: { trials: 20, regime: { value: 1, offset: 0 } },
    full: { trials: 20, regime: { value: 1, offset: 0 } },
  },
  measure: ({ value, offset }, trials) => trials.map(() => value > offset),
  speaksOf: ({ offset }) => offset === 0,
  rule: proportionAtLeast({ p: 0.5 }),
  controls: [{ name: 'negative x', breaks: 'the sign of x', regime: { value: -1 } }],
  figures: () => [],
  expectation: { verdict: 'holds' },
});
