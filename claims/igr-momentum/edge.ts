import {
  chebyshevCurve,
  type Lab,
  type Loss,
  largestEigenvalue,
  NotMeasured,
  random,
  tanhNet,
  tanhNetStart,
} from 'lemmata';

export const betas = [0, 0.5, 0.8, 0.9] as const;
type Beta = (typeof betas)[number];
/** Steps after which the sharpness has long been at a threshold of 30. */
const horizons = { 0: 14_000, 0.5: 7_000, 0.8: 5_000, 0.9: 5_000 } as const;

export interface EdgeRegime {
  /** w of the net 1 → w → w → 1. */
  readonly width: number;
  /** Thresholds θ = 2(1+β)/h; trial t runs β number t mod 4 at θ number ⌊t/4⌋ mod their count. */
  readonly thetas: readonly number[];
  /** Times that the sharpness is measured on the way. */
  readonly looks: number;
  /** `other` judges momentum against 2/h and gradient descent against 2(1 + 0.9)/h. */
  readonly judgedBy: 'own' | 'other';
}

export interface Edge {
  readonly beta: number;
  readonly theta: number;
  /** Whether the sharpness climbs above θ at a step of a quarter of that size. */
  readonly climbs: boolean;
  /** From below θ/2, the median over the last third of the looks is within 10 % of the threshold judged by. */
  readonly hovers: boolean;
  /** [step, sharpness/θ] */
  readonly path: readonly (readonly [number, number])[];
}

type Path = Edge['path'];

/** λ_max of the Hessian at x. */
function sharpness(loss: Loss, x: Float64Array): number {
  const probe = x.map((_, k) => Math.cos(k + 1));
  return largestEigenvalue((v, into) => loss.hessianTimes(x, v, into), probe);
}

/** Heavy ball from rest; the sharpness over θ at `count` + 1 equispaced steps, until `done` says so. */
function sharpnessPath(
  net: Loss,
  start: Float64Array,
  params: { h: number; beta: number; theta: number; steps: number; count: number },
  done: (ratio: number) => boolean,
): Path {
  const { h, beta, theta, steps, count } = params;
  const every = Math.floor(steps / count);
  const x = start.slice();
  const [velocity, slope] = [new Float64Array(x.length), new Float64Array(x.length)];
  const path: [number, number][] = [];
  for (let k = 0; ; k++) {
    if (k % every === 0) {
      const ratio = sharpness(net, x) / theta;
      if (!Number.isFinite(ratio)) throw new NotMeasured(`training diverged before step ${k} at h = ${h}, β = ${beta}`);
      path.push([k, ratio]);
      if (path.length > count || done(ratio)) return path;
    }
    net.gradient(x, slope);
    for (let i = 0; i < x.length; i++) {
      velocity[i] = beta * velocity[i] - h * slope[i];
      x[i] += velocity[i];
    }
  }
}

/** Runs that a control shares with its claim. */
const known = new Map<string, Omit<Edge, 'hovers'>>();

function train(seed: string, beta: Beta, theta: number, { width, looks }: EdgeRegime): Omit<Edge, 'hovers'> {
  const name = JSON.stringify([width, seed, beta, theta, looks]);
  const found = known.get(name);
  if (found) return found;
  const net = tanhNet(width, chebyshevCurve(5));
  const start = tanhNetStart(width, random(seed));
  const steps = horizons[beta];
  const path = sharpnessPath(
    net,
    start,
    { h: (2 * (1 + beta)) / theta, beta, theta, steps, count: looks },
    () => false,
  );
  // Far below its threshold heavy ball with β = 0.9 follows the gradient flow, ten times as fast as gradient descent.
  const small = { h: (2 * 1.9) / theta / 4, beta: 0.9, theta, steps: 5000, count: 25 };
  const climb = sharpnessPath(net, start, small, (ratio) => ratio > 1);
  const run = { beta, theta, climbs: climb[climb.length - 1][1] > 1, path };
  known.set(name, run);
  return run;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** One net per trial, at one β and one θ. */
export function edges(regime: EdgeRegime, trials: readonly number[], lab: Lab): Edge[] {
  return trials.map((trial) => {
    const beta = betas[trial % betas.length];
    const theta = regime.thetas[Math.floor(trial / betas.length) % regime.thetas.length];
    lab.signal.throwIfAborted();
    const run = train(lab.seed('start', trial), beta, theta, regime);
    const ratios = run.path.map(([, ratio]) => ratio);
    const judged = regime.judgedBy === 'own' ? 1 : beta > 0 ? 1 / (1 + beta) : 1.9;
    const level = median(ratios.slice(Math.ceil((2 * ratios.length) / 3))) / judged;
    return { ...run, hovers: ratios[0] < 0.5 && level > 0.9 && level < 1.1 };
  });
}
