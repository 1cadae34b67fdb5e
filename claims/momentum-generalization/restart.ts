import { type Dataset, dot, type Lab, NotMeasured, patch } from 'lemmata';
import {
  checkpoints,
  fadeOf,
  neurons,
  type ProofRegime,
  type ProofRun,
  proofJob,
  proofRun,
  proofRuns,
  rateOf,
} from './proof-runs.ts';

/** Stage 1 is over when every large margin is at least this. */
export const fitted = 8;

/** First recorded step after which Z₁ is fitted. @throws NotMeasured if it never is. */
export function endOfStage1({ states, large }: ProofRun): number {
  const end = states.find(({ margins }) => large.every((i) => margins[i] >= fitted));
  if (!end) throw new NotMeasured(`Z₁ was not fitted by step ${states.at(-1)?.t}`);
  return end.t;
}

/**
 * Runs of GD+M whose momentum is set to zero at the end of stage 1. Up to there they are the runs themselves; no engine
 * knows such a reset, so the rest is a plain loop.
 */
export const restartedRuns: typeof proofRuns = async (regime, d, trials, lab) => {
  const runs = await proofRuns(regime, d, trials, lab);
  const restarted: ProofRun[] = [];
  for (const [k, trial] of trials.entries()) restarted.push(await restart(runs[k], regime, d, trial, lab));
  return restarted;
};

async function restart(run: ProofRun, regime: ProofRegime, d: number, trial: number, lab: Lab): Promise<ProofRun> {
  const job = proofJob(regime, d);
  const from = endOfStage1(run);
  const [stage1] = await lab.train(
    { ...job, steps: from, probes: [{ name: 'weights', quantity: 'weights', schedule: 'end' }] },
    [trial],
  );
  const data = lab.data(job, trial);
  const weights = Float64Array.from(stage1.series.weights.values.subarray(-neurons * d));
  const momentum = new Float64Array(weights.length);
  const patches = Array.from(data.labels.keys(), (i) =>
    Array.from({ length: data.patches }, (_, j) => patch(data, i, j)),
  );
  const [rate, fade] = [rateOf(regime, d), fadeOf(regime, d)];
  const at = new Set(checkpoints(job.steps - from));
  const [steps, rows]: [number[], Float64Array[]] = [[], []];
  for (let t = 0; t <= job.steps - from; t++) {
    const { activations, gradient } = slope(weights, patches, data, d);
    if (at.has(t)) {
      steps.push(from + t);
      rows.push(activations);
    }
    for (let k = 0; k < weights.length; k++) {
      momentum[k] += fade * (gradient[k] - momentum[k]);
      weights[k] -= rate * momentum[k];
    }
  }
  const width = rows[0].length;
  const values = new Float64Array(rows.length * width);
  rows.forEach((row, k) => {
    values.set(row, k * width);
  });
  const activations = { steps: Float64Array.from(steps), values, width };
  const last = { steps: Float64Array.of(job.steps), values: weights, width: weights.length };
  return proofRun({ series: { activations, weights: last } }, job, regime, d, trial, lab);
}

/** ⟨w_r, X_i[j]⟩, [n, P, m], and the gradient of the loss, [m, d]. */
function slope(weights: Float64Array, patches: readonly (readonly Float64Array[])[], { labels }: Dataset, d: number) {
  const rows = Array.from({ length: neurons }, (_, r) => weights.subarray(r * d, (r + 1) * d));
  const activations = Float64Array.from(patches.flatMap((own) => own.flatMap((x) => rows.map((w) => dot(w, x)))));
  const gradient = new Float64Array(weights.length);
  const width = activations.length / patches.length;
  patches.forEach((own, i) => {
    const z = activations.subarray(i * width, (i + 1) * width);
    const margin = labels[i] * z.reduce((sum, entry) => sum + entry ** 3, 0);
    const factor = (-3 * labels[i]) / (labels.length * (1 + Math.exp(margin)));
    own.forEach((x, j) => {
      for (let r = 0; r < neurons; r++) {
        const pull = factor * z[j * neurons + r] ** 2;
        for (let k = 0; k < d; k++) gradient[r * d + k] += pull * x[k];
      }
    });
  });
  return { activations, gradient };
}
