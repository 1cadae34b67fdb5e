import { always, type Figure, type Lab, type Trajectory, type Worst } from 'lemmata';
import { alphaOf, betaOf, type Sizes, signalJob, windowMomentum } from './experiments.ts';
import { nothing, worse } from './updates.ts';

export interface DerivativeRegime extends Sizes {
  /** sigmoid(β³Σc³ + Ξ_i) as printed, or μ̂ sigmoid(−β³Σc³ − y_iΞ_i). */
  readonly form: 'printed' | 'corrected';
  /** Over which samples i the form is evaluated. */
  readonly over: 'Z2' | 'Z1';
}

/** By how much ν₂ leaves the range of the form, at worst, for GD and for GD+M. */
export interface Derivative extends Worst {
  readonly algorithm: string;
  /** [t + 1, ν₂, lower end, upper end] of the GD run. */
  readonly band: readonly (readonly [number, number, number, number])[];
}

export const derivativeRegime: Omit<DerivativeRegime, 'form' | 'samples' | 'smallMargin'> = {
  dimensions: [30],
  initScale: 0.3,
  rate: 0.1,
  memory: null,
  over: 'Z2',
};
export const quickSet = { samples: 8, smallMargin: 2 };
export const fullSet = { samples: 40, smallMargin: 4 };

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** ν₂ and the range of the form at every checkpoint. The signal is patch 0 of every sample. */
function bandOf({ series }: Trajectory, regime: DerivativeRegime, labels: Float64Array, groups: Uint8Array) {
  const { samples, smallMargin, form, over } = regime;
  const strength = (over === 'Z2' ? betaOf : alphaOf)(regime.dimensions[0]) ** 3;
  const among = Array.from(groups.keys()).filter((i) => groups[i] === (over === 'Z2' ? 1 : 0));
  return Array.from(series.margins.steps, (t, k) => {
    const row = ({ values, width }: { values: Float64Array; width: number }) =>
      values.subarray(k * width, (k + 1) * width);
    const [margins, activations] = [row(series.margins), row(series.activations)];
    const own = activations.length / samples;
    const signal = strength * row(series.signal).reduce((sum, c) => sum + c ** 3, 0);
    const forms = among.map((i) => {
      const noise = activations.subarray(i * own + series.signal.width, (i + 1) * own);
      const xi = noise.reduce((sum, z) => sum + z ** 3, 0);
      return form === 'printed' ? sigmoid(signal + xi) : (smallMargin / samples) * sigmoid(-signal - labels[i] * xi);
    });
    const nu = margins.reduce((sum, margin, i) => sum + (groups[i] ? sigmoid(-margin) : 0), 0) / samples;
    return [t + 1, nu, Math.min(...forms), Math.max(...forms)] as const;
  });
}

export async function measureDerivative(
  regime: DerivativeRegime,
  trials: readonly number[],
  lab: Lab,
): Promise<Derivative[]> {
  const [d] = regime.dimensions;
  const bands = async (memory: Sizes['memory']) => {
    const job = signalJob({ ...regime, memory }, d);
    const schedule = { every: Math.ceil(job.steps / 200) };
    const runs = await lab.train(
      {
        ...job,
        probes: [
          { name: 'signal', quantity: 'projection', direction: 'signal', schedule },
          { name: 'margins', quantity: 'margins', schedule },
          { name: 'activations', quantity: 'activations', schedule },
        ],
      },
      trials,
    );
    return runs.map((run, k) => {
      const { labels, groups } = lab.data(job, trials[k]);
      return bandOf(run, regime, labels, groups);
    });
  };
  const [gd, gdm] = [await bands(null), await bands(windowMomentum.memory)];
  const outside = (band: Derivative['band']) =>
    band.reduce((known, [t, nu, low, high]) => worse(known, Math.max(low - nu, nu - high), t - 1), nothing);
  return trials.map((_, k) => {
    const [slow, fast] = [outside(gd[k]), outside(gdm[k])];
    const worst = fast.excess > slow.excess ? { ...fast, algorithm: 'GD+M' } : { ...slow, algorithm: 'GD' };
    return { ...worst, band: gd[k] };
  });
}

export const insideBand = always({ tolerance: 1e-12, atMost: 0.4 });

export function bandFigure([{ band }]: readonly Derivative[], { form }: DerivativeRegime): readonly Figure[] {
  return [
    {
      title: `ν₂ and the range of the ${form} form along GD`,
      x: { label: 't + 1', log: true },
      y: { label: 'ν₂', log: true },
      series: (['ν₂', 'smallest', 'largest'] as const).map((name, column) => ({
        name,
        points: band.map((row) => [row[0], row[column + 1]] as const),
      })),
    },
  ];
}
