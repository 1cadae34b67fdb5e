import {
  all,
  chebyshevCurve,
  curvature,
  dot,
  type Figure,
  heavyBallIterates,
  type Lab,
  largestEigenvalue,
  norm,
  type Pair,
  pairedLess,
  part,
  type Rule,
  random,
  tanhNet,
  tanhNetStart,
  twoD,
  violation,
} from 'lemmata';

export interface FlatnessRegime {
  /** The common effective learning rate h/(1−β). */
  readonly eta: number;
  /** Losses at whose first passage the runs are compared, falling. */
  readonly levels: readonly number[];
  /** Levels count where ηλ_max of gradient descent lies in here: below 1, or at its stability edge. */
  readonly range: readonly [number, number];
  /** The momentum that is compared with gradient descent, and others to draw beside it. */
  readonly beta: number;
  readonly drawn: readonly number[];
  /** True calls momentum gradient descent and the other way round. */
  readonly swapped: boolean;
  readonly steps: number;
}

/** What a run is at the first passage of each level that it reaches. */
interface Passage {
  readonly level: number;
  readonly slope: number;
  readonly sharpness: number;
}

export interface FlatnessObservation {
  /** Mean of ln ‖∇E‖² and ln λ_max over the levels that count, with (a) and without (b) momentum; null if none does. */
  readonly slope: Pair | null;
  readonly sharpness: Pair | null;
  readonly runs: readonly { readonly beta: number; readonly passages: readonly Passage[] }[];
}

const width = 12;
const net = tanhNet(width, chebyshevCurve(3));

export const belowEdge = {
  eta: 0.05,
  levels: [0.15, 0.1],
  range: [0, 1],
  beta: 0.9,
  drawn: [],
  swapped: false,
  steps: 2000,
} as const;
/** η = 0.2 as in the catalogue in the full profile; at 0.4 gradient descent reaches its edge, and the level, sooner. */
export const atEdge = {
  eta: 0.4,
  levels: [0.02],
  range: [1.8, 3],
  beta: 0.9,
  drawn: [],
  swapped: false,
  steps: 6000,
} as const;
export const fullSizes = {
  belowEdge: { ...belowEdge, levels: [0.15, 0.1, 0.05], drawn: [0.5], steps: 12_000 },
  atEdge: { ...atEdge, eta: 0.2, levels: [0.02, 0.01], drawn: [0.5], steps: 12_000 },
} as const;

const bySlope = part(pairedLess(), ({ slope }: FlatnessObservation) => slope);
const bySharpness = part(pairedLess(), ({ sharpness }: FlatnessObservation) => sharpness);
/** Momentum is flatter, by the gradient and by the sharpness, in more than half of the nets. */
export const bothMeasures = all({ '‖∇E‖²': bySlope, λ_max: bySharpness });
export const gradientOnly: Rule<FlatnessObservation> = { ...pairedLess(), decide: bySlope.decide };

export const swappedLabels = {
  name: 'swapped labels',
  breaks: 'calls momentum gradient descent and the other way round',
  regime: { swapped: true },
  trials: 20,
} as const;

/** The null of the catalogue. Another order of summation would leave a sign test undecided for ever; ties it refutes. */
export const gradientDescentTwice = {
  name: 'gradient descent twice',
  breaks: 'runs β = 0 on both sides: ties, which count against',
  regime: { beta: 0 },
  trials: 20,
} as const;

/**
 * E = ½(1 − w₁w₂)² from (2.875, 0.25), a little beyond the edge 2/η = 8 of gradient descent: where both runs first come
 * below E = 10⁻³, and which λ_max they have there.
 */
export function twoWeights() {
  const [loss, start, eta, level] = [twoD(1, 1), Float64Array.of(2.875, 0.25), 0.25, 1e-3];
  const runs = [0.9, 0].map((beta) => {
    const iterates = heavyBallIterates(loss, start, { h: (1 - beta) * eta, beta, steps: 50 });
    const step = iterates.findIndex((w) => loss.value(w) <= level);
    const w = iterates[step];
    return { beta, step, w: [...w], lambdaMax: curvature(loss, w), squaredSlope: norm(loss.gradient(w)) ** 2 };
  });
  // Some 30 steps at the edge of stability multiply rounding a little.
  return {
    loss: 'E = ½(1 − w₁w₂)²',
    start: [...start],
    eta,
    level,
    runs,
    ...violation(runs[0].lambdaMax, '≤', runs[1].lambdaMax, 1e5),
  };
}

