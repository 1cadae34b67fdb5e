import type { CheckedJob } from '../job.ts';

/** A literal of the shader language. */
export const f32 = (value: number) => `f32(${value})`;

/** W⁺ from W = w, ∇L = g and the state b1, b2; the equations of src/optimizers. */
export function updateOf(spec: CheckedJob['optimizer']): string {
  switch (spec.optimizer) {
    case 'gd':
      return `weights[j] = w - ${f32(spec.rate)} * g;`;
    case 'sign-gd':
      return `weights[j] = w - ${f32(spec.rate)} * sign(g);`;
    case 'momentum':
    case 'sgd':
      return `let average = ${f32(spec.memory)} * state[j] + ${f32(1 - spec.memory)} * g;
        state[j] = average;
        weights[j] = w - ${f32(spec.rate)} * average;`;
    case 'heavy-ball':
      return spec.form === 'velocity'
        ? `let velocity = ${f32(spec.momentum)} * state[j] + g;
        state[j] = velocity;
        weights[j] = w - ${f32(spec.rate)} * velocity;`
        : `let next = w - ${f32(spec.rate)} * g + ${f32(spec.momentum)} * state[j];
        state[j] = next - w;
        weights[j] = next;`;
    case 'adam': {
      const [outside, inside] = spec.epsilonPlacement === 'outside' ? [spec.epsilon, 0] : [0, spec.epsilon];
      return `let first = ${f32(spec.beta1)} * state[j] + ${f32(1 - spec.beta1)} * g;
        let second = ${f32(spec.beta2)} * state[j + half] + ${f32(1 - spec.beta2)} * g * g;
        state[j] = first;
        state[j + half] = second;
        let root = sqrt(second * step.scale2 + ${f32(inside)}) + ${f32(outside)};
        if (root > 0) { weights[j] = w - step.scale1 * first / root; }`;
    }
  }
}

/** η/(1 − β₁^{t+1}) and 1/(1 − β₂^{t+1}) where Adam corrects its bias. */
export function adamScales(spec: CheckedJob['optimizer'], t: number): { scale1: number; scale2: number } {
  if (spec.optimizer !== 'adam' || !spec.biasCorrection) return { scale1: spec.rate, scale2: 1 };
  return { scale1: spec.rate / (1 - spec.beta1 ** (t + 1)), scale2: 1 / (1 - spec.beta2 ** (t + 1)) };
}
