import { defineClaim, dot, fc } from 'lemmata';
import { type SearchOutcomes, searchParts } from './search-parts.ts';
import { drawSmallNet, preactivations, residual, type Shape, subgradient } from './small-net.ts';

interface Regime {
  /** Every neuron on the far side of all inputs, or Gaussian weights. */
  readonly weights: 'inactive' | 'gaussian';
  readonly runs: number;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  samples: fc.integer({ min: 1, max: 8 }),
  dimension: fc.integer({ min: 1, max: 8 }),
  width: fc.integer({ min: 1, max: 50 }),
  seed: fc.nat(1e6),
});

/** Inputs in the half-space x^(1) > 0, and a net there. */
function place(shape: Shape, { weights: kind }: Regime) {
  const { net, weights } = drawSmallNet(shape);
  const inputs = net.inputs.map((x) => [Math.abs(x[0]) + 0.01, ...x.slice(1)]);
  // −w + many times −e_1: ⟨w, x⟩ < 0 for every input.
  const far = weights.map((w, k) => (k % shape.dimension === 0 ? -1e4 - Math.abs(w) : w));
  const moved = { ...net, inputs };
  return { net: moved, active: preactivations(moved, kind === 'inactive' ? far : weights) };
}

const statements = {
  'the gradient is zero': {
    tolerance: 0,
    excess(shape: Shape, regime: Regime) {
      const { net, active } = place(shape, regime);
      const gradient = subgradient(net, active);
      return dot(gradient, gradient);
    },
  },
  'the loss is ½‖y‖²': {
    tolerance: 1e-12,
    excess(shape: Shape, regime: Regime) {
      const { net, active } = place(shape, regime);
      const xi = residual(net, active);
      return Math.abs(dot(xi, xi) - dot(net.labels, net.labels)) / 2;
    },
  },
};

/** ‖∇L‖²/(2L) at Gaussian weights pushed along −e₁, inputs in x^(1) > 0. */
function quotients() {
  const shape = { samples: 5, dimension: 4, width: 40, seed: 1 };
  const { net, weights } = drawSmallNet(shape);
  const moved = { ...net, inputs: net.inputs.map((x) => [Math.abs(x[0]) + 0.2, ...x.slice(1)]) };
  return Array.from({ length: 41 }, (_, step) => {
    const distance = step / 4;
    const far = weights.map((w, k) => (k % shape.dimension === 0 ? w - distance : w));
    const active = preactivations(moved, far);
    const [gradient, xi] = [subgradient(moved, active), residual(moved, active)];
    return [distance, dot(gradient, gradient) / dot(xi, xi)] as const;
  });
}

export default defineClaim<Regime, SearchOutcomes>({
  id: 'remark-4-pl-global',
  paper: 'ntk-acceleration',
  title: 'No Polyak-Łojasiewicz constant serves all weights of a ReLU net',
  label: 'Remark 4, globally',
  section: 'C. Theorems and remarks',
  restsOn: ['eq-2-subgradient-formula'],
  kind: 'identity',
  statement: {
    tex: String.raw`\langle w^{(r)},x_i\rangle<0\ \text{for all }r,i\quad\Rightarrow\quad\nabla L(W)=0,\ L(W)=\tfrac12\|y\|^2>0,\ \text{however large }m`,
    plain:
      'For inputs in an open half-space there are weights, at every width, at which no neuron is active: the gradient is zero and the loss is not, so the inequality ½‖∇L‖² ≥ μ(L − L(w_*)) fails for every μ > 0.',
  },
  assumptions: ['inputs in an open half-space', 'y ≠ 0'],
  profiles: {
    quick: { trials: 1, regime: { weights: 'inactive', runs: 260 } },
    full: { trials: 4, regime: { weights: 'inactive', runs: 2000 } },
  },
  ...searchParts<Shape, Regime>(() => shapes, statements),
  controls: [{ name: 'Gaussian weights', breaks: 'leaves W as it is drawn', regime: { weights: 'gaussian' } }],
  figures: () => [
    {
      title: 'The Polyak-Łojasiewicz quotient of one net as its weights move away from all inputs',
      x: { label: 'distance moved along −e₁' },
      y: { label: '‖∇L‖²/(2L)' },
      series: [{ name: '5 inputs, 40 neurons', points: quotients() }],
    },
  ],
  expectation: { verdict: 'holds' },
});
