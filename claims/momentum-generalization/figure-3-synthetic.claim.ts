import { all, defineClaim, pairedLess, part, proportionAtLeast } from 'lemmata';
import {
  bothEnds,
  type Ends,
  pairsFigure,
  type SameStep,
  sameStepAssumptions,
  table,
  windowQuick,
} from './same-step.ts';

/** Fewer samples than the 20000 printed: GD memorises in time ∝ N, so a run costs N². */
const synthetic: SameStep = { ...windowQuick, samples: 20 };

export default defineClaim<SameStep, Ends>({
  id: 'figure-3-synthetic',
  paper: 'momentum-generalization',
  title: 'GD and GD+M fit everything; only GD+M gets small margins right',
  label: 'Figure 3',
  section: 'F. Tables and figures',
  restsOn: ['same-step-separation', 'theorem-1-1-stages', 'theorem-1-2-stages'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\widehat L\to0\text{ for both},\quad\text{acc}_{\text{large}}\ge99\,\%\text{ for both},\quad\text{acc}_{\text{small}}^{\mathrm{GD+M}}-\text{acc}_{\text{small}}^{\mathrm{GD}}\ge0.3`,
    plain:
      'Both reach zero training loss and get the large margins right; on small margins GD+M is better by at least 30 points.',
  },
  assumptions: [
    ...sameStepAssumptions,
    'd = 30, m = 5, P = 5 as printed; η = 0.1, γ = 0.99, one small margin',
    'N = 20 in place of 20000 (full profile: 80): a run of GD costs N², 10⁶ times as much as printed',
    'fresh large and small margins in equal numbers',
  ],
  profiles: {
    quick: { trials: 20, regime: synthetic },
    full: { trials: 20, regime: { ...synthetic, samples: 80, fresh: 4000 } },
  },
  measure: bothEnds,
  rule: all(
    {
      'training error 0': part(proportionAtLeast({ p: 0.5 }), ({ gd, gdm }: Ends) => gd.train + gdm.train === 0),
      'large margins right': part(
        proportionAtLeast({ p: 0.5 }),
        ({ gd, gdm }: Ends) => Math.max(gd.large, gdm.large) <= 0.01,
      ),
      'small margins': part(pairedLess({ by: 0.3 }), ({ gd, gdm }: Ends) => ({ a: gdm.small, b: gd.small })),
    },
    ['comparison'],
  ),
  controls: [
    { name: 'η = 4', breaks: 'one step of GD overshoots to the small margins', regime: { rate: 4 }, trials: 32 },
  ],
  figures: (ends) => [pairsFigure(ends)],
  counterexample: table,
  expectation: { verdict: 'holds' },
});
