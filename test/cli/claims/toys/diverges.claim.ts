import { defineClaim, proportionAtLeast } from 'lemmata';

export default defineClaim({
  id: 'diverges',
  paper: 'toys',
  title: 'A claim whose training diverges',
  label: 'Lemma 0',
  section: 'Toys',
  kind: 'probability',
  statement: { tex: 'P(x > 0) \\ge 1/2', plain: 'x is positive at least half of the time.' },
  assumptions: ['x is given'],
  profiles: { quick: { trials: 20, regime: { value: 1 } }, full: { trials: 20, regime: { value: 1 } } },
  measure: async (_regime, trials, lab) => {
    const job = {
      name: 'toys/diverging',
      network: { neurons: 2, activation: { kind: 'power', degree: 3 }, output: 'ones', loss: 'squared' },
      data: { sampler: 'unit-sphere', samples: 3, dimension: 2 },
      init: { scale: 1 },
      optimizer: { optimizer: 'gd', rate: 100 },
      steps: 50,
      precision: 'float64',
      probes: [{ name: 'loss', quantity: 'loss', schedule: 'end' }],
    } as const;
    return (await lab.train(job, trials)).map(({ series }) => series.loss.values[0] < 1);
  },
  rule: proportionAtLeast({ p: 0.5 }),
  controls: [{ name: 'negative x', breaks: 'the sign of x', regime: { value: -1 } }],
  figures: () => [],
  expectation: { verdict: 'holds' },
});
