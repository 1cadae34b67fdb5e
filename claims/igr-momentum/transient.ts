import {
  curvature,
  distance,
  type Field,
  type Figure,
  flowPoints,
  heavyBallIterates,
  type Loss,
  powerLaw,
  stationaryFlow,
  transientRate,
  transientStrength,
  twoD,
} from 'lemmata';

/** What stands for γ_k in flow (4). */
export type Gamma = 'γ_k' | '1' | '1 − β^{2k+2}' | '0' | 'γ_{k−1}';

export const wrongGammas: readonly Gamma[] = ['1', '1 − β^{2k+2}', '0', 'γ_{k−1}'];

function strength(gamma: Gamma, k: number, beta: number): number {
  return {
    γ_k: transientStrength(k, beta),
    '1': 1,
    '1 − β^{2k+2}': 1 - beta ** (2 * k + 2),
    '0': 0,
    'γ_{k−1}': transientStrength(k - 1, beta),
  }[gamma];
}

/** Flow (4) on [t_k, t_{k+1}]. */
function transientField(loss: Loss, h: number, beta: number, k: number, gamma: Gamma): Field {
  const rate = transientRate(k, beta);
  const regulariser = (h * strength(gamma, k, beta) * (1 + beta)) / (2 * (1 - beta) ** 3);
  // −a∇E − b∇²E∇E is flow (3) of gradient descent with step 2b/a, a times as fast.
  const slow = stationaryFlow(loss, (2 * regulariser) / rate, 0, true);
  return (x, into) => {
    slow(x, into);
    for (let i = 0; i < into.length; i++) into[i] *= rate;
    return into;
  };
}

/** Points x̃(t_0) … x̃(t_n) of flow (4) from `start`, where the first interval has the index `first`. */
export function transientPoints(
  loss: Loss,
  start: Float64Array,
  params: { h: number; beta: number; steps: number; gamma: Gamma; first?: number },
): Float64Array[] {
  const { h, beta, gamma, first = 0 } = params;
  return flowPoints((k) => transientField(loss, h, beta, first + k, gamma), start, params);
}

/** Error over one interval at k = 3 on TwoD(1, 0.6) from (1.4, 1.7), β = 0.5, with γ_k and with what is wrong for it. */
export function mutantFigure(): Figure {
  const loss = twoD(1, 0.6);
  const start = Float64Array.of(1.4, 1.7);
  const [beta, k] = [0.5, 3];
  const steps = Array.from({ length: 5 }, (_, i) => (0.03 * 2 ** -i * (1 - beta)) / curvature(loss, start));
  const errorAt = (h: number, gamma: Gamma) => {
    const iterates = heavyBallIterates(loss, start, { h, beta, steps: k + 1 });
    const [, end] = transientPoints(loss, iterates[k], { h, beta, steps: 1, gamma, first: k });
    return distance(end, iterates[k + 1]);
  };
  return {
    title: 'Error over the interval k = 3 with other strengths of the regulariser',
    x: { label: 'h', log: true },
    y: { label: '‖x̃(t_4) − x⁴‖', log: true },
    series: (['γ_k', ...wrongGammas] as const).map((gamma) =>
      powerLaw(gamma, [{ x: steps, y: steps.map((h) => errorAt(h, gamma)) }]),
    ),
  };
}
