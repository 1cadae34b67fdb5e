import { defineClaim, dot, fc, neverViolated, norm, type SearchOutcome, search } from 'lemmata';

interface Regime {
  /** The set over which ε runs. */
  readonly set: 'ball' | 'cube';
  readonly cases: number;
}

const tolerance = 1e-12;
const entry = fc.double({ min: -10, max: 10, noNaN: true });
const pairs = fc
  .array(fc.tuple(entry, entry), { minLength: 1, maxLength: 8 })
  .filter((rows) => rows.some(([g]) => Math.abs(g) > 1e-3) && rows.some(([, e]) => Math.abs(e) > 1e-3));

const angles = Array.from({ length: 73 }, (_, k) => 5 * k - 180);
const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180);

export default defineClaim<Regime, SearchOutcome>({
  id: 'sec-3-sharpness-first-order-identity',
  paper: 'igr-momentum',
  title: 'The largest first-order change within a ball is ρ‖∇E‖',
  label: 'Section 3, last display (its equality)',
  section: 'Section 3: Gradient descent',
  kind: 'identity',
  statement: {
    tex: String.raw`\max_{\|\epsilon\|\le\rho}\epsilon^T\nabla E=\rho\|\nabla E\|`,
    plain: 'No ε of norm ρ gives more than ρ‖∇E‖, and ε = ρ∇E/‖∇E‖ gives it.',
  },
  assumptions: ['the norm is Euclidean'],
  profiles: {
    quick: { trials: 1, regime: { set: 'ball', cases: 400 } },
    full: { trials: 8, regime: { set: 'ball', cases: 5000 } },
  },
  measure: ({ set, cases }, trials, lab) =>
    trials.map((trial) =>
      search({
        cases: fc.record({ pairs, rho: fc.double({ min: 1e-3, max: 10, noNaN: true }) }),
        excess({ pairs, rho }) {
          const g = pairs.map(([value]) => value);
          const drawn = pairs.map(([, value]) => value);
          const size = set === 'ball' ? norm(drawn) : Math.max(...drawn.map(Math.abs));
          const best = g.map((value) => rho * (set === 'ball' ? value / norm(g) : Math.sign(value)));
          const most = rho * norm(g);
          return Math.max((rho * dot(g, drawn)) / size - most, Math.abs(dot(g, best) - most)) / most;
        },
        tolerance,
        runs: cases,
        seed: lab.seed('cases', trial),
      }),
    ),
  rule: neverViolated({ tolerance, atMost: 0.05 }),
  controls: [{ name: 'a cube', breaks: 'lets ε run over the cube of half width ρ', regime: { set: 'cube' } }],
  figures: () => [
    {
      title: 'First-order change along ε in two dimensions',
      x: { label: 'angle between ε and ∇E = (1, 0) in degrees' },
      y: { label: 'ε·∇E over ρ‖∇E‖' },
      series: [
        { name: '‖ε‖ = ρ', points: angles.map((angle) => [angle, cosine(angle)] as const) },
        { name: 'the maximum', draw: 'bound', points: angles.map((angle) => [angle, 1] as const) },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
