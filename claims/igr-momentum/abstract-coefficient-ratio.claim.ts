import { defineClaim, type SearchOutcome, violation } from 'lemmata';
import { normalisationFigure, type RatioRegime, ratioRule, ratioSearch, strengthRatios } from './coefficient-ratio.ts';
import { parabola } from './scalar-losses.ts';

const literal = { common: 'step', perForce: true } as const;

/** Flow (5) on E = x²/2 at x = 1, where everything is a whole number of halves. */
function onParabola() {
  const [beta, eta] = [0.5, 1];
  const [, ratio] = strengthRatios({ loss: parabola(1), start: Float64Array.of(1) }, { beta, eta }, literal);
  return { loss: 'E = x²/2', beta, h: eta, ...violation(ratio, '=', (1 + beta) / (1 - beta)) };
}

export default defineClaim<RatioRegime, SearchOutcome>({
  id: 'abstract-coefficient-ratio',
  paper: 'igr-momentum',
  title: 'At one step size, the regulariser of heavy ball is (1+β)/(1−β) times that of gradient descent',
  label: 'Abstract',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-piecewise-flow-order'],
  kind: 'identity',
  statement: {
    tex: String.raw`\text{“stronger than that of (GD) by factor of }\tfrac{1+\beta}{1-\beta}\text{”, for one step size }h`,
    plain:
      "The abstract and the sentence after Remark 4.3 read at one step size h: the coefficient of ‖∇E‖² in Ê is (1+β)/(1−β) times gradient descent's.",
  },
  assumptions: ['equal h, since neither sentence speaks of effective learning rates'],
  profiles: {
    quick: { trials: 1, regime: { ...literal, runs: 400 } },
    full: { trials: 1, regime: { ...literal, runs: 5000 } },
  },
  measure: ratioSearch,
  rule: ratioRule,
  controls: [
    { name: 'coefficients of the ODE', breaks: 'does not divide by the force', regime: { perForce: false } },
    {
      name: 'equal effective learning rate',
      breaks: 'nothing: the reading of Remark 4.2',
      regime: { common: 'effective rate' },
      expected: 'supported',
    },
  ],
  figures: () => [normalisationFigure()],
  counterexample: () => ({
    smallest: onParabola(),
    derivation: 'β = ½: GD has h/4, heavy ball (h/4)·1.5/0.25 = 6h/4',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason: 'At one step size the ratio of the coefficients in Ê is (1+β)/(1−β)²; (1+β)/(1−β) needs equal h/(1−β).',
    corrected: 'remark-4-2-coefficient-ratio',
  },
});
