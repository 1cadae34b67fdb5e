import { alwaysExactly, defineClaim, type Worst } from 'lemmata';

interface Regime {
  /** σ(z) = az + bz² + cz³ */
  readonly activation: readonly [number, number, number];
}

/** Two samples in R³: X₁ = (w*, ξ₁), y = 1 and X₂ = (−w*, ξ₂), y = −1, orthonormal; one neuron, λ = 0. */
interface Observation extends Worst {
  readonly fits: boolean;
  /** Least second derivative of L(tξ₁), at t = `step`. */
  readonly leastCurvature: number;
}

const grid = Array.from({ length: 401 }, (_, k) => (k - 200) / 100);
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

export default defineClaim<Regime, Observation>({
  id: 'remark-cubic-smallest-degree-any-polynomial',
  paper: 'momentum-generalization',
  title: 'No polynomial activation below the cubic is non-convex and fits the data, read with lower terms',
  label: 'Section 2, choice of the activation',
  section: 'B. Convexity remarks',
  kind: 'inequality',
  statement: {
    tex: String.raw`\deg\sigma\le2\ \Rightarrow\ \widehat L\ \text{convex, or no }W\text{ fits both labels}`,
    plain:
      'Cubic is “the smallest polynomial degree” that makes the objective non-convex and compatible with the data: here read for every polynomial of degree two.',
  },
  assumptions: ['N = 2, P = 2, m = 1, α = 1, λ = 0', 'curvature below −10⁻³ counts as non-convex'],
  profiles: {
    quick: { trials: 1, regime: { activation: [1, 1, 0] } },
    full: { trials: 1, regime: { activation: [1, 1, 0] } },
  },
  measure({ activation: [a, b, c] }, trials) {
    const sigma = (z: number) => a * z + b * z ** 2 + c * z ** 3;
    // f(X₁) = σ(t), f(X₂) = 0 at W = tξ₁, so L = ½ log(1 + e^{−σ(t)}) + ½ log 2.
    const curvature = (t: number) => {
      const l = sigmoid(-sigma(t));
      return 0.5 * (l * (1 - l) * (a + 2 * b * t + 3 * c * t ** 2) ** 2 - l * (2 * b + 6 * c * t));
    };
    const curvatures = grid.map(curvature);
    const leastCurvature = Math.min(...curvatures);
    // At W = sw* the outputs are σ(s) and σ(−s).
    const fits = grid.some((s) => sigma(s) > 0 && sigma(-s) < 0);
    const step = grid[curvatures.indexOf(leastCurvature)];
    return trials.map(() => ({ excess: fits ? -leastCurvature : 0, step, fits, leastCurvature }));
  },
  rule: alwaysExactly({ tolerance: 1e-3 }),
  controls: [
    { name: 'cubic', breaks: 'the degree: z³ is non-convex and fits', regime: { activation: [0, 0, 1] } },
    {
      name: 'linear',
      breaks: 'nothing: z is convex',
      regime: { activation: [1, 0, 0] },
      expected: 'supported',
    },
    {
      name: 'the monomial z²',
      breaks: 'nothing: z² fits no negative label',
      regime: { activation: [0, 1, 0] },
      expected: 'supported',
    },
  ],
  figures: () => [],
  counterexample: ([{ leastCurvature, step }]) => ({
    activation: 'σ(z) = z + z²',
    fits: 'W = w*/2: y f = 1/2 + 1/4 and 1/2 − 1/4',
    nonConvex: 'W = −ξ₁/2: σ′ = 0, σ″ = 2, so the curvature along ξ₁ is −sigmoid(1/4) = −0.562',
    leastOnGrid: { t: step, curvature: leastCurvature },
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'σ(z) = z + z² has degree two, is non-convex and fits both labels. The sentence is about the monomials z, z², z³.',
    corrected: 'remark-cubic-smallest-degree',
  },
});
