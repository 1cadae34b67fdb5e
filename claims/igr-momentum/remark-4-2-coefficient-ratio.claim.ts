import { defineClaim, type SearchOutcome } from 'lemmata';
import { normalisationFigure, type RatioRegime, ratioRule, ratioSearch } from './coefficient-ratio.ts';

const printed = { common: 'effective rate', perForce: true } as const;

export default defineClaim<RatioRegime, SearchOutcome>({
  id: 'remark-4-2-coefficient-ratio',
  paper: 'igr-momentum',
  title: 'At one effective learning rate, the regulariser in Ê is (1+β)/(1−β) times that of gradient descent',
  label: 'Remark 4.2',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-piecewise-flow-order', 'theorem-5-1-pathwise-order'],
  kind: 'identity',
  statement: {
    tex: String.raw`\frac h4\frac{1+\beta}{(1-\beta)^2}\Big/\frac\eta4=\frac{1+\beta}{1-\beta},\quad h=(1-\beta)\eta`,
    plain:
      'In flows (5), (4) and (10) at late k, the coefficient of ‖∇E‖² over that of E is (1+β)/(1−β) times the one of gradient descent at rate h/(1−β).',
  },
  assumptions: [
    'equal h/(1−β)',
    'each regulariser divided by the coefficient of its force',
    'β ≤ 0.9, k = 400 in (4), (10)',
  ],
  profiles: {
    quick: { trials: 1, regime: { ...printed, runs: 400 } },
    full: { trials: 1, regime: { ...printed, runs: 5000 } },
  },
  measure: ratioSearch,
  rule: ratioRule,
  controls: [
    { name: 'equal step', breaks: 'gives both the same h', regime: { common: 'step' } },
    { name: 'coefficients of the ODE', breaks: 'does not divide by the force', regime: { perForce: false } },
  ],
  figures: () => [normalisationFigure()],
  expectation: { verdict: 'holds' },
});
