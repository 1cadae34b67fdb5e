import { type Figure, type Lab, random } from 'lemmata';
import { atZero, etas, fitFlow, flowOfU, meanOfU, type Run, runAt, type Sizes } from './valley.ts';

export interface CoefficientRegime extends Sizes {
  /** a' of the valley ½a(u)‖v‖² */
  readonly slope: number;
  readonly noise: Run['noise'];
}

export interface Coefficients {
  /** Fitted κ by η, and extrapolated to η = 0. */
  readonly kappa: readonly number[];
  readonly limit: number;
  /** κ(1 − ηa/2) by η, a the mean curvature: κ without the finite step of the stationary variance ηaσ²/(2 − ηa). */
  readonly stationary: readonly number[];
  /** κ at η = 0.1 over the first 1/(2η) steps from v = 0, and the same over 1 − the mean of (1−η)^{2k}, times 1 − η/2. */
  readonly early: number;
  readonly earlyStationary: number;
  /** The mean of u at η = 0.2. */
  readonly path: readonly number[];
}

const [first, shown] = etas;

/** κ of plain perturbed gradient descent, by η and from the first step. */
export function coefficients(regime: CoefficientRegime, trials: readonly number[], lab: Lab): Coefficients[] {
  const { slope, noise, chains } = regime;
  return trials.map((trial) => {
    const drift = (run: Run, purpose: string) => meanOfU(run, random(lab.seed(purpose, trial)));
    const runs = etas.map((eta) => runAt(eta, regime, { beta: 0, slope, noise }));
    const paths = runs.map((run, k) => drift(run, `η = ${etas[k]}`));
    const fits = runs.map((run, k) => fitFlow(run, paths[k]));
    const steps = Math.round(0.5 / first);
    // Few steps tell little of a chain; there is time for many.
    const young = runAt(first, { chains: 20 * chains, settle: 0, steps }, { beta: 0, slope, noise });
    const early = fitFlow(young, drift(young, 'from v = 0')).kappa;
    const grown = 1 - (1 - (1 - first) ** (2 * steps)) / (steps * (1 - (1 - first) ** 2));
    return {
      kappa: fits.map(({ kappa }) => kappa),
      limit: atZero(fits.map(({ kappa }) => kappa)),
      stationary: fits.map(({ kappa, a }, k) => kappa * (1 - (etas[k] * a) / 2)),
      early,
      earlyStationary: (early * (1 - first / 2)) / grown,
      path: Array.from(paths[1]),
    };
  });
}

/** A regime's force is not there without the noise or without the slope. */
export const noForce = [
  { name: 'noise along the valley only', breaks: 'perturbs u and not v', regime: { noise: 'u' }, trials: 8 },
  { name: 'a valley of constant width', breaks: 'takes a(u) = 1', regime: { slope: 0 }, trials: 8 },
] as const;

/** Mean u against time with the flows of three κ, and the fitted κ against η. */
export function coefficientFigures(observations: readonly Coefficients[]): Figure[] {
  const mean = (of: (one: Coefficients) => number) =>
    observations.reduce((sum, one) => sum + of(one), 0) / observations.length;
  const steps = (observations[0]?.path.length ?? 1) - 1;
  const marks = Array.from({ length: 41 }, (_, k) => Math.round((k * steps) / 40));
  const flow = (name: string, kappa: number) => ({
    name,
    points: marks.map((k) => [k * shown, flowOfU(kappa, shown, k * shown)] as const),
  });
  return [
    {
      title: `Mean of u at η = ${shown}`,
      x: { label: 'time kη' },
      y: { label: 'mean of u' },
      series: [
        { name: 'iterates', points: marks.map((k) => [k * shown, mean(({ path }) => path[k])] as const) },
        flow('flow, κ = 0', 0),
        flow('flow, κ = 1/4 as printed', 0.25),
        flow(
          'flow, fitted κ',
          mean(({ kappa }) => kappa[1]),
        ),
      ],
    },
    {
      title: 'Fitted κ',
      x: { label: 'η' },
      y: { label: 'κ' },
      series: [
        {
          name: 'stationary v',
          points: [
            [0, mean(({ limit }) => limit)],
            ...etas.map((eta, k) => [eta, mean(({ kappa }) => kappa[k])] as const),
          ],
        },
        { name: 'first 1/(2η) steps from v = 0', points: [[first, mean(({ early }) => early)]] },
      ],
    },
  ];
}
