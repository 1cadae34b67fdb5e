import { exponentAtMost, type Lab, part, proportionAtLeast, type Sweep } from 'lemmata';
import { largestActivation, type MomentumRegime, overMomentum } from './momentum-regimes.ts';

export interface NoiseRegime extends MomentumRegime {
  /** Over the noise patches along the whole run, or at the end over those or all patches. */
  readonly over: 'noise, all t' | 'noise, T' | 'all j ∈ [P], T';
}

/** Largest |⟨w_r, X_i[j]⟩| in units of σ₀ (as σ√d = 1, also of σ₀σ√d), against d. */
export async function noiseSizes(regime: NoiseRegime, trials: readonly number[], lab: Lab): Promise<Sweep[]> {
  const rows = await overMomentum(regime, trials, lab, ({ states, data, sigma0 }) => {
    const of = (all: boolean) => (state: (typeof states)[number]) => largestActivation(state, data.patches, all);
    if (regime.over === 'noise, all t') return Math.max(...states.map(of(false))) / sigma0;
    return of(regime.over === 'all j ∈ [P], T')(states.at(-1)!) / sigma0;
  });
  return rows.map((y) => ({ x: regime.dimensions, y }));
}

/** The catalogue's C: beyond it the value is no Õ(σ₀). At the start the largest is about 3. */
export const noiseCap = 8;

/** Most runs stay below the cap at each of three d, and the size does not grow with d. */
export const staysSmall = {
  ...Object.fromEntries(
    ['smallest', 'middle', 'largest'].map((which, k) => [
      `below ${noiseCap} at the ${which} d`,
      part(proportionAtLeast({ p: 0.6 }), ({ y }: Sweep) => y[k] <= noiseCap),
    ]),
  ),
  'growth with d': part(exponentAtMost({ towards: 'infinity', accept: 0.25, reject: 0.35 }), (sweep: Sweep) => sweep),
};

export const gdOfWindow = {
  name: 'GD of R-window',
  breaks: 'runs GD with η = 0.1, which memorises Z₂ by its noise',
  regime: { memory: null, rate: 0.1, dimensions: [30, 40, 50], horizon: { times: 1, unit: 'N√d/(ηκ₀)' } },
  trials: 20,
} as const;
