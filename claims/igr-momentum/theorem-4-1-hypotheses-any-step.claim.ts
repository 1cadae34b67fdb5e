import { alwaysExactly, defineClaim, transientRate, transientStrength, type Worst } from 'lemmata';

type Steps = 'every h < T' | 'stable h' | 'small h';

interface Regime {
  readonly steps: Steps;
  /** Horizons in units of 1/Λ, ascending; the last two give the rate. */
  readonly horizons: readonly number[];
}

interface Observation extends Worst {
  /** [ΛT, log C] for each β. */
  readonly constants: readonly (readonly (readonly [number, number])[])[];
}

const betas = [0, 0.5, 0.8];
const ratio = 1.02;

/** e(h) on E = x²/2 from 1: heavy ball against flow (4), which is solved exactly. */
function distanceAt(h: number, beta: number, horizon: number): number {
  let [before, x, flow, most] = [1, 1, 1, 0];
  for (let k = 0; k < Math.floor(horizon / h + 1e-9); k++) {
    [before, x] = [x, x - h * x + beta * (x - before)];
    const regulariser = (h * transientStrength(k, beta) * (1 + beta)) / (2 * (1 - beta) ** 3);
    flow *= Math.exp(-h * (transientRate(k, beta) + regulariser));
    most = Math.max(most, Math.abs(x - flow));
  }
  return most;
}

/** log of the smallest C that serves the steps from 0.4(1−β)² on. */
function logConstant(steps: Steps, beta: number, horizon: number): number {
  const small = 0.4 * (1 - beta) ** 2;
  const largest = { 'every h < T': horizon, 'stable h': 2 * (1 + beta), 'small h': 2 * small }[steps];
  let needed = 0;
  for (let h = small; h < largest; h *= ratio) needed = Math.max(needed, distanceAt(h, beta, horizon) / h ** 2);
  return Math.log(needed);
}

/** κ = max_{u > 2(1+β)} log ρ(u)/u, ρ the larger root modulus of r² − (1+β−u)r + β: growth per unit of time at h = u. */
function growth(beta: number): number {
  let most = 0;
  for (let u = 2 * (1 + beta); u < 40; u *= 1.001) {
    const sum = u - 1 - beta;
    most = Math.max(most, Math.log((sum + Math.sqrt(sum * sum - 4 * beta)) / 2) / u);
  }
  return most;
}

export default defineClaim<Regime, Observation>({
  id: 'theorem-4-1-hypotheses-any-step',
  paper: 'igr-momentum',
  title: 'A constant that serves every step 0 < h < T grows exponentially with ΛT',
  label: 'Theorem 4.1, “for any learning rate 0 < h < T”',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-piecewise-flow-order'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\frac{\partial}{\partial(\Lambda T)}\log\sup_{0<h<T}\frac{e(h)}{h^2}\to\kappa_\beta=\max_u\frac{\log\rho(u,\beta)}u,\quad\kappa_0=W(1/e)=0.278\quad\text{on }E=\tfrac\Lambda2x^2`,
    plain:
      'On a quadratic, (6) holds for every h < T, but with unstable steps among them the smallest C grows like e^{κΛT}, κ = 0.278 at β = 0; stable steps leave it bounded.',
  },
  assumptions: ['E = Λx²/2, rest start', 'h on a grid of ratio 1.02', 'κ within 2 %'],
  profiles: {
    quick: { trials: 1, regime: { steps: 'every h < T', horizons: [20, 40, 80, 160] } },
    full: { trials: 1, regime: { steps: 'every h < T', horizons: [20, 40, 80, 160, 320, 640] } },
  },
  measure: ({ steps, horizons }, trials) =>
    trials.map(() => {
      const constants = betas.map((beta) =>
        horizons.map((horizon) => [horizon, logConstant(steps, beta, horizon)] as const),
      );
      const off = constants.map((points, k) => {
        const [[before, low], [last, high]] = points.slice(-2);
        return Math.abs((high - low) / (last - before) / growth(betas[k]) - 1);
      });
      const excess = Math.max(...off);
      return { excess, step: off.indexOf(excess), constants };
    }),
  rule: alwaysExactly({ tolerance: 0.02 }),
  controls: [
    { name: 'stable steps', breaks: 'takes h ≤ 2(1+β)/Λ only', regime: { steps: 'stable h' } },
    { name: 'small steps', breaks: 'takes h ≤ 0.8(1−β)²/Λ only', regime: { steps: 'small h' } },
  ],
  figures: ([{ constants }], { horizons }) => {
    const line = (name: string, points: readonly (readonly [number, number])[]) => ({ name, points });
    return [
      {
        title: 'The smallest C of (6) on a quadratic',
        x: { label: 'ΛT' },
        y: { label: 'log C' },
        series: betas.flatMap((beta, k) => [
          line(`every h < T, β = ${beta}`, constants[k]),
          line(
            `stable h, β = ${beta}`,
            horizons.map((horizon) => [horizon, logConstant('stable h', beta, horizon)]),
          ),
        ]),
      },
    ];
  },
  expectation: { verdict: 'holds' },
});
