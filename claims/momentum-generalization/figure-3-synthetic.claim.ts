import { all, defineClaim, type Figure, type Lab, pairedLess, part, proportionAtLeast } from 'lemmata';
import { proofJob, proofRun } from './proof-runs.ts';
import {
  type End,
  type Ends,
  endOf,
  pairsFigure,
  proofRegime,
  type SameStep,
  sameStepAssumptions,
  table,
  windowQuick,
} from './same-step.ts';

/** Fewer samples than the 20000 printed: GD memorises in time ∝ N, so a run costs N². */
const synthetic: SameStep = { ...windowQuick, samples: 20 };

type Algorithm = keyof Ends;
const names: Readonly<Record<Algorithm, string>> = { gd: 'GD', gdm: 'GD+M' };

/** What a run is at after t updates; the last is its end. */
interface Moment extends End {
  readonly t: number;
}

interface Observation extends Ends {
  readonly curves: Readonly<Record<Algorithm, readonly Moment[]>>;
}

/** Fresh samples of each class behind a point of a curve. */
const few = 200;

async function measure(regime: SameStep, trials: readonly number[], lab: Lab): Promise<Observation[]> {
  const curves = async (damping: number): Promise<Moment[][]> => {
    const asked = proofRegime({ ...regime, damping });
    const whole = proofJob(asked, regime.dimension, false);
    const schedule = { at: doublings(whole.steps) };
    const along: typeof whole.probes = [
      { name: 'activations along', quantity: 'activations', schedule },
      { name: 'weights along', quantity: 'weights', schedule },
    ];
    const runs = await lab.train({ ...whole, probes: [...whole.probes, ...along] }, trials);
    return runs.map((run, k) => {
      const { 'activations along': activations, 'weights along': weights, ...ends } = run.series;
      const [test, curve] = ['test', 'curve'].map((purpose) => lab.seed(purpose, trials[k]));
      const end = proofRun({ series: ends }, whole, asked, regime.dimension, trials[k], lab);
      const { states } = proofRun({ series: { ...ends, activations } }, whole, asked, regime.dimension, trials[k], lab);
      const moments = states.map((state, row) => {
        const now = {
          ...end,
          states: [state],
          weights: weights.values.subarray(row * weights.width, (row + 1) * weights.width),
        };
        return { t: state.t, ...endOf(now, few, curve) };
      });
      return [...moments, { t: run.steps, ...endOf(end, regime.fresh, test) }];
    });
  };
  const [gd, gdm] = [await curves(1), await curves(regime.damping)];
  return trials.map((_, k) => ({
    gd: gd[k].at(-1)!,
    gdm: gdm[k].at(-1)!,
    curves: { gd: gd[k], gdm: gdm[k] },
  }));
}

/** 0, 1, 2, 4, … below `steps`. */
const doublings = (steps: number): number[] => [
  0,
  ...Array.from({ length: Math.ceil(Math.log2(steps)) }, (_, k) => 2 ** k),
];

/** A panel of Figure 3. */
function panel(
  observations: readonly Observation[],
  label: string,
  of: (moment: Moment) => number,
  log = false,
): Figure {
  return {
    title: `${label}: mean over the trials, within the lowest and the highest; a run that has ended stays as it ended`,
    x: { label: 't + 1', log: true },
    y: { label: label.toLowerCase(), log },
    series: (['gd', 'gdm'] as const).map((algorithm) => {
      const curves = observations.map((observation) => observation.curves[algorithm]);
      const last = Math.max(...curves.map((curve) => curve.at(-1)!.t));
      const steps = [...doublings(last), last];
      const rows = steps.map(
        (t) => [t + 1, curves.map((curve) => of(curve.findLast((moment) => moment.t <= t)!))] as const,
      );
      return {
        name: names[algorithm],
        points: rows.map(([t, values]) => [t, values.reduce((sum, value) => sum + value, 0) / values.length] as const),
        band: rows.map(([t, values]) => [t, Math.min(...values), Math.max(...values)] as const),
      };
    }),
  };
}

export default defineClaim<SameStep, Observation>({
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
  measure,
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
  figures: (observations) => [
    panel(observations, 'Training loss', ({ loss }) => loss, true),
    panel(observations, 'Test accuracy on large margins', ({ large }) => 1 - large),
    panel(observations, 'Test accuracy on small margins', ({ small }) => 1 - small),
    pairsFigure(observations),
  ],
  counterexample: table,
  expectation: { verdict: 'holds' },
});
