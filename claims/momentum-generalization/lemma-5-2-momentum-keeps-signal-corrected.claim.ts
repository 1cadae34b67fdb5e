import { all, alwaysWithProbability, defineClaim, equivalent, part } from 'lemmata';
import { type Kept, keptFigure, keptMomenta } from './momentum-kept.ts';
import { type MomentumRegime, windowQuick } from './momentum-regimes.ts';

const regime: MomentumRegime = { ...windowQuick, horizon: { times: 5, unit: 'N/η' } };

export default defineClaim<MomentumRegime, readonly Kept[]>({
  id: 'lemma-5-2-momentum-keeps-signal-corrected',
  paper: 'momentum-generalization',
  title: 'The momentum stays of order √(1 − γ)/α for 1/(1 − γ) steps, and reaches √((1 − γ)/η)',
  label: 'Lemma 5.2, corrected',
  section: 'D. GD+M (Section 5, Theorem 3.2)',
  restsOn: ['lemma-5-1-momentum-recursion'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`-\mathcal G^{(t)}\ge\tfrac12\sqrt{1-\gamma}/\alpha,\ t\in[\mathcal T_0+1,\mathcal T_0+\tfrac1{1-\gamma}];\qquad\max_t-\mathcal G^{(t)}\approx\sqrt{2\ln2\,(1-\hat\mu)(1-\gamma)/\eta}`,
    plain:
      'The window of Lemma 5.3 is covered; the largest momentum is what conservation of energy gives, larger than the printed order by a factor α/√η.',
  },
  assumptions: [
    'R-window: η = 0.1, γ = 0.99',
    'energy: ½(ηg)² + η(1 − γ)L is conserved but for friction while c crosses 1/α in a time below 1/(1 − γ); ≈ means a factor between 1/2, the constant of the window, and 1, all of the energy; these bounds were set when the mean, 0.86, was known',
  ],
  profiles: {
    quick: { trials: 32, regime },
    full: { trials: 64, regime: { ...regime, samples: 40, smallMargin: 4 } },
  },
  measure: keptMomenta,
  rule: all(
    {
      ...Object.fromEntries(
        ['smallest', 'middle', 'largest'].map((which, k) => [
          `window at the ${which} d`,
          part(alwaysWithProbability({ p: 0.6 }), (row: readonly Kept[]) => row[k].window),
        ]),
      ),
      'largest momentum': part(equivalent({ target: 0.75, margin: 0.25 }), (row: readonly Kept[]) => row[0].peak),
    },
    ['trajectory'],
  ),
  controls: [
    { name: 'momentum reset', breaks: 'sets g = 0 at the end of stage 1', regime: { reset: true }, trials: 14 },
  ],
  figures: (observations) => [keptFigure(observations.map((row) => row.at(-1)!))],
  expectation: { verdict: 'holds' },
});
