import { all, defineClaim, equivalent, exponentEquals, part, type Sweep } from 'lemmata';
import { agreements, type FlipTime, flipTime } from './flip-time.ts';

interface Observation {
  readonly start: Sweep;
  readonly sparsity: Sweep;
  readonly alpha: Sweep;
  /** Share of the trained neurons whose last increase of jw the recursion gives up to one step. */
  readonly agreement: number;
}

/** Far beyond what can be trained: 1 ≪ α^{−1/(q−1)} ≪ √s. */
const reference = { s: 2 ** 24, alpha: 1e-3, start: 0.004 };
const sweep = (x: readonly number[], time: (value: number) => number): Sweep => ({ x, y: x.map(time) });
const neurons = { quick: 64, full: 1000 };
const trained = (s: number) => ({
  samples: 12,
  sparsity: s,
  dimension: 1 + 12 * s,
  supports: 'disjoint' as const,
  noise: s ** -0.5,
  alpha: 0.08,
  initScale: 0.004,
  weightDecay: 0,
  neurons: 8,
});

export default defineClaim<FlipTime, Observation>({
  id: 'lemma-5-3-flip-time-scaling',
  paper: 'adam-generalization',
  title: 'When a neuron starts to unlearn the feature',
  label: 'Lemma 5.3, T_r',
  section: '3. Adam and signGD: Stage I',
  restsOn: ['eq-5-1-signgd-feature-update', 'eq-5-2-signgd-noise-update', 'lemma-5-3-feature-flip'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\eta T_r=\tilde\Theta\Big(\frac{\sigma_0}{s\sigma_p\,\alpha^{1/(q-1)}}\Big)`,
    plain:
      'With signGD the last step at which the feature coordinate of a neuron grows is proportional to σ₀, to 1/(sσ_p) and to α^{−1/(q−1)}.',
  },
  assumptions: [
    'signGD, q = 3, six noises of each class, σ_p = s^{−1/2}, ℓ = 1/2 and λ = 0 (before T₀)',
    'T_r by the recursion (5.1), (5.2) of one neuron, which trained networks (s = 256) follow up to a step; upper quartile over the neurons',
    's = 2^24: at sizes that can be trained the start ⟨w, ξ⟩ is no small part of what the flip needs, σ₀α^{−1/(q−1)}: at s = 4096, α from 0.02 to 0.16, trained networks give the exponent −0.56',
  ],
  profiles: {
    quick: { trials: 10, regime: { degree: 3, neurons: neurons.quick, trained: trained(256) } },
    full: { trials: 12, regime: { degree: 3, neurons: neurons.full, trained: trained(1024) } },
  },
  async measure(regime, trials, lab) {
    const agree = await agreements(regime, trials, lab);
    return trials.map((trial, k) => {
      const seed = lab.seed('neurons', trial);
      const { s, alpha, start } = reference;
      return {
        start: sweep([start / 4, start, 4 * start], (x) => flipTime(s, alpha, x, regime, seed)),
        sparsity: sweep([2 ** 20, 2 ** 22, 2 ** 24, 2 ** 26], (x) => flipTime(x, alpha, start, regime, seed)),
        alpha: sweep([6.4e-3, 1.6e-3, 4e-4, 1e-4], (x) => flipTime(s, x, start, regime, seed)),
        agreement: agree[k],
      };
    });
  },
  rule: all(
    {
      σ_0: part(exponentEquals({ value: 1, tolerance: 0.1, towards: 'zero' }), ({ start }: Observation) => start),
      's at sσ_p² = 1': part(
        exponentEquals({ value: -0.5, tolerance: 0.12, towards: 'infinity' }),
        ({ sparsity }: Observation) => sparsity,
      ),
      α: part(exponentEquals({ value: -0.5, tolerance: 0.1, towards: 'zero' }), ({ alpha }: Observation) => alpha),
      'the recursion is the network': part(
        equivalent({ target: 1, margin: 0.1 }),
        (observation: Observation) => observation.agreement,
      ),
    },
    ['exponent'],
  ),
  controls: [{ name: 'q = 4', breaks: 'the exponent of α: −1/3 instead of −1/2', regime: { degree: 4 }, trials: 7 }],
  figures: ([{ start, sparsity, alpha }]) =>
    Object.entries({ 'σ₀': start, s: sparsity, α: alpha }).map(([name, { x, y }]) => ({
      title: `The flip time against ${name}`,
      x: { label: name, log: true },
      y: { label: 'ηT_r', log: true },
      series: [{ name: 'upper quartile of the neurons', points: x.map((value, k) => [value, y[k]] as const) }],
    })),
  expectation: { verdict: 'holds' },
});
