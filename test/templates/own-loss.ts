import { closenessSweep, exponentAtLeast, lossOf, piecewiseFlow, stepGrid } from 'lemmata';

// Does MY optimiser follow flow (4) on MY loss? Copy, and put in your own value and step. A gradient and a
// Hessian-vector product may be given as well; what is missing comes from finite differences.

const loss = lossOf({ dimension: 2, value: ([a, b]) => Math.log1p(Math.exp(b - 2 * a)) + 0.05 * (a * a + b * b) });
const [start, beta] = [Float64Array.of(-1, 1), 0.5];
const optimiser = (h: number) => (x: Float64Array, previous: Float64Array) => {
  const slope = loss.gradient(x);
  return x.map((entry, k) => entry - h * slope[k] + beta * (entry - previous[k]));
};
const flow = (h: number) => piecewiseFlow(loss, h, beta, 'printed');
const sweep = closenessSweep({ start, grid: stepGrid(loss, start, { beta }), optimiser, flow });
export const answer = exponentAtLeast({ order: 2, towards: 'zero', deterministic: true }).decide([sweep], 0.001);
