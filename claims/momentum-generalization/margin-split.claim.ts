import { all, always, defineClaim, part, type Worst } from 'lemmata';
import { at, index, type Problem, problem, project } from './updates.ts';

interface Regime {
  /** Degree p of the activation; the split puts p for the paper's 3. */
  readonly degree: number;
}

interface Observation {
  /** Largest relative errors over the samples. */
  readonly split: Worst;
  readonly odd: Worst;
  /** [y_i f_W(X_i), signal plus noise] */
  readonly points: readonly (readonly [number, number])[];
}

const sum = (terms: readonly number[]) => terms.reduce((total, term) => total + term, 0);

/** The terms ⟨w_r, X_i[j]⟩^p of f_W(X_i), straight from the patches. */
function termsOf({ patches, neurons }: Problem, weights: Float64Array, i: number, degree: number): number[] {
  return patches[i].flatMap((x) => project(weights, x, neurons).map((z) => z ** degree));
}

/** The gap of worst ratio to the size of the terms; `step` is the sample. */
function worstOf(gaps: readonly number[], sizes: readonly number[]): Worst {
  const ratios = gaps.map((gap, i) => Math.abs(gap) / sizes[i]);
  const excess = Math.max(...ratios);
  return { excess, step: ratios.indexOf(excess) };
}

const exact = always({ tolerance: 1e-11, atMost: 0.1 });

export default defineClaim<Regime, Observation>({
  id: 'margin-split',
  paper: 'momentum-generalization',
  title: 'The margin is the signal of all neurons plus the noise of the sample',
  label: 'Sections 2-4 (implicit)',
  section: 'A. Exact algebra',
  kind: 'identity',
  statement: {
    tex: String.raw`y_if_W(X_i)=a_i^3\sum_rc_r^3+y_i\Xi_i,\quad a_i\in\{\alpha,\beta\};\qquad f_{-W}=-f_W`,
    plain:
      'The margin of a sample is its signal strength cubed times the summed cubes of the signal parts, plus the label times the total noise; and the network is odd in its weights.',
  },
  assumptions: ['random w*, patch position and shape, float64', 'errors relative to Σ|⟨w_r, X_i[j]⟩|³'],
  profiles: { quick: { trials: 120, regime: { degree: 3 } }, full: { trials: 1000, regime: { degree: 3 } } },
  async measure({ degree }, trials, lab) {
    const observed: Observation[] = [];
    const setting = { optimizer: 'gd', rate: 0.01, steps: 1, orthogonal: true } as const;
    for (const trial of trials) {
      const it = await problem('momentum-generalization/margin-split', setting, trial, lab, { degree });
      const { data, alpha, beta, neurons, noise } = it;
      const weights = at(it, 'weights', 0);
      const minus = weights.map((entry) => -entry);
      const margins = at(it, 'margins', 0);
      const activations = at(it, 'activations', 0);
      const signal = sum(Array.from(at(it, 'signal', 0), (c) => c ** degree));
      const samples = Array.from(margins.keys());
      const terms = samples.map((i) => termsOf(it, weights, i, degree));
      const sizes = terms.map((own) => sum(own.map(Math.abs)));
      const split = samples.map((i) => {
        const patches = noise.filter((patch) => patch.i === i);
        const xi = patches.flatMap(({ j }) => {
          const first = index(it, i, j, 0);
          return Array.from(activations.subarray(first, first + neurons), (z) => z ** degree);
        });
        return (data.groups[i] ? beta : alpha) ** degree * signal + data.labels[i] * sum(xi);
      });
      const odd = samples.map((i) => sum(termsOf(it, minus, i, degree)) + data.labels[i] * margins[i]);
      observed.push({
        split: worstOf(
          split.map((value, i) => value - margins[i]),
          sizes,
        ),
        odd: worstOf(odd, sizes),
        points: split.map((value, i) => [margins[i], value] as const),
      });
    }
    return observed;
  },
  rule: all({
    split: part(exact, ({ split }: Observation) => split),
    odd: part(exact, ({ odd }: Observation) => odd),
  }),
  controls: [{ name: 'quadratic activation', breaks: 'degree 2: the signal loses its sign', regime: { degree: 2 } }],
  figures: (observations) => [
    {
      title: 'Margin against signal plus noise',
      x: { label: 'y f(X)' },
      y: { label: 'a³Σc³ + yΞ' },
      series: [{ name: 'samples', draw: 'dots', points: observations.slice(0, 30).flatMap(({ points }) => points) }],
    },
  ],
  expectation: { verdict: 'holds' },
});
