import { all, defineClaim, exponentAtMost, exponentEquals, norm, part, powerLaw, random, type Sweep } from 'lemmata';
import { limitingGram, tuning } from './experiments.ts';
import { drawStart, type Examples, type Method, NetRun, orthoExamples, sphereExamples } from './net-run.ts';

interface Regime {
  readonly widths: readonly number[];
  readonly scaling: 'lazy' | 'mean-field';
  /** n of ORTHO(n), and the width and steps there. */
  readonly samples: readonly number[];
  readonly orthoWidth: number;
  readonly orthoSteps: number;
}

interface Observation {
  /** Drift over ‖ξ_0‖ along m, and drift along n. */
  readonly inWidth: Sweep;
  readonly inSamples: Sweep;
}

const quick: Regime = {
  widths: [8, 9, 10, 11, 12, 13].map((k) => 2 ** k),
  scaling: 'lazy',
  samples: [2, 4, 8, 16, 32],
  orthoWidth: 512,
  orthoSteps: 8,
};

/** max_{t,r} ‖w_t^(r) − w_0^(r)‖ and ‖ξ_0‖. */
function driftOf(examples: Examples, width: number, method: Method, steps: number, seed: string) {
  const run = new NetRun(drawStart(random(seed), examples, width), method);
  const first = norm(run.residual);
  let drift = 0;
  for (let t = 0; t < steps; t++) {
    run.step();
    drift = Math.max(drift, run.drift());
  }
  return { drift, first };
}

export default defineClaim<Regime, Observation>({
  id: 'eq-22-drift-width',
  paper: 'ntk-acceleration',
  title: 'The drift of the weights falls like m^{−1/2} and grows at most like n',
  label: 'Proof of Theorem 2, eq. (22)',
  section: 'D. Residual dynamics',
  restsOn: ['lemma-4-weight-drift', 'lemma-8-initial-error'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\max_{t,r}\|w_t^{(r)}-w_0^{(r)}\|=O\Big(\frac{\sqrt n\,\|u_0-y\|}{\lambda\sqrt m}\Big)=O(n\lambda^{-1}m^{-1/2})`,
    plain:
      'The farthest that any weight vector moves is proportional to the initial error over √m, and grows no faster than the number of samples.',
  },
  assumptions: [
    'in m: n = 5 inputs on the sphere of R^10, relative to ‖u_0 − y‖',
    'in n: x_i = e_i',
    'η = 1/(2λ_max), β = (1 − √(ηλ/2))²',
  ],
  profiles: {
    quick: { trials: 26, regime: quick },
    full: {
      trials: 26,
      regime: {
        ...quick,
        widths: [8, 10, 12, 14, 16, 18, 20].map((k) => 2 ** k),
        orthoWidth: 4096,
        orthoSteps: 60,
      },
    },
  },
  measure: ({ widths, scaling, samples, orthoWidth, orthoSteps }, trials, lab) =>
    trials.map((trial) => {
      const examples = sphereExamples(lab, trial, 5, 10);
      const { eta, beta, lambda } = tuning(limitingGram(examples.inputs), 1);
      const steps = Math.ceil(examples.inputs.length / Math.sqrt(eta * lambda));
      const alongWidth = widths.map((m) => {
        const { drift, first } = driftOf(examples, m, { eta, beta, scaling }, steps, lab.seed(`start ${m}`, trial));
        return drift / first;
      });
      const alongSamples = samples.map((n) => {
        const ortho = orthoExamples(random(lab.seed(`labels ${n}`, trial)), n);
        const tuned = tuning(limitingGram(ortho.inputs), 1);
        return driftOf(ortho, orthoWidth, { ...tuned, scaling }, orthoSteps, lab.seed(`ortho ${n}`, trial)).drift;
      });
      return { inWidth: { x: widths, y: alongWidth }, inSamples: { x: samples, y: alongSamples } };
    }),
  rule: all({
    'in m': part(
      exponentEquals({ value: -0.5, tolerance: 0.05, towards: 'infinity' }),
      ({ inWidth }: Observation) => inWidth,
    ),
    'in n': part(
      exponentAtMost({ accept: 1, reject: 1.2, towards: 'infinity' }),
      ({ inSamples }: Observation) => inSamples,
    ),
  }),
  controls: [
    {
      name: 'mean-field scaling',
      breaks: 'puts 1/m in front of the sum and steps of ηm, so that the weights move by O(1)',
      regime: { scaling: 'mean-field' },
      trials: 6,
    },
  ],
  figures: (observations) =>
    (['inWidth', 'inSamples'] as const).map((sweep) => ({
      title: sweep === 'inWidth' ? 'Largest drift over ‖u_0 − y‖, n = 5' : 'Largest drift on ORTHO(n)',
      x: { label: sweep === 'inWidth' ? 'm' : 'n', log: true },
      y: { label: 'max ‖w_t − w_0‖', log: true },
      series: [
        {
          name: 'each trial',
          draw: 'dots' as const,
          points: observations.flatMap((observed) =>
            observed[sweep].x.map((x, k) => [x, observed[sweep].y[k]] as const),
          ),
        },
        powerLaw(
          'geometric mean over the trials',
          observations.map((observed) => observed[sweep]),
        ),
      ],
    })),
  expectation: { verdict: 'holds' },
});
