import { type Figure, type Lab, norm, proportionAtLeast, random, symmetricEigenvalues } from 'lemmata';
import { limitingGram } from './experiments.ts';
import { drawStart, type Examples, NetRun, type Start, sphereExamples } from './net-run.ts';

export interface FloorRegime {
  /** The first decides; the others show, on the first trials, where floors appear. */
  readonly widths: readonly number[];
  /** `contradicting`: the first input once more, with the opposite label, so that no net fits. */
  readonly labels: 'random' | 'contradicting';
  /** Steps of heavy ball times δ, of gradient descent times ηλ. */
  readonly horizon: number;
}

interface Run {
  /** ‖ξ_t‖/‖ξ_0‖ at the end, and whether it stopped falling above 10⁻⁸. */
  readonly final: number;
  readonly floor: boolean;
  /** Every so many steps. */
  readonly curve: readonly (readonly [step: number, relative: number])[];
}

export interface FloorObservation {
  readonly runs: readonly { readonly width: number; readonly heavyBall: Run; readonly gradientDescent: Run }[];
}

const [samples, dimension] = [5, 10];
const accuracy = 1e-8;
/** Trials that run every width. */
const curveTrials = 8;
const points = 30;

function examplesOf(lab: Lab, trial: number, labels: FloorRegime['labels']): Examples {
  const examples = sphereExamples(lab, trial, samples, dimension);
  if (labels === 'random') return examples;
  return { inputs: [...examples.inputs, examples.inputs[0]], labels: [...examples.labels, -examples.labels[0]] };
}

/** η = 1/(2λ_max) and δ, λ being the smallest eigenvalue that is not 0. */
function tune(inputs: Examples['inputs']) {
  const eigenvalues = symmetricEigenvalues(limitingGram(inputs));
  const eta = 0.5 / eigenvalues.at(-1)!;
  const etaLambda = eta * eigenvalues.find((value) => value > 1e-10)!;
  return { eta, etaLambda, delta: Math.sqrt(etaLambda / 2) };
}

/**
 * n = d = 1, m = 4: x = y = 1, a = (1, 1, 1, 1), w_0 = (2, 2, −1, −1), η = 1/(2λ_max), β = ¼. Half of the gates are open
 * for good, so that H(W_t) = H = ½ and heavy ball is what it is for m → ∞.
 */
export function fourNeurons() {
  const start: Start = {
    examples: { inputs: [[1]], labels: [1] },
    inner: [[1]],
    signs: Float64Array.of(1, 1, 1, 1),
    active: Float64Array.of(2, 2, -1, -1),
  };
  const { eta, delta } = tune(start.examples.inputs);
  const run = new NetRun(start, { eta, beta: (1 - delta) ** 2 });
  const residuals = [run.residual[0]];
  for (let t = 0; t < 40; t++) {
    run.step();
    residuals.push(run.residual[0]);
  }
  return {
    w0: [...start.active],
    y: 1,
    eta,
    beta: run.method.beta,
    residuals: residuals.filter((_, t) => t < 6 || t === 40),
  };
}

function follow(run: NetRun, steps: number): Run {
  const first = norm(run.residual);
  const relative = [1];
  // A run that is this far below needs no more steps to show that it has no floor.
  while (relative.length <= steps && relative.at(-1)! > accuracy * 1e-2) {
    run.step();
    relative.push(norm(run.residual) / first);
  }
  const tenth = Math.ceil(relative.length / 10);
  const [earlier, last] = [relative.slice(-2 * tenth, -tenth), relative.slice(-tenth)].map(median);
  const stride = Math.ceil(relative.length / points);
  return {
    final: relative.at(-1)!,
    floor: last > accuracy && last >= 0.999 * earlier,
    curve: relative.map((value, t) => [t, value] as const).filter(([t]) => t % stride === 0),
  };
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

export function floors(
  { widths, labels, horizon }: FloorRegime,
  trials: readonly number[],
  lab: Lab,
): FloorObservation[] {
  return trials.map((trial) => {
    const examples = examplesOf(lab, trial, labels);
    const { eta, etaLambda, delta } = tune(examples.inputs);
    const runs = (trial < curveTrials ? widths : widths.slice(0, 1)).map((width) => {
      const start = drawStart(random(lab.seed(`start ${width}`, trial)), examples, width);
      return {
        width,
        heavyBall: follow(new NetRun(start, { eta, beta: (1 - delta) ** 2 }), horizon / delta),
        gradientDescent: follow(new NetRun(start, { eta, beta: 0 }), horizon / etaLambda),
      };
    });
    return { runs };
  });
}

/** A rule on what the widest net does. */
export function floorRule(holds: (heavyBall: Run, gradientDescent: Run) => boolean) {
  const rule = proportionAtLeast({ p: 0.9 });
  return {
    ...rule,
    decide: (observations: readonly FloorObservation[], share: number) =>
      rule.decide(
        observations.map(({ runs: [{ heavyBall, gradientDescent }] }) => holds(heavyBall, gradientDescent)),
        share,
      ),
  };
}

/** Per width, the shares of the first trials with a floor, and the median final residuals. */
export function floorTable(observations: readonly FloorObservation[]) {
  return observations[0].runs.map(({ width }, k) => {
    const runs = observations.slice(0, curveTrials).map((observation) => observation.runs[k]);
    const summary = (method: 'heavyBall' | 'gradientDescent') => ({
      withFloor: runs.filter((run) => run[method].floor).length / runs.length,
      medianFinal: median(runs.map((run) => run[method].final)),
    });
    return { width, heavyBall: summary('heavyBall'), gradientDescent: summary('gradientDescent') };
  });
}

export function floorFigure([{ runs }]: readonly FloorObservation[]): Figure {
  return {
    title: 'Residuals of the first trial',
    x: { label: 'step' },
    y: { label: '‖ξ_t‖/‖ξ_0‖', log: true },
    series: runs.flatMap(({ width, heavyBall, gradientDescent }) => [
      { name: `heavy ball, m = ${width}`, points: heavyBall.curve },
      { name: `gradient descent, m = ${width}`, points: gradientDescent.curve },
    ]),
  };
}
