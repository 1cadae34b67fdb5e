/** How the bound (8) is read: its left side, the constant of its first term (1 in the paper), and what is run. */
export interface Reading {
  readonly left: 'stacked' | 'residual';
  readonly constant: number;
  readonly momentum: 'tuned' | 'zero';
}

/** One cell of the phase diagram: a single mode at μ = ηλ = 2δ², with the floor 1/(2√2 n^ν). */
export interface Cell {
  readonly delta: number;
  /** n^ν */
  readonly floor: number;
  /** max_t g_t, g_t = (left − right)/‖ξ_0‖ */
  readonly excess: number;
  /** First and last step of the horizon at which g_t > 0. */
  readonly violated: readonly [number, number] | null;
}

const deltas = [0.5, 0.4, 0.25, 0.1, 0.05, 0.01];
const modes = 25;

/** Largest δ = √(ηλ/2) that η ≤ 1/(2λ_max) allows, and largest μ = ηλ_k. */
const mostMu = 0.5;

/**
 * The bound in the limit m → ∞, mode by mode: ξ_{t+1} = (1 + β − μ)ξ_t − βξ_{t−1} from rest, μ = ηλ_k ∈ [2δ², ½]. The
 * norms over all modes are sums of squares, so a bound of every mode by its own start bounds them too.
 * Excess: largest (left − right)/((1−δ)^t ‖Ξ_0‖) over δ, modes, floors and steps.
 */
export function linearLimit(reading: Reading, floors: readonly number[]): { excess: number; step: number } {
  let worst = { excess: Number.NEGATIVE_INFINITY, step: 0 };
  for (const delta of deltas) {
    for (let k = 0; k < modes; k++) {
      const least = 2 * delta * delta;
      const mu = least * (mostMu / least) ** (k / (modes - 1));
      for (const floor of floors) {
        follow(reading, delta, mu, floor, (step, gap, first) => {
          if (gap / first > worst.excess) worst = { excess: gap / first, step };
        });
      }
    }
  }
  return worst;
}

/** The phase diagram of the catalogue over (δ, n^ν). */
export function phaseDiagram(reading: Reading, floors: readonly number[]): Cell[] {
  return floors.flatMap((floor) =>
    deltas.map((delta) => {
      let excess = Number.NEGATIVE_INFINITY;
      let violated: [number, number] | null = null;
      follow(reading, delta, 2 * delta * delta, floor, (step, gap) => {
        excess = Math.max(excess, gap);
        if (gap > 1e-12) violated = [violated?.[0] ?? step, step];
      });
      return { delta, floor, excess, violated };
    }),
  );
}

/** Visits t = 1 … T = n^ν/√μ with g_t and (1−δ)^t ‖Ξ_0‖/‖ξ_0‖. Scaled by (1−δ)^t inside, so that nothing underflows. */
function follow(
  { left, constant, momentum }: Reading,
  delta: number,
  mu: number,
  floor: number,
  visit: (step: number, gap: number, first: number) => void,
): void {
  const rate = 1 - delta;
  const beta = momentum === 'tuned' ? rate * rate : 0;
  const horizon = Math.min(floor / Math.sqrt(2 * delta * delta), 60 / delta);
  let before = 1;
  let now = (1 - mu) / rate;
  for (let step = 1; step <= Math.max(1, Math.floor(horizon)); step++) {
    const first = Math.SQRT2 * rate ** step;
    const side = left === 'stacked' ? Math.hypot(now, before / rate) : Math.abs(now);
    const gap = (side / Math.SQRT2 - constant) * first - 1 / (2 * Math.SQRT2 * floor);
    visit(step, gap, first);
    [before, now] = [now, ((1 + beta - mu) * now) / rate - (beta * before) / (rate * rate)];
  }
}
