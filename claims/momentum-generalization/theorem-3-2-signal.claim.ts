import { all, defineClaim, exponentAtLeast, part, powerLaw, proportionAtLeast, type Sweep } from 'lemmata';
import { betaOf, judgedCoarsely, r0Full, r0Quick, type Sizes, signalCurve, signalJob } from './experiments.ts';
import { fadeOf, rateOf } from './proof-runs.ts';
import { printedScales } from './same-step.ts';

const theta1 = { rate: 1, memory: '1 - log(d)/d' } as const;

/** β c^{(T)} is of order one from here on. */
const learnt = 0.5;

export default defineClaim<Sizes, Sweep>({
  id: 'theorem-3-2-signal',
  paper: 'momentum-generalization',
  title: 'GD+M learns the signal to 1/β',
  label: 'Theorem 3.2, item 1, and Lemma 5.3',
  section: 'D. GD+M (Section 5, Theorem 3.2)',
  restsOn: ['gdm-s-gdm-n-updates-corrected'],
  kind: 'probability',
  statement: {
    tex: String.raw`c^{(T)}=\max_rc_r^{(T)}\ge\tilde\Omega(1/\beta)`,
    plain:
      'With high probability, GD with momentum ends with a neuron whose correlation with the signal is of order 1/β, enough to classify the small margins by the signal.',
  },
  assumptions: [
    'distribution (D), W₀ redrawn until some c_r > 0',
    'η = 1, γ = 1 − log(d)/d',
    'until every sample is memorised (max ℓ_i < 0.05)',
  ],
  profiles: {
    quick: { trials: 64, regime: { ...r0Quick, ...theta1, dimensions: [30, 60, 120] } },
    full: { trials: 64, regime: { ...r0Full, ...theta1, dimensions: [30, 120, 480] } },
  },
  async measure(sizes, trials, lab) {
    const learned: number[][] = trials.map(() => []);
    for (const d of sizes.dimensions) {
      const runs = await lab.train(judgedCoarsely(signalJob(sizes, d)), trials);
      runs.forEach((run, k) => {
        learned[k].push(betaOf(d) * signalCurve(run).at(-1)!);
      });
    }
    return learned.map((y) => ({ x: sizes.dimensions, y }));
  },
  speaksOf: (sizes) =>
    sizes.dimensions.every((d) => printedScales({ rate: rateOf(sizes, d), damping: fadeOf(sizes, d), dimension: d })),
  maps: [{ x: 'rate:0.01:10:7:log', y: 'memory:0:0.999:4:log1m' }],
  rule: all(
    {
      ...Object.fromEntries(
        ['smallest', 'middle', 'largest'].map((which, k) => [
          `β c ≥ ${learnt} at the ${which} d`,
          part(proportionAtLeast({ p: 0.8 }), ({ y }: Sweep) => y[k] >= learnt),
        ]),
      ),
      'exponent in d': part(
        exponentAtLeast({
          towards: 'infinity',
          order: 0,
          accept: -0.25,
          reject: -0.35,
          everyTrial: Number.NEGATIVE_INFINITY,
          growth: Number.POSITIVE_INFINITY,
        }),
        (sweep: Sweep) => sweep,
      ),
    },
    ['probability'],
  ),
  controls: [
    {
      name: 'GD of R-window',
      breaks: 'runs GD with η = 0.1 in place of GD+M; N = 10 in both profiles',
      regime: { ...r0Quick, memory: null, rate: 0.1, dimensions: [30, 40, 50] },
      trials: 12,
    },
    {
      name: 'GD+M with a small step and a short memory',
      breaks: 'η = 0.003 and 1 − γ = 0.03: momentum follows gradient flow; N = 10 in both profiles',
      regime: { ...r0Quick, memory: 0.97, rate: 0.003, dimensions: [16, 18, 20] },
      trials: 8,
    },
    {
      name: 'from d = 16 on',
      breaks: 'nothing: at the small d of that control, η = 1 and γ = 1 − log(d)/d learn the signal too',
      regime: { dimensions: [16, 32, 64] },
      expected: 'supported',
    },
  ],
  figures: (observations) => [
    {
      title: 'Signal at the end, in units of 1/β',
      x: { label: 'd', log: true },
      y: { label: 'β c', log: true },
      series: [
        {
          name: 'each trial',
          draw: 'dots',
          points: observations.flatMap(({ x, y }) => x.map((d, k) => [d, y[k]] as const)),
        },
        powerLaw('geometric mean over the trials', observations),
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
