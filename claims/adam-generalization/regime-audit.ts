import { alwaysExactly, type Worst } from 'lemmata';
import { disjointFamily, type Family, paperFamily } from './experiments.ts';

export interface Audited {
  readonly family: Family;
  /** d, which the stored columns need not reach. */
  readonly nominal: number;
}

/** The experiment of Section 6, and the same with n disjoint supports of s columns. */
export const paper: Audited = {
  family: paperFamily,
  nominal: 1000,
};
export const paperDisjoint: Audited = { ...paper, nominal: 20_001 };
/** n = 8, s = 1024, α = σ_p at d = 4n⁴s². */
export const insideTheory: Audited = { family: disjointFamily(8, 1024, 8, 1), nominal: 4 * 8 ** 4 * 1024 ** 2 };

/** P(some two supports share a column) = 1 − Π_i Π_k (1 − is/(d − 1 − k)). */
function overlap(n: number, s: number, d: number): number {
  let log = 0;
  for (let i = 1; i < n; i++)
    for (let k = 0; k < s; k++) log += Math.log1p(-Math.min(1, (i * s) / Math.max(1, d - 1 - k)));
  return -Math.expm1(log);
}

/** Each requirement as the quotient of its sides at q = 3: at most 1 where it holds. */
export function quotients({ family, nominal: d }: Audited): Readonly<Record<string, number>> {
  const { samples: n, sparsity: s, noise, alpha, initScale, weightDecay } = family;
  return {
    'λ ≤ λ₀ = σ₀^{q−1}/n': weightDecay / (initScale ** 2 / n),
    '(P1) λ < σ₀^{q−2}σ_p/n': weightDecay / ((initScale * noise) / n),
    '(P2) (sσ_p)^{1−q} < α': (s * noise) ** -2 / alpha,
    '(P3) α < sσ_p²/n': alpha / ((s * noise ** 2) / n),
    '(P4) λ < σ₀^{q−2}': weightDecay / initScale,
    '(P5) σ₀ < 1/(sσ_p)': initScale * s * noise,
    '(P6) 4n²s²/d ≤ n⁻²': (4 * n ** 4 * s ** 2) / d,
    'σ₀ ≤ d^{−1/4}': initScale * d ** 0.25,
    'P(supports overlap) ≤ n⁻²': overlap(n, s, d) * n ** 2,
    'ns/d < 1, samples per column': (n * s) / d,
  };
}

export interface Audit extends Worst {
  readonly requirement: string;
  readonly quotients: Readonly<Record<string, number>>;
}

/** The requirement that is missed most; `step` is its place. */
export function audit(audited: Audited): Audit {
  const all = quotients(audited);
  const each = Object.entries(all).map(([requirement, quotient], step) => ({
    requirement,
    excess: quotient - 1,
    step,
  }));
  return { ...each.reduce((known, next) => (next.excess > known.excess ? next : known)), quotients: all };
}

/** Rounding of d^{1/4} aside, no quotient exceeds 1. */
export const auditRule = alwaysExactly({ tolerance: 1e-9 });

const families = {
  'Section 6': paper,
  'Section 6, disjoint supports': paperDisjoint,
  'n = 8, s = 1024': insideTheory,
};

export const auditFigure = () => [
  {
    kind: 'cells' as const,
    title: 'Quotients of the sides of each requirement: it holds up to 1',
    x: { label: 'family' },
    y: { label: 'requirement' },
    value: { label: 'quotient', log: true },
    outline: 'the requirement fails',
    cells: Object.entries(families).flatMap(([name, audited]) =>
      Object.entries(quotients(audited)).map(([requirement, quotient]) => ({
        x: name,
        y: requirement,
        value: Math.max(quotient, 1e-12),
        outlined: quotient > 1,
      })),
    ),
  },
];
