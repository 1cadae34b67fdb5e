import {
  all,
  alwaysExactly,
  alwaysWithProbability,
  defineClaim,
  logBinomialTail,
  normalWithin,
  part,
  random,
  type Worst,
} from 'lemmata';
import { drawStart, nearKink } from './net-run.ts';
import { drawInputs } from './small-net.ts';

interface Regime {
  /** Of mR_1 in the threshold. */
  readonly constant: number;
}

interface Observation {
  /** log P(|S_i^⊥| > constant·mR_1) + mR_1 at its largest over the grid; trial 0 computes it for all. */
  readonly tail: Worst | null;
  /** max_i |S_i^⊥| − constant·mR_1 of one drawn net. */
  readonly drawn: Worst;
}

const net = { samples: 10, dimension: 5, width: 1000, radius: 0.05 };
const spaced = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, k) => from * (to / from) ** (k / (count - 1)));
const widths = [...new Set(spaced(5, 3000, 60).map(Math.round))];
const radii = spaced(1e-4, 0.9, 60);

/** |S_i^⊥| ~ Bin(m, P(|z| ≤ R_1)) for every x_i ≠ 0. */
function tailExcess(constant: number): Worst {
  let worst: Worst = { excess: Number.NEGATIVE_INFINITY, step: 0 };
  for (const m of widths) {
    for (const radius of radii) {
      const excess = logBinomialTail(m, normalWithin(radius), constant * m * radius) + m * radius;
      if (excess > worst.excess) worst = { excess, step: m };
    }
  }
  return worst;
}

/** The smallest c for which P(|S_i^⊥| > c mR_1) ≤ e^{−mR_1}. */
function leastConstant(m: number, radius: number): number {
  const p = normalWithin(radius);
  let count = 0;
  while (logBinomialTail(m, p, count) > -m * radius) count++;
  return count / (m * radius);
}

export default defineClaim<Regime, Observation>({
  id: 'lemma-2-pattern-count',
  paper: 'ntk-acceleration',
  title: 'At most 4mR neurons can change the gate of an input',
  label: 'Lemma 2',
  section: 'D. Residual dynamics',
  kind: 'probability',
  statement: {
    tex: String.raw`\Pr\big[\,|S_i^\perp|\le4mR_1\ \forall i\,\big]\ge1-n\,e^{-mR_1}`,
    plain:
      'With probability at least 1 − n exp(−mR_1), for no input can more than 4mR_1 neurons change their gate within a distance R_1 of their initial weights.',
  },
  assumptions: [
    'x_i ≠ 0',
    '0 < R_1 < 1',
    'exact binomial tails for m ≤ 3000, 10⁻⁴ ≤ R_1 ≤ 0.9; drawn nets at n = 10, m = 1000, R_1 = 0.05',
  ],
  profiles: { quick: { trials: 230, regime: { constant: 4 } }, full: { trials: 500, regime: { constant: 4 } } },
  measure: ({ constant }, trials, lab) =>
    trials.map((trial) => {
      const stream = random(lab.seed('net', trial));
      const inputs = drawInputs(stream, net.samples, net.dimension);
      const start = drawStart(stream, { inputs, labels: inputs.map(() => 1) }, net.width);
      const most = Math.max(...nearKink(start, net.radius));
      return {
        tail: trial === 0 ? tailExcess(constant) : null,
        drawn: { excess: most - constant * net.width * net.radius, step: 0 },
      };
    }),
  rule: all(
    {
      'exact tail of one input': part(alwaysExactly({ tolerance: 1e-9 }), ({ tail }: Observation) => tail),
      'drawn nets': part(alwaysWithProbability({ p: 0.95 }), ({ drawn }: Observation) => drawn),
    },
    ['probability'],
  ),
  controls: [{ name: 'half of mR', breaks: 'asks for |S_i^⊥| ≤ ½mR_1', regime: { constant: 0.5 }, trials: 20 }],
  figures: () => [
    {
      title: 'log P(|S_i^⊥| > 4mR_1) + mR_1',
      x: { label: 'mR_1', log: true },
      y: { label: 'must be ≤ 0' },
      series: [0.001, 0.03, 0.3].map((radius) => ({
        name: `R_1 = ${radius}`,
        points: widths.map(
          (m) => [m * radius, logBinomialTail(m, normalWithin(radius), 4 * m * radius) + m * radius] as const,
        ),
      })),
    },
    {
      title:
        'The smallest constant that could replace 4; as mR_1 → ∞, R_1 → 0 it tends to 2.36, where c ln(c/√(2/π)) − c + √(2/π) = 1',
      x: { label: 'mR_1', log: true },
      y: { label: 'c' },
      series: [0.001, 0.1, 0.5].map((radius) => ({
        name: `R_1 = ${radius}`,
        points: spaced(0.5, 300, 40).map((mean) => [mean, leastConstant(Math.round(mean / radius), radius)] as const),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
