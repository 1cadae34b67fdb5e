import { defineClaim, NotMeasured, proportionAtLeast } from 'lemmata';

const regime: { value: number; memory: number | null } = { value: 1, memory: null };

export default defineClaim({
  id: 'fails',
  paper: 'toys',
  title: 'A claim that is refuted against its expectation',
  label: 'Lemma 0',
  section: 'Toys',
  kind: 'probability',
  statement: { tex: 'P(x > 0) \\ge 1/2', plain: 'x is positive at least half of the time.' },
  assumptions: ['x is given'],
  profiles: { quick: { trials: 20, regime }, full: { trials: 20, regime } },
  maps: [{ x: 'value:0:1:2', y: 'memory:0:0.99:3:log1m', trials: 5 }],
  measure({ memory }, trials) {
    if (memory === 0.99) throw new NotMeasured('the memory is too long');
    console.log('a claim that talks');
    return trials.map(() => false);
  },
  rule: proportionAtLeast({ p: 0.5 }),
  controls: [{ name: 'negative x', breaks: 'the sign of x', regime: { value: -1 } }],
  figures: () => [],
  expectation: { verdict: 'holds' },
});
