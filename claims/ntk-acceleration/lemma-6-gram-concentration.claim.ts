import { alwaysWithProbability, defineClaim, random, symmetricEigenvalues, type Worst } from 'lemmata';
import { distanceOf, gramsAt, leastEigenvalue, prescribedWidth } from './gram-ball.ts';
import { drawStart, sphereExamples } from './net-run.ts';

interface Regime {
  /** [n, d] */
  readonly sizes: readonly (readonly [number, number])[];
  /** λ⁻²n² ln(n/δ); the width that Hoeffding's inequality gives, 8λ⁻²n² ln(2n²/δ); n; n/(4λ²). */
  readonly width: 'prescribed' | 'hoeffding' | 'samples' | 'quarter';
}

interface Observation extends Worst {
  /** ‖H(W_0) − H‖_F/(λ/4) and whether both statements hold, by m over the prescribed one, first size. */
  readonly curve: readonly { readonly relative: number; readonly ratio: number; readonly held: boolean }[];
}

const failure = 0.1;
const fractions = [1 / 4, 1 / 16, 1 / 64];
const prescribed = { sizes: [[5, 10]], width: 'prescribed' } as const;
const allSizes = [
  [5, 10],
  [10, 20],
  [5, 3],
] as const;

function widthOf(width: Regime['width'], lambda: number, samples: number): number {
  if (width === 'prescribed') return prescribedWidth(lambda, samples, failure);
  if (width === 'hoeffding')
    return Math.ceil((8 * samples ** 2 * Math.log((2 * samples ** 2) / failure)) / lambda ** 2);
  return width === 'samples' ? samples : Math.ceil(samples / (4 * lambda ** 2));
}

export default defineClaim<Regime, Observation>({
  id: 'lemma-6-gram-concentration',
  paper: 'ntk-acceleration',
  title: 'The Gram matrix at initialisation is within λ/4 of its limit',
  label: 'Lemma 6',
  section: 'D. Residual dynamics',
  kind: 'probability',
  statement: {
    tex: String.raw`m=\Omega(\lambda^{-2}n^2\log(n/\delta))\ \Rightarrow\ \|H(W_0)-H\|_F\le\tfrac\lambda4,\ \lambda_{\min}(H(W_0))\ge\tfrac34\lambda\quad\text{with probability}\ge1-\delta`,
    plain:
      'With m = λ⁻²n² ln(n/δ) neurons, the Gram matrix at initialisation is within λ/4 of its expectation in the Frobenius norm, and its smallest eigenvalue at least ¾λ, with probability at least 1 − δ = 0.9.',
  },
  assumptions: ['the constant of Ω is 1', 'x uniform on the sphere'],
  profiles: {
    quick: { trials: 250, regime: prescribed },
    full: { trials: 600, regime: { ...prescribed, sizes: allSizes } },
  },
  measure: ({ sizes, width }, trials, lab) =>
    trials.map((trial) => {
      let worst: Worst = { excess: Number.NEGATIVE_INFINITY, step: 0 };
      const curve: { relative: number; ratio: number; held: boolean }[] = [];
      sizes.forEach(([samples, dimension], step) => {
        const examples = sphereExamples(lab, trial, samples, dimension);
        const m = widthOf(width, leastEigenvalue(examples.inputs), samples);
        for (const fraction of step === 0 && width === 'prescribed' ? [1, ...fractions] : [1]) {
          const stream = random(lab.seed(`start ${samples} ${fraction}`, trial));
          const { limit, lambda, initial } = gramsAt(drawStart(stream, examples, Math.ceil(fraction * m)));
          const ratio = distanceOf(initial, limit) / (lambda / 4);
          const excess = Math.max(ratio - 1, 0.75 - symmetricEigenvalues(initial)[0] / lambda);
          if (step === 0) curve.push({ relative: fraction, ratio, held: excess <= 0 });
          if (fraction === 1 && excess > worst.excess) worst = { excess, step };
        }
      });
      return { ...worst, curve };
    }),
  rule: alwaysWithProbability({ p: 1 - failure }),
  controls: [
    { name: 'as many neurons as inputs', breaks: 'takes m = n', regime: { width: 'samples' }, trials: 24 },
    { name: 'too few neurons', breaks: 'takes m = n/(4λ²)', regime: { width: 'quarter' }, trials: 24 },
  ],
  figures: (observations) => {
    const at = (k: number) => observations.map(({ curve }) => curve[k]);
    const relatives = observations[0].curve.map(({ relative }) => relative);
    return [
      {
        title: 'n = 5, d = 10: how often both hold, and how far H(W_0) is from H',
        x: { label: 'm over λ⁻²n² ln(n/δ)', log: true },
        y: { label: 'share of the draws; mean of ‖H(W_0) − H‖_F/(λ/4)' },
        series: [
          {
            name: 'both hold',
            points: relatives.map(
              (relative, k) => [relative, at(k).filter(({ held }) => held).length / observations.length] as const,
            ),
          },
          {
            name: 'mean of ‖H(W_0) − H‖_F/(λ/4)',
            points: relatives.map(
              (relative, k) =>
                [relative, at(k).reduce((sum, { ratio }) => sum + ratio, 0) / observations.length] as const,
            ),
          },
        ],
      },
    ];
  },
  expectation: { verdict: 'holds' },
});
