import { all, defineClaim, exponentAtMost, norm, part, powerLaw, random, type Sweep } from 'lemmata';
import { limitingGram, tuning } from './experiments.ts';
import { deviation, drawStart, NetRun, type Start, sphereExamples } from './net-run.ts';

interface Regime {
  readonly samples: number;
  readonly dimension: number;
  readonly widths: readonly number[];
  /** Starts at each width; the mean of their logarithms is one point of the sweep. */
  readonly starts: readonly number[];
  /** 1/√m in front of the net, or 1/m with the step ηm, which has the same kernel. */
  readonly scaling: 'lazy' | 'mean-field';
}

/** All over ‖ξ_0‖, their largest values over the steps. */
interface Distances {
  /** From the linear recursion with H_0, and with H. */
  readonly initial: number;
  readonly limiting: number;
  /** ‖φ_t‖ */
  readonly deviation: number;
}

interface Observation {
  readonly initial: Sweep;
  readonly limiting: Sweep;
  readonly deviation: Sweep;
}

/** Steps times δ. */
const horizon = 4;

function distances(start: Start, limit: readonly (readonly number[])[], scaling: Regime['scaling']): Distances {
  const { eta, beta, delta } = tuning(limit, 1);
  const method = { eta, beta, scaling };
  const run = new NetRun(start, method);
  const size = norm(run.residual);
  const grams = { initial: run.gram(), limiting: limit };
  const linear = { initial: [run.residual, run.residual], limiting: [run.residual, run.residual] };
  const most = { initial: 0, limiting: 0, deviation: 0 };
  for (let t = 0; t * delta <= horizon; t++) {
    const gram = run.gram();
    const before = run.before;
    run.step();
    const phi = deviation(method, gram, [before, run.before, run.residual]);
    most.deviation = Math.max(most.deviation, norm(phi) / size);
    for (const which of ['initial', 'limiting'] as const) {
      const [earlier, now] = linear[which];
      // The recursion moves by its own deviation from standing still.
      const next = deviation(method, grams[which], [earlier, now, new Float64Array(now.length)]).map((value) => -value);
      linear[which] = [now, next];
      most[which] = Math.max(most[which], norm(next.map((value, i) => run.residual[i] - value)) / size);
    }
  }
  return most;
}

const slope = exponentAtMost({ accept: -0.4, reject: -0.2, towards: 'infinity' });

export default defineClaim<Regime, Observation>({
  id: 'remark-2-floor-vs-width',
  paper: 'ntk-acceleration',
  title: 'What blocks a pure linear rate shrinks like 1/√m',
  label: 'Remark 2',
  section: 'C. Theorems and remarks',
  restsOn: ['lemma-1-residual-dynamics-corrected', 'eq-3-gram-monte-carlo-rate'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\max_t\frac{\|\xi_t-\xi_t^{\mathrm{lin}}\|}{\|\xi_0\|}=O(m^{-1/2}),\qquad\max_t\frac{\|\phi_t\|}{\|\xi_0\|}=O(m^{-1/2})`,
    plain:
      'Under heavy ball the distance of the residuals from those of the linear recursion, with the Gram matrix at initialisation or with its limit, and the size of φ_t fall like 1/√m.',
  },
  assumptions: ['η = 1/(2λ_max)', 'β = (1 − √(ηλ/2))²', 'x uniform on the sphere, y = ±1', 'the same data at every m'],
  profiles: {
    quick: {
      trials: 64,
      regime: {
        samples: 5,
        dimension: 10,
        widths: [2 ** 7, 2 ** 9, 2 ** 11, 2 ** 13],
        starts: [8, 4, 2, 1],
        scaling: 'lazy',
      },
    },
    full: {
      trials: 32,
      regime: {
        samples: 10,
        dimension: 20,
        widths: [2 ** 8, 2 ** 11, 2 ** 14, 2 ** 17],
        starts: [8, 4, 2, 1],
        scaling: 'lazy',
      },
    },
  },
  measure: ({ samples, dimension, widths, starts, scaling }, trials, lab) =>
    trials.map((trial) => {
      const examples = sphereExamples(lab, trial, samples, dimension);
      const limit = limitingGram(examples.inputs);
      const each = widths.map((width, k) =>
        Array.from({ length: starts[k] }, (_, start) =>
          distances(drawStart(random(lab.seed(`start ${width} ${start}`, trial)), examples, width), limit, scaling),
        ),
      );
      const sweep = (of: keyof Distances) => ({
        x: widths,
        y: each.map((runs) => Math.exp(runs.reduce((sum, run) => sum + Math.log(run[of]), 0) / runs.length)),
      });
      return { initial: sweep('initial'), limiting: sweep('limiting'), deviation: sweep('deviation') };
    }),
  rule: all({
    'from the recursion with H_0': part(slope, ({ initial }: Observation) => initial),
    'from the recursion with H': part(slope, ({ limiting }: Observation) => limiting),
    'size of φ': part(slope, ({ deviation: sweep }: Observation) => sweep),
  }),
  controls: [
    {
      name: 'mean-field scaling',
      breaks: 'puts 1/m in front of the net and takes the step ηm: the same kernel, but neurons move by O(1)',
      regime: { scaling: 'mean-field' },
      trials: 8,
    },
  ],
  figures: (observations) => [
    {
      title: 'Geometric means over the trials, of quantities over ‖ξ_0‖',
      x: { label: 'm', log: true },
      y: { label: 'largest over the steps', log: true },
      series: (['initial', 'limiting', 'deviation'] as const).map((of) =>
        powerLaw(
          { initial: '‖ξ − ξ^lin‖, H_0', limiting: '‖ξ − ξ^lin‖, H', deviation: '‖φ‖' }[of],
          observations.map((observation) => observation[of]),
        ),
      ),
    },
  ],
  expectation: { verdict: 'holds' },
});
