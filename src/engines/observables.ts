import type { Dataset } from '../data/dataset.ts';
import { sampleLoss } from '../networks/patch-network.ts';
import type { CheckedJob } from './job.ts';

/** f_W(X_i) of a data set, [n], and ‖W‖², which is asked for only under weight decay. */
export interface Outputs {
  readonly outputs: Float64Array;
  readonly squaredNorm: () => number;
}

/** The probes that outputs alone decide, for engines that give no more than outputs: L(W), y_i f(X_i), the share of errors. */
export function ofOutputs(
  quantity: 'loss' | 'margins' | 'error',
  { loss, weightDecay }: CheckedJob['network'],
  { labels, samples }: Dataset,
  { outputs, squaredNorm }: Outputs,
): Float64Array {
  if (quantity === 'margins') return outputs.map((output, i) => output * labels[i]);
  if (quantity === 'error') {
    return Float64Array.of(outputs.filter((output, i) => output * labels[i] <= 0).length / samples);
  }
  const sum = outputs.reduce((total, output, i) => total + sampleLoss(loss, output, labels[i]), 0);
  const decay = weightDecay === 0 ? 0 : 0.5 * weightDecay * squaredNorm();
  return Float64Array.of((loss === 'logistic' ? sum / samples : sum) + decay);
}