/** Runs that a control shares with its claim. */
const known = new Map<string, readonly Passage[]>();

/** First passages of heavy ball from rest, until it has passed the last level. */
function passages(seed: string, run: { h: number; beta: number; steps: number }, levels: readonly number[]) {
  const name = JSON.stringify([seed, run, levels]);
  const found = known.get(name);
  if (found) return found;
  const start = tanhNetStart(width, random(seed));
  const x = start.slice();
  const before = start.slice();
  const slope = new Float64Array(x.length);
  const seen: Passage[] = [];
  for (let k = 0; k <= run.steps && seen.length < levels.length; k++) {
    const value = net.value(x);
    net.gradient(x, slope);
    while (seen.length < levels.length && value <= levels[seen.length]) {
      const sharpness = largestEigenvalue((v, into) => net.hessianTimes(x, v, into), slope);
      seen.push({ level: levels[seen.length], slope: dot(slope, slope), sharpness });
    }
    for (let i = 0; i < x.length; i++) {
      const next = x[i] - run.h * slope[i] + run.beta * (x[i] - before[i]);
      before[i] = x[i];
      x[i] = next;
    }
  }
  known.set(name, seen);
  return seen;
}

/** Net193 on T₃ (1 → 12 → 12 → 1, tanh): gradient descent and momentum from one start. */
export function flatness(regime: FlatnessRegime, trials: readonly number[], lab: Lab): FlatnessObservation[] {
  const { eta, levels, range, beta, drawn, swapped, steps } = regime;
  return trials.map((trial) => {
    const seed = lab.seed('start', trial);
    const runs = [0, beta, ...drawn].map((beta) => ({
      beta,
      passages: passages(seed, { h: (1 - beta) * eta, beta, steps }, levels),
    }));
    const [plain, momentum] = runs.map(({ passages }) => passages);
    const counted = plain.slice(0, momentum.length).flatMap(({ sharpness }, at) => {
      const [low, high] = range;
      return eta * sharpness >= low && eta * sharpness < high ? [at] : [];
    });
    const meanLog = (along: readonly Passage[], of: 'slope' | 'sharpness') =>
      counted.reduce((sum, at) => sum + Math.log(along[at][of]), 0) / counted.length;
    const pair = (of: 'slope' | 'sharpness') => {
      const [a, b] = [meanLog(momentum, of), meanLog(plain, of)];
      return swapped ? { a: b, b: a } : { a, b };
    };
    const none = counted.length === 0;
    return { slope: none ? null : pair('slope'), sharpness: none ? null : pair('sharpness'), runs };
  });
}

/** Geometric means of both measures against the loss, one curve per β. */
export function flatnessFigures(
  observations: readonly FlatnessObservation[],
  { eta, levels }: FlatnessRegime,
): Figure[] {
  const curves = (of: 'slope' | 'sharpness') =>
    observations[0].runs.map(({ beta }, run) => ({
      name: `β = ${beta}`,
      points: levels.flatMap((level, at) => {
        const values = observations.flatMap(({ runs }) => runs[run].passages.slice(at, at + 1).map((one) => one[of]));
        const logs = values.reduce((sum, value) => sum + Math.log(value), 0);
        return values.length > 0 ? [[level, Math.exp(logs / values.length)] as const] : [];
      }),
    }));
  const edge = { name: '2/η', draw: 'bound' as const, points: levels.map((level) => [level, 2 / eta] as const) };
  const x = { label: 'E', log: true };
  return [
    { title: 'Sharpness at equal loss', x, y: { label: 'λ_max', log: true }, series: [...curves('sharpness'), edge] },
    { title: 'Gradient at equal loss', x, y: { label: '‖∇E‖²', log: true }, series: curves('slope') },
  ];
}
