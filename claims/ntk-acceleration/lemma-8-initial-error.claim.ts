import {
  all,
  alwaysWithProbability,
  defineClaim,
  equivalent,
  exponentAtMost,
  exponentEquals,
  part,
  type Random,
  random,
  type Sweep,
  type Worst,
} from 'lemmata';
import { quantile } from './appendix-d.ts';

interface Regime {
  readonly samples: readonly number[];
  readonly widths: readonly number[];
  /** y_i = ±size */
  readonly labelSize: number;
  readonly signs: 'rademacher' | 'ones';
}

interface Observation {
  /** ‖y − u_0‖² along n and along m. */
  readonly inSamples: Sweep;
  readonly inWidth: Sweep;
  /** Mean over both sweeps of ‖y − u_0‖²/(n + ½Σ‖x_i‖²). */
  readonly relative: number;
  /** ‖y − u_0‖²/(n ln(m/δ) ln²(n/δ)) − 1 at its largest. */
  readonly event: Worst;
}

const [dimension, fewSamples, someWidth, failure] = [20, 5, 100, 0.1];

/** ‖y − u_0‖² for inputs uniform on the sphere. */
function initialError(stream: Random, samples: number, width: number, { labelSize, signs }: Regime): number {
  const inputs = Array.from({ length: samples }, () => {
    const x = Float64Array.from({ length: dimension }, () => stream.normal());
    const length = Math.hypot(...x);
    return x.map((entry) => entry / length);
  });
  const outputs = new Float64Array(samples);
  const w = new Float64Array(dimension);
  for (let r = 0; r < width; r++) {
    const drawn = stream.sign();
    const sign = signs === 'ones' ? 1 : drawn;
    for (let k = 0; k < dimension; k++) w[k] = stream.normal();
    for (let i = 0; i < samples; i++) {
      const x = inputs[i];
      let z = 0;
      for (let k = 0; k < dimension; k++) z += x[k] * w[k];
      if (z > 0) outputs[i] += sign * z;
    }
  }
  return outputs.reduce((sum, u) => sum + (u / Math.sqrt(width) - labelSize * stream.sign()) ** 2, 0);
}

const printed = { labelSize: 1, signs: 'rademacher' } as const;

export default defineClaim<Regime, Observation>({
  id: 'lemma-8-initial-error',
  paper: 'ntk-acceleration',
  title: 'The initial error is O(√n), whatever the width',
  label: 'Lemma 8',
  section: 'D. Residual dynamics',
  kind: 'mean',
  statement: {
    tex: String.raw`\|y-u_0\|^2=O\big(n\log(m/\delta)\log^2(n/\delta)\big)\text{ with probability}\ge1-\delta;\qquad\mathbb E\|y-u_0\|^2=\|y\|^2+\tfrac12\sum_i\|x_i\|^2`,
    plain:
      'The squared initial error grows no faster than the number of samples and not with the width; its mean is ‖y‖² + ½Σ‖x_i‖², and with probability 0.9 it is below n ln(m/δ) ln²(n/δ).',
  },
  assumptions: [
    '|y_i| = 1: the lemma needs bounded labels, which it does not say',
    '‖x_i‖ = 1, d = 20',
    'the constant of O is 1, δ = 0.1',
  ],
  profiles: {
    quick: { trials: 400, regime: { ...printed, samples: [2, 5, 15, 45, 100], widths: [10, 40, 160, 640] } },
    full: { trials: 1000, regime: { ...printed, samples: [2, 5, 15, 45, 100], widths: [10, 100, 1000, 10_000] } },
  },
  measure: (regime, trials, lab) =>
    trials.map((trial) => {
      const draw = (purpose: string, n: number, m: number) => {
        const error = initialError(random(lab.seed(`${purpose} ${n} ${m}`, trial)), n, m, regime);
        const bound = n * Math.log(m / failure) * Math.log(n / failure) ** 2;
        return { error, relative: error / (1.5 * n), excess: error / bound - 1 };
      };
      const inSamples = regime.samples.map((n) => draw('samples', n, someWidth));
      const inWidth = regime.widths.map((m) => draw('width', fewSamples, m));
      const draws = [...inSamples, ...inWidth];
      const sweep = (x: readonly number[], along: typeof draws) => ({ x, y: along.map(({ error }) => error) });
      return {
        inSamples: sweep(regime.samples, inSamples),
        inWidth: sweep(regime.widths, inWidth),
        relative: draws.reduce((sum, { relative }) => sum + relative, 0) / draws.length,
        event: { excess: Math.max(...draws.map(({ excess }) => excess)), step: 0 },
      };
    }),
  rule: all(
    {
      'growth with n': part(
        exponentAtMost({ accept: 1.15, reject: 1.3, towards: 'infinity' }),
        ({ inSamples }: Observation) => inSamples,
      ),
      'growth with m': part(
        exponentEquals({ value: 0, tolerance: 0.06, towards: 'infinity' }),
        ({ inWidth }: Observation) => inWidth,
      ),
      'mean over its exact value': part(
        equivalent({ target: 1, margin: 0.08 }),
        ({ relative }: Observation) => relative,
      ),
      'printed bound': part(alwaysWithProbability({ p: 1 - failure }), ({ event }: Observation) => event),
    },
    ['mean'],
  ),
  controls: [
    {
      name: 'output weights of one sign',
      breaks: 'takes a_r = 1, so that u_0 grows like √m',
      regime: { signs: 'ones' },
      trials: 60,
    },
    { name: 'large labels', breaks: 'takes y_i = ±30', regime: { labelSize: 30 }, trials: 60 },
  ],
  figures: (observations) =>
    (['inSamples', 'inWidth'] as const).map((sweep) => ({
      title: sweep === 'inSamples' ? `m = ${someWidth}` : `n = ${fewSamples}`,
      x: { label: sweep === 'inSamples' ? 'n' : 'm', log: true },
      y: { label: '‖y − u_0‖²', log: true },
      series: [0.05, 0.5, 0.95].map((p) => ({
        name: `${100 * p} % of the draws are below`,
        draw: p === 0.5 ? ('line' as const) : ('dashed' as const),
        points: observations[0][sweep].x.map(
          (x, k) =>
            [
              x,
              quantile(
                observations.map((observed) => observed[sweep].y[k]),
                p,
              ),
            ] as const,
        ),
      })),
    })),
  expectation: { verdict: 'holds' },
});
