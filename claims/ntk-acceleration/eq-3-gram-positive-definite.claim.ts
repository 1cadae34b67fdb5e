import { all, defineClaim, exponentEquals, neverViolated, part, type SearchOutcome, type Sweep } from 'lemmata';
import { type PositiveRegime, pairEigenvalue, pairFigure, positiveSearch } from './positive-definite.ts';

interface Regime extends PositiveRegime {
  readonly angles: readonly number[];
}

interface Observation {
  readonly found: SearchOutcome;
  /** λ against the angle of a pair; it has no randomness, so trial 0 looks at it for all. */
  readonly vanishing: Sweep | null;
}

const regime = { inputs: 'near-pair', angles: [1e-1, 1e-2, 1e-3, 1e-4] } as const;

export default defineClaim<Regime, Observation>({
  id: 'eq-3-gram-positive-definite',
  paper: 'ntk-acceleration',
  title: 'The limiting Gram matrix is positive definite when no input is a multiple of another',
  label: 'Section 2.2, after Du et al.',
  section: 'B. Gram matrix',
  restsOn: ['eq-3-gram-closed-form'],
  kind: 'inequality',
  statement: {
    tex: String.raw`x_i\ne c\,x_j\ \text{for all }i\ne j,\,c\in\mathbb R\quad\Rightarrow\quad\lambda_{\min}(H)>0`,
    plain:
      'If no input is a multiple of another, of either sign, the smallest eigenvalue of H is positive; for a pair at a small angle φ it vanishes like φ/(2π).',
  },
  assumptions: ['"parallel" read as a multiple of either sign', 'd ≥ 2', 'no zero input'],
  profiles: {
    quick: { trials: 1, regime: { ...regime, runs: 400 } },
    full: { trials: 8, regime: { ...regime, runs: 2000 } },
  },
  measure: (setting, trials, lab) =>
    positiveSearch(setting, trials, lab).map((found, k) => ({
      found,
      vanishing: trials[k] === 0 ? { x: setting.angles, y: setting.angles.map(pairEigenvalue) } : null,
    })),
  rule: all(
    {
      'random inputs and a near pair': part(
        neverViolated({ tolerance: 0, atMost: 0.05 }),
        ({ found }: Observation) => found,
      ),
      'λ of a pair against its angle': part(
        exponentEquals({ value: 1, tolerance: 0.02, towards: 'zero', deterministic: true }),
        ({ vanishing }: Observation) => vanishing,
      ),
    },
    ['inequality'],
  ),
  controls: [{ name: 'x_2 = ½x_1', breaks: 'adds half of the first input', regime: { inputs: 'half-of-first' } }],
  figures: () => [pairFigure()],
  expectation: { verdict: 'holds' },
});
