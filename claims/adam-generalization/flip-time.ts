import { type Lab, random } from 'lemmata';
import { correlationProbes, correlations } from './correlations.ts';
import { type Family, familyJob } from './experiments.ts';

export interface FlipTime {
  /** q */
  readonly degree: number;
  /** Neurons of the recursion. */
  readonly neurons: number;
  /** The family whose trained neurons the recursion is compared with. */
  readonly trained: Family;
}
/** A neuron before T₀, at σ_p = s^{−1/2}: jw, ⟨w, ξ_i⟩ of its own class and of the other, and ‖ξ_i‖_{1,B}. */
interface Neuron {
  jw: number;
  readonly own: number[];
  readonly other: number[];
  readonly ownLengths: readonly number[];
  readonly otherLengths: readonly number[];
}
interface Setting {
  readonly alpha: number;
  readonly degree: number;
  readonly rate: number;
  readonly steps: number;
}

/** The last step at which jw increases, by (5.1) and (5.2) with ℓ = 1/2 and λ = 0. */
function lastIncrease(neuron: Neuron, { alpha, degree, rate, steps }: Setting): number {
  const { own, other, ownLengths, otherLengths } = neuron;
  const slope = (z: number) => (z > 0 ? z ** (degree - 1) : 0);
  const total = (values: readonly number[]) => values.reduce((sum, z) => sum + slope(z), 0);
  let last = 0;
  for (let t = 1; t <= steps; t++) {
    const feature = own.length * slope(neuron.jw) + other.length * slope(-neuron.jw);
    const move = rate * Math.sign(feature - alpha * (total(own) + total(other)));
    if (move > 0) last = t;
    own.forEach((z, i) => {
      own[i] += (z > 0 ? rate * ownLengths[i] : 0) - alpha * move;
    });
    other.forEach((z, i) => {
      other[i] += (z > 0 ? -rate * otherLengths[i] : 0) + alpha * move;
    });
    neuron.jw += move;
  }
  return last;
}

const perClass = 6;
const range = (count: number) => Array.from({ length: count }, (_, k) => k);

/** ηT_r of three neurons in four: half of them have jw < 0 from the start. */
export function flipTime(s: number, alpha: number, start: number, { degree, neurons }: FlipTime, seed: string): number {
  const stream = random(seed);
  const predicted = start / (Math.sqrt(s) * alpha ** (1 / (degree - 1)));
  const rate = predicted / 60;
  const normals = () => range(perClass).map(() => start * stream.normal());
  const lengths = range(perClass).map(() => Math.sqrt((2 / Math.PI) * s));
  const times = range(neurons).map(() => {
    const neuron = { jw: start * stream.normal(), own: normals(), other: normals() };
    return lastIncrease({ ...neuron, ownLengths: lengths, otherLengths: lengths }, { alpha, degree, rate, steps: 360 });
  });
  return rate * times.sort((a, b) => a - b)[Math.floor(0.75 * neurons)];
}

/** Share of the neurons of the trained network of each trial whose last increase of jw the recursion gives up to one step. */
export async function agreements(
  { trained, degree }: FlipTime,
  trials: readonly number[],
  lab: Lab,
): Promise<number[]> {
  const rate = trained.initScale / 150;
  const steps = 120;
  const job = familyJob('adam-generalization/flip-time', trained, {
    optimizer: { optimizer: 'sign-gd', rate },
    steps,
    degree,
    probes: correlationProbes({ every: 1 }),
    precisionReason: 'times are held to those of a recursion in float64, up to one step',
  });
  const shares = await lab.each([job], trials, (run, data) => {
    const { samples, labels, neurons, classOf, jw, onNoise, records } = correlations(run, data);
    const length = (i: number) =>
      data.value.subarray(data.start[2 * i + 1] + 1, data.start[2 * i + 2]).reduce((sum, xi) => sum + Math.abs(xi), 0);
    const near = neurons.filter((r) => {
      const own = samples.filter((i) => labels[i] === classOf(r));
      const other = samples.filter((i) => labels[i] !== classOf(r));
      const at = (these: readonly number[]) => these.map((i) => onNoise(0, r, i));
      const neuron = { jw: jw(0, r), own: at(own), other: at(other), ownLengths: own.map(length) };
      const setting = { alpha: trained.alpha, degree, rate, steps };
      const expected = lastIncrease({ ...neuron, otherLengths: other.map(length) }, setting);
      const last = records.filter((k) => k > 0 && jw(k, r) > jw(k - 1, r)).at(-1) ?? 0;
      return Math.abs(last - expected) <= 1;
    });
    return near.length / neurons.length;
  });
  return shares.flat();
}
