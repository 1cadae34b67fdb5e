import {
  all,
  exponentAtLeast,
  exponentEquals,
  type Loss,
  meanLoss,
  mlp31,
  mlp31Samples,
  mlp31Start,
  part,
  powerLaw,
  quartic,
  type Random,
  type Rule,
  type Sweep,
  stepGrid,
  twoD,
} from 'lemmata';

/** The test losses of the catalogue. */
export type Family = 'TwoD' | 'Quartic' | 'MLP31';

/** One loss family at one momentum, on the step grid of the catalogue. */
export interface Setting {
  readonly family: Family;
  readonly beta: number;
  /** Replicates of this setting: trials from here on do not run it. */
  readonly replicates: number;
}

/** The step grid: h_i = s₀ 2^{−i} (1−β)²/Λ, i = 0 … m, up to T = τ(1−β)/Λ, Λ = ‖∇²E(x⁰)‖. */
export interface Grid {
  readonly s0: number;
  readonly tau: number;
  readonly halvings: number;
}

/** A loss E = (1/M) Σ_j E_(j) with its mini-batch losses and a start. */
export interface Problem {
  readonly batches: readonly Loss[];
  readonly loss: Loss;
  readonly start: Float64Array;
}

/** A random problem of a family with M mini-batches. */
export function draw(family: Family, batches: number, stream: Random): Problem {
  const losses: Loss[] = [];
  const uniform = (from: number, to: number) => from + (to - from) * stream.uniform();
  let start: Float64Array;
  if (family === 'TwoD') {
    for (let j = 0; j < batches; j++) losses.push(twoD(uniform(0.5, 1.5), uniform(-1, 1)));
    // The catalogue's starts: U[.5,2.5]² with random signs for the full batch, U[.5,2]² for mini-batches.
    const top = batches === 1 ? 2.5 : 2;
    const sign = () => (batches === 1 ? stream.sign() : 1);
    start = Float64Array.of(sign() * uniform(0.5, top), sign() * uniform(0.5, top));
  } else if (family === 'Quartic') {
    for (let j = 0; j < batches; j++) losses.push(quartic(stream));
    start = Float64Array.from({ length: losses[0].dimension }, () => 1.5 * stream.normal());
  } else {
    const samples = mlp31Samples(stream);
    const size = samples.length / batches;
    for (let j = 0; j < batches; j++) losses.push(mlp31(samples.slice(j * size, (j + 1) * size)));
    start = mlp31Start(stream);
  }
  return { batches: losses, loss: meanLoss(losses), start };
}

/** e(h) over the step grid. `errorAt` gets a step size and a number of steps. */
export function sweep(
  problem: Problem,
  beta: number,
  grid: Grid,
  errorAt: (h: number, steps: number) => number,
): Sweep {
  const points = stepGrid(problem.loss, problem.start, { beta, ...grid });
  return { x: points.map(({ h }) => h), y: points.map(({ h, steps }) => errorAt(h, steps)) };
}

/** `TwoD, β = 0.5` */
export function settingName({ family, beta }: Setting): string {
  return `${family}, β = ${beta}`;
}

/** A log-log picture of e(h) in each setting, in units of the largest step: its mean over the replicates, or its largest. */
export function orderFigure(title: string, observations: readonly Orders[], show: 'mean' | 'largest' = 'mean') {
  const names = Object.keys(observations[0] ?? {});
  return {
    title,
    x: { label: 'h / largest h', log: true },
    y: { label: `e(h), ${show === 'mean' ? 'geometric mean' : 'largest'} over replicates`, log: true },
    series: names.map((name) => {
      const kept = observations.map((bySetting) => bySetting[name]).filter((one) => one !== null);
      const [{ x }] = kept;
      const largest = { x, y: x.map((_, i) => Math.max(...kept.map(({ y }) => y[i]))) };
      return powerLaw(name, show === 'mean' ? kept : [largest], x[0]);
    }),
  };
}

/**
 * The settings of Theorem 4.1's claims, with more replicates than the catalogue's 16, 8 and 5: the share of the error
 * budget that pays for their intervals is far below 5 %.
 */
export const fullBatchSettings: readonly Setting[] = [
  { family: 'TwoD', beta: 0.5, replicates: 16 },
  { family: 'TwoD', beta: 0.9, replicates: 16 },
  { family: 'Quartic', beta: 0.5, replicates: 12 },
  { family: 'Quartic', beta: 0.8, replicates: 12 },
  { family: 'MLP31', beta: 0.5, replicates: 8 },
  { family: 'MLP31', beta: 0.8, replicates: 8 },
];

/** For a statement that fails by a whole order, which few slopes show. */
export const refutedSettings: readonly Setting[] = fullBatchSettings.map((setting) => ({ ...setting, replicates: 5 }));

/** For a control that one setting decides: the others run the two replicates that their part of the rule needs. */
export function decidedIn(settings: readonly Setting[], name: string, replicates: number): Setting[] {
  return settings.map((setting) => ({ ...setting, replicates: settingName(setting) === name ? replicates : 2 }));
}

/** e(h) of one trial in every setting; null where the trial is beyond the setting's replicates. */
export type Orders = Readonly<Record<string, Sweep | null>>;

/** Sweeps every setting that still runs at this trial. */
export function orders(settings: readonly Setting[], trial: number, sweepOf: (setting: Setting) => Sweep): Orders {
  return Object.fromEntries(
    settings.map((setting) => [settingName(setting), trial < setting.replicates ? sweepOf(setting) : null]),
  );
}

/** A conjunct for each name: `rule` decides the sweep of that name. */
export function sweepParts(names: readonly string[], rule: Rule<Sweep>) {
  return Object.fromEntries(names.map((name) => [name, part(rule, (observed: Orders) => observed[name])]));
}

/** ORDER(2) of the catalogue in every setting. */
export function orderTwo(settings: readonly Setting[]) {
  return all(sweepParts(settings.map(settingName), exponentAtLeast({ order: 2, towards: 'zero' })));
}

/** ORDER(1) and not of order 2, as one band: a slope between 0.8 and 1.5. */
export const onlyOrderOne = exponentEquals({ value: 1.15, tolerance: 0.35, towards: 'zero' });
