import { defineClaim, proportionAtLeast } from 'lemmata';
import { NoData } from '../../../../src/errors.ts';

export default defineClaim({
  id: 'lacks-data',
  paper: 'toys',
  title: 'A claim about images that nobody supplied',
  label: 'Lemma 0',
  section: 'Toys',
  kind: 'probability',
  statement: { tex: 'P(x > 0) \\ge 1/2', plain: 'x is positive at least half of the time.' },
  assumptions: ['x is given'],
  profiles: { quick: { trials: 20, regime: { value: 1 } }, full: { trials: 20, regime: { value: 1 } } },
  measure: () => {
    throw new NoData('no data: get it and pass --data');
  },
  rule: proportionAtLeast({ p: 0.5 }),
  controls: [{ name: 'negative x', breaks: 'the sign of x', regime: { value: -1 } }],
  figures: () => [],
  expectation: { verdict: 'holds' },
});
