import { all, curvature, defineClaim, distance, exponentAtLeast, heavyBallIterates, random } from 'lemmata';
import { draw, type Orders, orderFigure, orders, type Setting, settingName, sweepParts } from './experiments.ts';
import { type Gamma, mutantFigure, transientPoints, wrongGammas } from './transient.ts';

interface Regime {
  readonly settings: readonly Setting[];
  /** h_i = s₀ 2^{−i} (1−β)/Λ, i = 0 … halvings */
  readonly s0: number;
  readonly halvings: number;
  readonly gamma: Gamma;
}

const settings: readonly Setting[] = [
  { family: 'TwoD', beta: 0.5, replicates: 12 },
  { family: 'TwoD', beta: 0.9, replicates: 12 },
  { family: 'MLP31', beta: 0.5, replicates: 12 },
  { family: 'MLP31', beta: 0.9, replicates: 12 },
];
const indices = [0, 1, 3];
const nameOf = (setting: string, k: number) => `${setting}, k = ${k}`;
const names = settings.flatMap((setting) => indices.map((k) => nameOf(settingName(setting), k)));

export default defineClaim<Regime, Orders>({
  id: 'theorem-4-1-local-order',
  paper: 'igr-momentum',
  title: 'From a heavy-ball iterate, one interval of flow (4) ends O(h³) from the next iterate',
  label: 'Theorem 4.1, local error',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-gamma-identity'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\tilde x(t_k)=x^k\ \Rightarrow\ \|\tilde x(t_{k+1})-x^{k+1}\|=O(h^3)\quad\text{for each fixed }k`,
    plain:
      'Started on an iterate of heavy ball that came from rest, flow (4) meets the next iterate to order h³, already during the transient (k = 0, 1, 3). This is what pins γ_k down.',
  },
  assumptions: ['rest start x⁻¹ = x⁰', 'k fixed', 'h small against (1−β)/Λ'],
  profiles: {
    quick: { trials: 12, regime: { settings, s0: 0.03, halvings: 3, gamma: 'γ_k' } },
    full: { trials: 12, regime: { settings, s0: 0.03, halvings: 4, gamma: 'γ_k' } },
  },
  measure({ settings, s0, halvings, gamma }, trials, lab) {
    return trials.map((trial) => {
      const errors = (k: number) =>
        orders(settings, trial, ({ family, beta }) => {
          const { loss, start } = draw(family, 1, random(lab.seed(family, trial)));
          const unit = (1 - beta) / curvature(loss, start);
          const x = Array.from({ length: halvings + 1 }, (_, i) => s0 * 2 ** -i * unit);
          const y = x.map((h) => {
            const iterates = heavyBallIterates(loss, start, { h, beta, steps: k + 1 });
            const [, end] = transientPoints(loss, iterates[k], { h, beta, steps: 1, gamma, first: k });
            return distance(end, iterates[k + 1]);
          });
          return { x, y };
        });
      return Object.fromEntries(
        indices.flatMap((k) => Object.entries(errors(k)).map(([setting, swept]) => [nameOf(setting, k), swept])),
      );
    });
  },
  rule: all(sweepParts(names, exponentAtLeast({ order: 3, towards: 'zero' }))),
  controls: wrongGammas.map((gamma) => ({
    name: `${gamma} in place of γ_k`,
    breaks: 'changes the strength of the regulariser during the transient',
    regime: { gamma },
  })),
  figures: (observations) => [orderFigure('Error over one interval', observations), mutantFigure()],
  expectation: { verdict: 'holds' },
});
