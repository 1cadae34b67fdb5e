import { alwaysWithProbability, defineClaim, type Lab, random, type Worst } from 'lemmata';
import { certificate, distanceOf, gramsAt, pushedGrams } from './gram-ball.ts';
import { drawStart, type Examples, sphereExamples } from './net-run.ts';

type Data = 'random' | 'clustered';

interface Regime {
  /** n² e^{−mR_0/10} is about 0.05 in each. */
  readonly arms: readonly {
    readonly samples: number;
    readonly dimension: number;
    readonly width: number;
    readonly radius: number;
  }[];
  readonly data: readonly Data[];
  /** Of nR_0 in the threshold. */
  readonly constant: number;
  /** What is held to it: a bound for every W in the ball, or the largest distance that pushes reach. */
  readonly side: 'certificate' | 'pushes';
}

interface Observation extends Worst {
  /** Over 2nR_0, by arm and data. */
  readonly ratios: readonly { readonly name: string; readonly certificate: number; readonly pushes: number }[];
}

/** Spread of the clustered inputs about their common direction, by input. */
const spreads = [0.02, 0.1, 0.3];

const quick: Regime = {
  arms: [
    { samples: 5, dimension: 10, width: 620, radius: 0.1 },
    { samples: 10, dimension: 5, width: 700, radius: 0.1 },
  ],
  data: ['random', 'clustered'],
  constant: 2,
  side: 'certificate',
};

/** One direction with Gaussian noise, scaled to norm 1: where the lemma is tightest. */
function clustered(lab: Lab, trial: number, samples: number, dimension: number): Examples {
  const stream = random(lab.seed(`cluster ${samples} ${dimension}`, trial));
  const spread = spreads[trial % spreads.length];
  const inputs = Array.from({ length: samples }, () => {
    const x = Array.from({ length: dimension }, (_, k) => (k === 0 ? 1 : 0) + spread * stream.normal());
    const length = Math.hypot(...x);
    return x.map((entry) => entry / length);
  });
  return { inputs, labels: inputs.map(() => stream.sign()) };
}

export default defineClaim<Regime, Observation>({
  id: 'lemma-7-gram-stability',
  paper: 'ntk-acceleration',
  title: 'The Gram matrix moves by less than 2nR in a ball of radius R about W_0',
  label: 'Lemma 7',
  section: 'D. Residual dynamics',
  kind: 'probability',
  statement: {
    tex: String.raw`\Pr\Big[\sup_{\|\tilde w_r-w_r\|\le R_0\,\forall r}\|H(\tilde W)-H(W)\|_F<2nR_0\Big]\ge1-n^2e^{-mR_0/10}`,
    plain:
      'With probability at least 1 − n² exp(−mR_0/10), here 0.95, no weights within R_0 of the initial ones have a Gram matrix that is 2nR_0 or more away.',
  },
  assumptions: [
    '‖x_i‖ = 1',
    'inputs uniform on the sphere, and clustered about one direction',
    'mR_0 such that n² exp(−mR_0/10) ≈ 0.05',
  ],
  profiles: {
    quick: { trials: 220, regime: quick },
    full: {
      trials: 400,
      regime: {
        ...quick,
        arms: [
          ...quick.arms,
          { samples: 20, dimension: 10, width: 5000, radius: 0.02 },
          { samples: 10, dimension: 5, width: 7000, radius: 0.01 },
        ],
      },
    },
  },
  measure: ({ arms, data, constant, side }, trials, lab) =>
    trials.map((trial) => {
      const ratios = arms.flatMap(({ samples, dimension, width, radius }) =>
        data.map((kind) => {
          const draw = kind === 'random' ? sphereExamples : clustered;
          const examples = draw(lab, trial, samples, dimension);
          const start = drawStart(random(lab.seed(`start ${samples} ${width} ${kind}`, trial)), examples, width);
          const { initial } = gramsAt(start);
          // Pushes are a lower bound of the supremum; beyond the first trials only what is decided is computed.
          const reached =
            side === 'pushes' || trial < 20
              ? pushedGrams(start, radius, random(lab.seed('pushes', trial))).map((gram) => distanceOf(gram, initial))
              : [];
          const unit = 2 * samples * radius;
          return {
            name: `n = ${samples}, d = ${dimension}, m = ${width}, R_0 = ${radius}, ${kind}`,
            certificate: certificate(start, radius) / unit,
            pushes: Math.max(0, ...reached) / unit,
          };
        }),
      );
      const excesses = ratios.map((ratio) => ratio[side] - constant / 2);
      const excess = Math.max(...excesses);
      return { excess, step: excesses.indexOf(excess), ratios };
    }),
  rule: alwaysWithProbability({ p: 0.95 }),
  controls: [
    {
      name: 'an eighth of the threshold',
      breaks: 'holds pushed weights to ¼nR_0, on clustered inputs',
      regime: { constant: 0.25, side: 'pushes', data: ['clustered'] },
      trials: 20,
    },
  ],
  figures: (observations) =>
    (['certificate', 'pushes'] as const).map((side) => ({
      title:
        side === 'certificate'
          ? 'Bound for every W in the ball, over 2nR_0'
          : 'Largest distance reached by pushes, over 2nR_0',
      kind: 'histogram' as const,
      x: { label: '‖H(W) − H(W_0)‖_F/(2nR_0)' },
      samples: observations[0].ratios.map(({ name }, k) => ({
        name,
        values: observations.map(({ ratios }) => ratios[k][side]),
      })),
      marks: [{ name: 'the lemma allows', at: 1 }],
    })),
  expectation: { verdict: 'holds' },
});
