import { all, defineClaim, equivalent, part } from 'lemmata';
import { type Convex, convexRuns, easy, samples } from './convex.ts';
import { pytorchAdam } from './experiments.ts';

interface Regime {
  /** The data sets, each with its λ. */
  readonly problems: readonly Convex[];
}

interface Observation {
  /** Difference of the test errors of Adam and GD, and share of the test points on which they disagree: the worst λ and problem. */
  readonly errorGap: number;
  readonly disagreement: number;
  /** Test error of GD, by problem and λ. */
  readonly errors: readonly number[];
  /** [λ, disagreement] by problem. */
  readonly curves: readonly (readonly (readonly [number, number])[])[];
}

const hard: Convex = { ...easy, alpha: 0.9, noise: 1 };

export default defineClaim<Regime, Observation>({
  id: 'theorem-4-2-test-agreement',
  paper: 'adam-generalization',
  title: 'In the convex case Adam and GD have nearly the same test error',
  label: 'Theorem 4.2, test error',
  section: '7. Convex case',
  restsOn: ['theorem-4-2-same-solution'],
  kind: 'equivalence',
  statement: {
    tex: String.raw`\big|\mathbb P[\mathrm{sgn}\,F(w_{\mathrm{Adam}},x)\ne y]-\mathbb P[\mathrm{sgn}\,F(w_{\mathrm{GD}},x)\ne y]\big|\le\frac1{\mathrm{poly}(n)}`,
    plain:
      'The test errors of Adam and GD differ by less than 1/n, and the two predictors disagree on less than a hundredth of fresh points.',
  },
  assumptions: [
    'logistic regression, λ ∈ {10⁻², 10⁻³}, T = 2·10⁴, last iterates',
    'an easy problem (σ_p = 0.6, α = 0.5) and a hard one (σ_p = 1, α = 0.9) whose test error is far from 0; 4000 test points',
  ],
  profiles: {
    quick: { trials: 8, regime: { problems: [easy, hard] } },
    full: { trials: 40, regime: { problems: [easy, hard] } },
  },
  async measure({ problems }, trials, lab) {
    const observed = trials.map(() => ({
      gaps: [] as number[],
      errors: [] as number[],
      curves: [] as [number, number][][],
    }));
    for (const problem of problems) {
      const adam = await convexRuns(problem, pytorchAdam(1e-3), trials, lab, ({ series }) => series.test.values);
      const gd = await convexRuns(
        problem,
        { optimizer: 'gd', rate: 0.5 },
        trials,
        lab,
        ({ series }) => series.test.values,
      );
      trials.forEach((_, k) => {
        const { gaps, errors, curves } = observed[k];
        const curve: [number, number][] = [];
        problem.weightDecays.forEach((weightDecay, a) => {
          const [one, other] = [adam[k][a], gd[k][a]];
          const error = (margins: Float64Array) => margins.filter((margin) => margin <= 0).length / margins.length;
          gaps.push(Math.abs(error(one) - error(other)));
          errors.push(error(other));
          curve.push([weightDecay, one.filter((margin, i) => margin > 0 !== other[i] > 0).length / one.length]);
        });
        curves.push(curve);
      });
    }
    return observed.map(({ gaps, errors, curves }) => ({
      errorGap: Math.max(...gaps),
      disagreement: Math.max(...curves.flat().map(([, share]) => share)),
      errors,
      curves,
    }));
  },
  rule: all({
    'same predictions': part(equivalent({ target: 0, margin: 1e-2 }), ({ disagreement }: Observation) => disagreement),
    'same test error': part(equivalent({ target: 0, margin: 1 / samples }), ({ errorGap }: Observation) => errorGap),
  }),
  controls: [
    {
      name: 'λ = 10⁻⁷',
      breaks: 'Tηλ ≪ 1: what is left of the start differs',
      regime: { problems: [{ ...hard, weightDecays: [1e-7] }] },
    },
  ],
  figures: ([{ curves }]) => [
    {
      title: 'Share of fresh points on which Adam and GD disagree',
      x: { label: 'λ', log: true },
      y: { label: 'share' },
      series: curves.map((points, k) => ({ name: k === 0 ? 'easy' : 'hard', points })),
    },
  ],
  expectation: { verdict: 'holds' },
});
