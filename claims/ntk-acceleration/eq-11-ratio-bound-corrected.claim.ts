import { defineClaim } from 'lemmata';
import { type RatioCase, type RatioRegime, ratioCases, ratioFigure, ratioStatements } from './eq-11-ratio.ts';
import { type SearchOutcomes, searchParts } from './search-parts.ts';

const corrected = { largest: Math.log10(Math.SQRT1_2 / 2), power: 1 } as const;

export default defineClaim<RatioRegime, SearchOutcomes>({
  id: 'eq-11-ratio-bound-corrected',
  paper: 'ntk-acceleration',
  title: 'Heavy ball needs at most θ(ηλ) times the steps of gradient descent, for γ ≤ 1/(2√2)',
  label: 'Remark 3, equation (11), corrected',
  section: 'C. Theorems and remarks',
  restsOn: ['remark-3-iteration-formulas'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\gamma\le\frac1{2\sqrt2}\quad\Rightarrow\quad T_0^m\le\theta(\eta\lambda)\,T_0^g+1;\qquad\eta\lambda=10^{-4}\Rightarrow T_0^m\le0.01\,T_0^g`,
    plain:
      'For γ ≤ 1/(2√2), the count T_0^m of heavy ball is at most θ(ηλ) times the count T_0^g of gradient descent, up to the one step of rounding up; at ηλ = 10⁻⁴ at most a hundredth.',
  },
  assumptions: ['ηλ ≤ ½', 'γ ≤ 1/(2√2)'],
  profiles: {
    quick: { trials: 1, regime: { ...corrected, runs: 300 } },
    full: { trials: 1, regime: { ...corrected, runs: 20_000 } },
  },
  ...searchParts<RatioCase, RatioRegime>(ratioCases, ratioStatements),
  controls: [
    { name: 'θ²', breaks: 'squares θ', regime: { power: 2 } },
    { name: 'every γ', breaks: 'lets γ come up to 0.999, as printed', regime: { largest: Math.log10(0.999) } },
  ],
  figures: () => [ratioFigure()],
  expectation: { verdict: 'holds' },
});
