import type { Dataset, Job, Trajectory } from 'lemmata';

/** The probes that `correlations` reads. */
export function correlationProbes(schedule: Job['probes'][number]['schedule']): Job['probes'] {
  return [
    { name: 'feature', quantity: 'projection', direction: 'feature', schedule },
    { name: 'activations', quantity: 'activations', schedule },
  ];
}

/** What a run learns of the feature and of the noises; k counts the records, r the neurons of both classes. */
export function correlations(run: Trajectory, data: Dataset) {
  const { feature, activations } = run.series;
  const { width, steps } = feature;
  const { samples, labels } = data;
  const records = Array.from(steps, (_, k) => k);
  const neurons = Array.from({ length: width }, (_, r) => r);
  /** j */
  const classOf = (r: number) => (r < width / 2 ? 1 : -1);
  /** ⟨w_{j,r}, jv⟩ */
  const jw = (k: number, r: number) => classOf(r) * feature.values[k * width + r];
  /** ⟨w_{j,r}, ξ_i⟩ */
  const onNoise = (k: number, r: number, i: number) => activations.values[((k * samples + i) * 2 + 1) * width + r];
  const all = Array.from({ length: samples }, (_, i) => i);
  const ofClass = (j: number) => neurons.filter((r) => classOf(r) === j);
  const ofLabel = (j: number) => all.filter((i) => labels[i] === j);
  const neuronsOf: { readonly [label: number]: readonly number[] } = { 1: ofClass(1), [-1]: ofClass(-1) };
  /** max_r ⟨w_{y_i,r}, ξ_i⟩ */
  const own = (k: number, i: number) => Math.max(...neuronsOf[labels[i]].map((r) => onNoise(k, r, i)));
  /** Λ_j and Γ_j */
  const featureOf = (k: number, j: number) => Math.max(...neuronsOf[j].map((r) => jw(k, r)));
  const noiseOf = (k: number, j: number) => Math.max(...ofLabel(j).map((i) => own(k, i)));
  return { steps, records, samples: all, labels, neurons, neuronsOf, classOf, jw, onNoise, own, featureOf, noiseOf };
}
export type Correlations = ReturnType<typeof correlations>;
