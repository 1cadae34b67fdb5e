import { all, always, type Lab, part, type Worst } from 'lemmata';
import { at, index, nothing, problem, project, type UpdateRegime, worse } from './updates.ts';

export interface MomentumUpdateRegime extends UpdateRegime {
  /** Factor in front of the noise momentum in the last line: 1 as printed, η as corrected. */
  readonly noiseFactor: 'one' | 'rate';
  /** False replaces (1 − γ) by 1 in the formulas. */
  readonly damped: boolean;
}

/** Largest residual of each of the four lines of (GDM-S) and (GDM-N). */
export interface MomentumUpdates {
  readonly signalMomentum: Worst;
  readonly signal: Worst;
  readonly noiseMomentum: Worst;
  readonly noise: Worst;
}

export const momentumUpdates: MomentumUpdateRegime = {
  optimizer: 'momentum',
  rate: 0.07,
  steps: 20,
  orthogonal: true,
  noiseFactor: 'rate',
  damped: true,
};

/** Residuals of the four lines against the iterates of GD+M; gradients and momenta are projected, not derived. */
export async function measureMomentumUpdates(
  regime: MomentumUpdateRegime,
  trials: readonly number[],
  lab: Lab,
): Promise<MomentumUpdates[]> {
  const observed: MomentumUpdates[] = [];
  for (const trial of trials) {
    const it = await problem('momentum-generalization/updates', regime, trial, lab);
    const { memory, neurons, noise, data } = it;
    const fresh = regime.damped ? 1 - memory : 1;
    const factor = regime.noiseFactor === 'one' ? 1 : regime.rate;
    let [signalMomentum, signal, noiseMomentum, noiseGap] = [nothing, nothing, nothing, nothing];
    for (let t = 0; t < regime.steps; t++) {
      const along = (name: string, x: Float64Array, step = t) => project(at(it, name, step), x, neurons);
      const star = data.directions.signal;
      const [g, gNext, slope] = [along('state', star), along('state', star, t + 1), along('gradient', star)];
      const [c, cNext] = [at(it, 'signal', t), at(it, 'signal', t + 1)];
      for (let r = 0; r < neurons; r++) {
        signalMomentum = worse(signalMomentum, Math.abs(gNext[r] - memory * g[r] - fresh * slope[r]), t);
        signal = worse(signal, Math.abs(cNext[r] - c[r] + regime.rate * gNext[r]), t);
      }
      const [xi, xiNext] = [at(it, 'activations', t), at(it, 'activations', t + 1)];
      for (const { i, j, x } of noise) {
        const [n, nNext, push] = [along('state', x), along('state', x, t + 1), along('gradient', x)];
        for (let r = 0; r < neurons; r++) {
          const k = index(it, i, j, r);
          noiseMomentum = worse(noiseMomentum, Math.abs(nNext[r] - memory * n[r] - fresh * push[r]), t);
          noiseGap = worse(noiseGap, Math.abs(xiNext[k] - xi[k] + factor * nNext[r]), t);
        }
      }
    }
    observed.push({ signalMomentum, signal, noiseMomentum, noise: noiseGap });
  }
  return observed;
}

const exact = always({ tolerance: 1e-12, atMost: 0.1 });

/** Every line is exact. */
export const fourLines = all({
  'signal momentum': part(exact, ({ signalMomentum }: MomentumUpdates) => signalMomentum),
  signal: part(exact, ({ signal }: MomentumUpdates) => signal),
  'noise momentum': part(exact, ({ noiseMomentum }: MomentumUpdates) => noiseMomentum),
  noise: part(exact, ({ noise }: MomentumUpdates) => noise),
});

export function residualFigure(observations: readonly MomentumUpdates[]) {
  return [
    {
      kind: 'histogram' as const,
      title: 'Largest residual of each line over the trials',
      x: { label: 'residual', log: true },
      samples: (['signalMomentum', 'signal', 'noiseMomentum', 'noise'] as const).map((name) => ({
        name,
        values: observations.map((observed) => observed[name].excess),
      })),
    },
  ];
}
