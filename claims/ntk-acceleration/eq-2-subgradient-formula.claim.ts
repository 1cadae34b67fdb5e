import { defineClaim, dot, fc } from 'lemmata';
import { type SearchOutcomes, searchParts } from './search-parts.ts';
import { drawSmallNet, gramAt, nearestKink, preactivations, residual, type Shape, subgradient } from './small-net.ts';

interface Regime {
  /** What the formula says of the output weights: times a_r, or without. */
  readonly formula: 'printed' | 'without-signs';
  /** Generated nets per part. */
  readonly runs: number;
}

/** h of the central differences. Between kinks L is quadratic, so they err by rounding only. */
const step = 1e-6;

const cases: fc.Arbitrary<Shape> = fc.record({
  samples: fc.integer({ min: 1, max: 6 }),
  dimension: fc.integer({ min: 1, max: 8 }),
  width: fc.integer({ min: 1, max: 100 }),
  seed: fc.nat(1e6),
});

/** The formula and central differences of L, entry by entry of W. */
function compare(shape: Shape, { formula }: Regime): { formula: number; differences: number }[] {
  const { net, weights } = drawSmallNet(shape);
  const active = preactivations(net, weights);
  fc.pre(nearestKink(active) > 1e-4);
  const d = shape.dimension;
  const half = (values: readonly number[]) => dot(values, values) / 2;
  return Array.from(subgradient(net, active, formula === 'printed'), (entry, k) => {
    const lossAt = (shift: number) => {
      const moved = active.slice();
      moved[Math.floor(k / d)] = moved[Math.floor(k / d)].map((z, i) => z + shift * net.inputs[i][k % d]);
      return half(residual(net, moved));
    };
    return { formula: entry, differences: (lossAt(step) - lossAt(-step)) / (2 * step) };
  });
}

const statements = {
  derivative: {
    tolerance: 1e-7,
    excess: (shape: Shape, regime: Regime) =>
      Math.max(...compare(shape, regime).map(({ formula, differences }) => Math.abs(formula - differences))),
  },
  'bound of a neuron': {
    tolerance: 1e-12,
    excess(shape: Shape, { formula }: Regime) {
      const { net, weights } = drawSmallNet(shape);
      const active = preactivations(net, weights);
      const gradient = subgradient(net, active, formula === 'printed');
      const d = shape.dimension;
      const bound = Math.sqrt(shape.samples / shape.width) * Math.hypot(...residual(net, active));
      return Math.max(...net.signs.map((_, r) => Math.hypot(...gradient.subarray(r * d, (r + 1) * d)) - bound));
    },
  },
  'norm from the Gram matrix': {
    tolerance: 1e-12,
    excess(shape: Shape, { formula }: Regime) {
      const { net, weights } = drawSmallNet(shape);
      const active = preactivations(net, weights);
      const xi = residual(net, active);
      const gradient = subgradient(net, active, formula === 'printed');
      return (
        Math.abs(
          dot(gradient, gradient) -
            dot(
              xi,
              gramAt(net, active).map((row) => dot(row, xi)),
            ),
        ) / dot(xi, xi)
      );
    },
  },
};

export default defineClaim<Regime, SearchOutcomes>({
  id: 'eq-2-subgradient-formula',
  paper: 'ntk-acceleration',
  title: 'The displayed subgradient is the gradient of the loss between kinks',
  label: 'Section 2.1',
  section: 'A. Algorithms, gradient, quadratic model',
  kind: 'identity',
  statement: {
    tex: String.raw`\frac{\partial L}{\partial w^{(r)}}=\frac1{\sqrt m}\sum_i(N_W(x_i)-y_i)\,a_r\mathbf 1\{\langle w^{(r)},x_i\rangle\ge0\}\,x_i,\quad\Big\|\frac{\partial L}{\partial w^{(r)}}\Big\|\le\sqrt{\tfrac nm}\,\|\xi\|,\quad\|\nabla L\|_F^2=\xi^\top H(W)\,\xi`,
    plain:
      'Where no input is on the kink of a neuron, the displayed formula is the derivative of the squared loss; so the gradient of a neuron is at most √(n/m)‖ξ‖ and the squared norm of the gradient is ξᵀH(W)ξ.',
  },
  assumptions: ['‖x_i‖ ≤ 1', 'no ⟨w_r, x_i⟩ within 10⁻⁴ of 0 where the derivative is compared'],
  profiles: {
    quick: { trials: 1, regime: { formula: 'printed', runs: 260 } },
    full: { trials: 8, regime: { formula: 'printed', runs: 1000 } },
  },
  ...searchParts<Shape, Regime>(() => cases, statements),
  controls: [
    { name: 'without a_r', breaks: 'forgets the output weight in the formula', regime: { formula: 'without-signs' } },
  ],
  figures: (_, regime) => {
    const shown = compare({ samples: 3, dimension: 4, width: 30, seed: 1 }, regime);
    return [
      {
        title: 'Every entry of the gradient, n = 3, d = 4, m = 30',
        x: { label: 'central difference' },
        y: { label: 'formula' },
        series: [
          {
            name: 'entries',
            draw: 'dots',
            points: shown.map(({ formula, differences }) => [differences, formula] as const),
          },
        ],
      },
    ];
  },
  expectation: { verdict: 'holds' },
});
