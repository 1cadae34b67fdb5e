import { all, defineClaim, distance, equivalent, norm, type OptimizerSpec, part } from 'lemmata';
import { type Convex, convexRuns, easy, gradients, newtonPoint } from './convex.ts';
import { pytorchAdam } from './experiments.ts';

interface Observation {
  /** Relative distance to the Newton point, the worst of the λ. */
  readonly adam: number;
  readonly gd: number;
}

const same = equivalent({ target: 0, margin: 1e-3 });

export default defineClaim<Convex, Observation>({
  id: 'theorem-4-2-same-solution',
  paper: 'adam-generalization',
  title: 'With a convex loss and weight decay, Adam and GD reach the same point',
  label: 'Theorem 4.2 (Theorem B.1)',
  section: '7. Convex case',
  kind: 'equivalence',
  statement: {
    tex: String.raw`L\ \text{convex and smooth},\ \lambda>0:\quad w_{\mathrm{Adam}}=w_{\mathrm{GD}}=\arg\min L(w)+\tfrac\lambda2\|w\|^2`,
    plain:
      'On logistic regression with weight decay, the iterates of Adam and of GD with the smallest gradient lie within 10⁻³ (relative) of the one minimiser.',
  },
  assumptions: [
    'λ ∈ {10⁻², 10⁻³}',
    'T = 2·10⁴ steps, so that Tηλ is large (small λ needs longer)',
    'L2 regularisation inside the gradient',
  ],
  profiles: { quick: { trials: 8, regime: easy }, full: { trials: 40, regime: easy } },
  async measure(regime, trials, lab) {
    const far = async (optimizer: OptimizerSpec) => {
      const gaps = await convexRuns(regime, optimizer, trials, lab, (run, data, weightDecay) => {
        const norms = gradients(run).map(norm);
        const best = norms.indexOf(Math.min(...norms));
        const { values, width } = run.series.weights;
        const target = newtonPoint(data, weightDecay);
        return distance(values.subarray(best * width, (best + 1) * width), target) / norm(target);
      });
      return gaps.map((each) => Math.max(...each));
    };
    const adam = await far(pytorchAdam(1e-3));
    const gd = await far({ optimizer: 'gd', rate: 0.5 });
    return trials.map((_, k) => ({ adam: adam[k], gd: gd[k] }));
  },
  rule: all({
    Adam: part(same, ({ adam }: Observation) => adam),
    GD: part(same, ({ gd }: Observation) => gd),
  }),
  controls: [
    {
      name: 'λ too small for the budget',
      breaks: 'λ ∈ {10⁻⁵, 10⁻⁷} at the same T: Tηλ ≪ 1',
      regime: { weightDecays: [1e-5, 1e-7] },
      trials: 5,
    },
  ],
  figures: (observations) => [
    {
      kind: 'histogram',
      title: 'Relative distance to the minimiser in every trial',
      x: { label: '‖w − w*‖/‖w*‖', log: true },
      samples: (['adam', 'gd'] as const).map((name) => ({
        name: name === 'adam' ? 'Adam' : 'GD',
        values: observations.map((observed) => observed[name]),
      })),
      marks: [{ name: 'the rule allows', at: 1e-3 }],
    },
  ],
  expectation: { verdict: 'holds' },
});
