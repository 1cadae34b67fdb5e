import { defineClaim, fc, neverViolated, random, type SearchOutcome, search, spectralNorm } from 'lemmata';
import { blockMatrix, conditionFigure } from './block-matrix.ts';

interface Regime {
  /** Size of a strictly upper triangular part in the basis where H is diagonal; it leaves the eigenvalues alone. */
  readonly asymmetry: number;
  readonly runs: number;
}

const tolerance = 1e-12;

const cases = fc.record({
  size: fc.integer({ min: 2, max: 8 }),
  seed: fc.nat(1e6),
  eta: fc.double({ min: 0.01, max: 2, noNaN: true }),
  // Not a double: the singular value decomposition does not end on subnormal entries.
  beta: fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000),
});

/** H = Q(Λ + N)Qᵀ with Λ ≥ 0 diagonal, N strictly upper triangular and Q a reflection. */
function drawMatrix(size: number, seed: number, asymmetry: number) {
  const stream = random(`block-diagonalisation|${seed}`);
  const eigenvalues = Array.from({ length: size }, () => stream.uniform());
  const normal = Array.from({ length: size }, () => stream.normal());
  const square = normal.reduce((sum, value) => sum + value * value, 0);
  const reflection = normal.map((a, i) => normal.map((b, j) => (i === j ? 1 : 0) - (2 * a * b) / square));
  const triangle = eigenvalues.map((value, i) =>
    eigenvalues.map((_, j) => (i === j ? value : j > i ? asymmetry * stream.normal() : 0)),
  );
  const times = (a: number[][], b: number[][]) =>
    a.map((row) => b[0].map((_, j) => row.reduce((sum, entry, k) => sum + entry * b[k][j], 0)));
  return { eigenvalues, matrix: times(times(reflection, triangle), reflection) };
}

export default defineClaim<Regime, SearchOutcome>({
  id: 'lemma-3-block-diagonalisation',
  paper: 'ntk-acceleration',
  title: 'The norm of the 2n × 2n matrix is the largest norm of its 2 × 2 blocks',
  label: 'Proof of Lemma 3',
  section: 'D. Residual dynamics',
  kind: 'identity',
  statement: {
    tex: String.raw`\Big\|\begin{bmatrix}(1+\beta)I-\eta H&-\beta I\\I&0\end{bmatrix}\Big\|_2=\max_k\Big\|\begin{bmatrix}1+\beta-\eta\lambda^{(k)}&-\beta\\1&0\end{bmatrix}\Big\|_2`,
    plain:
      'For a symmetric H, the spectral norm of the matrix that advances the stacked residual is the largest spectral norm among the 2 × 2 matrices that belong to the eigenvalues of H.',
  },
  assumptions: ['H symmetric', 'float64'],
  profiles: {
    quick: { trials: 1, regime: { asymmetry: 0, runs: 250 } },
    full: { trials: 8, regime: { asymmetry: 0, runs: 5000 } },
  },
  measure: ({ asymmetry, runs }, trials, lab) =>
    trials.map((trial) =>
      search({
        cases,
        excess({ size, seed, eta, beta }) {
          const { eigenvalues, matrix } = drawMatrix(size, seed, asymmetry);
          const blocks = eigenvalues.map((value) => spectralNorm(blockMatrix([[value]], eta, beta)));
          return Math.abs(spectralNorm(blockMatrix(matrix, eta, beta)) - Math.max(...blocks));
        },
        tolerance,
        runs,
        seed: lab.seed('cases', trial),
      }),
    ),
  rule: neverViolated({ tolerance, atMost: 0.05 }),
  controls: [
    {
      name: 'H not symmetric',
      breaks: 'adds a nilpotent part, which keeps the eigenvalues of H',
      regime: { asymmetry: 0.5 },
    },
  ],
  figures: () => [conditionFigure()],
  expectation: { verdict: 'holds' },
});
