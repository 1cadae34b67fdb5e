import { defineClaim, type Pair, pairedLess } from 'lemmata';
import { type AppendixRegime, compare, iterations, printedSize, quantile } from './appendix-d.ts';

interface Regime extends AppendixRegime {
  /** Which method stands on the left of "changes fewer patterns than". */
  readonly arms: 'printed' | 'swapped';
}

const printed = { ...printedSize, arms: 'printed' } as const;

export default defineClaim<Regime, Pair>({
  id: 'appendix-d-pattern-change-ordering',
  paper: 'ntk-acceleration',
  title: 'Heavy ball changes more patterns than gradient descent',
  label: 'Appendix D, ordering',
  section: 'E. Experiment (Appendix D)',
  restsOn: ['appendix-d-pattern-change-percentages-mean'],
  kind: 'ordering',
  statement: {
    tex: String.raw`\Pr\big[\text{patterns changed by GD}<\text{patterns changed by HB}\big]\ge0.9`,
    plain:
      'In the experiment of Appendix D, heavy ball changes more patterns than gradient descent, averaged over the 50 iterations, in at least 90 % of the draws.',
  },
  assumptions: ['n = 5, d = 10, m = 1000, η = 1/(10 λ_max(H_0)), β = (1 − √(ηλ_min(H_0)))²'],
  profiles: {
    quick: { trials: 130, regime: printed },
    full: { trials: 2000, regime: printed },
  },
  measure: (regime, trials, lab) =>
    compare(regime, trials, lab).map(({ heavyBall, gradientDescent }) => {
      const [more, fewer] = [heavyBall, gradientDescent].map(
        ({ changed }) => changed.reduce((sum, value) => sum + value, 0) / iterations,
      );
      return regime.arms === 'printed' ? { a: fewer, b: more } : { a: more, b: fewer };
    }),
  rule: pairedLess({ fraction: 0.9 }),
  controls: [
    {
      name: 'arms swapped',
      breaks: 'puts heavy ball in the place of gradient descent',
      regime: { arms: 'swapped' },
      trials: 40,
    },
  ],
  figures: (pairs) => [
    {
      title: 'Patterns changed by heavy ball over those changed by gradient descent',
      x: { label: 'share of the draws' },
      y: { label: 'ratio of the means over 50 iterations' },
      series: [
        {
          name: 'quantiles',
          points: Array.from({ length: 99 }, (_, k) => {
            const p = (k + 1) / 100;
            return [
              p,
              quantile(
                pairs.map(({ a, b }) => b / a),
                p,
              ),
            ] as const;
          }),
        },
        {
          name: 'printed, 0.76/0.55',
          points: [
            [0, 0.76 / 0.55],
            [1, 0.76 / 0.55],
          ],
        },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
