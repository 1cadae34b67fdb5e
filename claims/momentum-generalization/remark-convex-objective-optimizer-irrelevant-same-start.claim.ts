import { all, defineClaim, distance, norm, part, proportionAtLeast } from 'lemmata';
import { r0Quick, type Sizes, signalJob } from './experiments.ts';

interface Regime extends Sizes {
  /** γ of GD+M; GD is run at the same η. */
  readonly gamma: number;
}

interface Observation {
  /** ‖W_GD+M − W_GD‖/‖W_GD‖ at the end. */
  readonly apart: number;
  /** Larger of the two objectives at the end. */
  readonly loss: number;
}

const window: Regime = { ...r0Quick, dimensions: [30], rate: 0.1, memory: null, gamma: 0.99 };

export default defineClaim<Regime, Observation>({
  id: 'remark-convex-objective-optimizer-irrelevant-same-start',
  paper: 'momentum-generalization',
  title: 'GD and GD+M end at different solutions from one start',
  label: 'Section 2, importance of non-convexity',
  section: 'B. Convexity remarks',
  restsOn: ['remark-convex-objective-optimizer-irrelevant'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\|W_{\mathrm{GD+M}}^{(T)}-W_{\mathrm{GD}}^{(T)}\|\ge0.1\,\|W_{\mathrm{GD}}^{(T)}\|,\qquad\widehat L\le0.05\ \text{at both}`,
    plain:
      'From one start on one training set, GD and GD+M reach different approximate optima of the cubic network in most cases.',
  },
  assumptions: [
    'R-window: d = 30, η = 0.1, γ = 0.99, λ = 0, until every sample is memorised',
    'on more than half of the draws; with little memory GD+M follows the path of GD',
  ],
  profiles: {
    quick: { trials: 24, regime: window },
    full: { trials: 30, regime: { ...window, samples: 40, smallMargin: 4 } },
  },
  async measure({ gamma, ...sizes }, trials, lab) {
    const [dimension] = sizes.dimensions;
    const ends = (memory: Sizes['memory']) => {
      const job = signalJob({ ...sizes, memory }, dimension);
      const weights = { name: 'weights', quantity: 'weights', schedule: 'end' } as const;
      return lab.train({ ...job, probes: [weights, { name: 'loss', quantity: 'loss', schedule: 'end' }] }, trials);
    };
    const [gd, gdm] = [await ends(null), await ends(gamma)];
    return trials.map((_, k) => {
      const [a, b] = [gd[k].series, gdm[k].series];
      return {
        apart: distance(a.weights.values, b.weights.values) / norm(a.weights.values),
        loss: Math.max(a.loss.values[0], b.loss.values[0]),
      };
    });
  },
  rule: all({
    'end points differ': part(proportionAtLeast({ p: 0.5 }), ({ apart }: Observation) => apart >= 0.1),
    'losses are small': part(proportionAtLeast({ p: 0.5 }), ({ loss }: Observation) => loss <= 0.05),
  }),
  controls: [
    {
      name: 'hardly any memory',
      breaks: 'γ = 0.2 at η = 0.03: GD+M follows GD',
      regime: { gamma: 0.2, rate: 0.03 },
      trials: 16,
    },
  ],
  figures: (observations) => [
    {
      kind: 'histogram',
      title: 'Distance of the end points in every trial',
      x: { label: '‖W − W′‖/‖W‖', log: true },
      samples: [{ name: 'GD+M from GD', values: observations.map(({ apart }) => apart) }],
    },
  ],
  expectation: { verdict: 'holds' },
});
