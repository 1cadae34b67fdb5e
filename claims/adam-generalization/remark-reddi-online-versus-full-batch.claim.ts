import { all, alwaysExactly, defineClaim, part, type Worst } from 'lemmata';

interface Regime {
  /** The constants C of f_t(x) = Cx for t ≡ 1 mod 3, and −x else. */
  readonly constants: readonly number[];
  readonly starts: readonly number[];
  readonly steps: number;
  /** Of the online run. Adam has β₁ = 0 and β₂ = 1/(1 + C²). */
  readonly online: 'adam' | 'amsgrad' | 'long memory';
}

interface Run {
  /** Distance of the last three iterates to the point that the statement names, minus 0.05. */
  readonly worst: Worst;
  readonly curves: readonly { readonly name: string; readonly points: readonly (readonly [number, number])[] }[];
}
interface Observation {
  readonly online: Run;
  readonly batch: Run;
}

/** Iterates on [−1, 1] with step 0.1/√t. */
function iterates(slopeAt: (t: number) => number, beta2: number, start: number, steps: number, kind: Regime['online']) {
  let [x, v, largest] = [start, 0, 0];
  return Array.from({ length: steps }, (_, k) => {
    const t = k + 1;
    const slope = slopeAt(t);
    v = beta2 * v + (1 - beta2) * slope ** 2;
    largest = Math.max(largest, v);
    const scale = kind === 'amsgrad' ? largest : kind === 'long memory' ? v / (1 - beta2 ** t) : v;
    x = Math.max(-1, Math.min(1, x - ((0.1 / Math.sqrt(t)) * slope) / Math.sqrt(scale)));
    return x;
  });
}

function runs({ constants, starts, steps, online }: Regime, isOnline: boolean): Run {
  const target = isOnline ? 1 : -1;
  const each = constants.flatMap((C) =>
    starts.map((start) => {
      const beta2 = online === 'long memory' ? 0.999999 : 1 / (1 + C ** 2);
      const slope = (t: number) => (isOnline ? (t % 3 === 1 ? C : -1) : (C - 2) / 3);
      const x = iterates(slope, beta2, start, steps, online);
      const excess = Math.max(...x.slice(-3).map((last) => Math.abs(last - target))) - 0.05;
      const points = x.map((value, k) => [k + 1, value] as const).filter((_, k) => k % Math.ceil(steps / 60) === 0);
      return { worst: { excess, step: steps }, name: `C = ${C}, from ${start}`, points };
    }),
  );
  return {
    worst: each.map(({ worst }) => worst).reduce((known, next) => (next.excess > known.excess ? next : known)),
    curves: each,
  };
}

export default defineClaim<Regime, Observation>({
  id: 'remark-reddi-online-versus-full-batch',
  paper: 'adam-generalization',
  title: 'Adam fails on an online problem and succeeds on its full batch',
  label: 'Remark after Theorem 4.1 (Reddi et al.)',
  section: '6. Comparisons and remarks',
  kind: 'comparison',
  statement: {
    tex: String.raw`f_t(x)=Cx\ (t\equiv1\bmod3),\ -x\ \text{else, on }[-1,1]:\quad x_t^{\mathrm{online}}\to+1,\quad x_t^{\mathrm{full\ batch}}\to-1=\arg\min\textstyle\sum_tf_t`,
    plain:
      'On the linear losses of Reddi et al. online Adam ends within 0.05 of the worst point, and Adam on their average within 0.05 of the best.',
  },
  assumptions: ['β₁ = 0, β₂ = 1/(1 + C²), steps 0.1/√t, no ε', 'C ∈ {3, 4, 6, 10}, from −1, 0 and 1, T = 3·10⁴'],
  profiles: {
    quick: { trials: 1, regime: { constants: [3, 4, 6, 10], starts: [-1, 0, 1], steps: 30_000, online: 'adam' } },
    full: { trials: 1, regime: { constants: [3, 4, 6, 10], starts: [-1, 0, 1], steps: 300_000, online: 'adam' } },
  },
  measure: (regime, trials) => trials.map(() => ({ online: runs(regime, true), batch: runs(regime, false) })),
  rule: all({
    'online, to the worst point': part(alwaysExactly({ tolerance: 0 }), ({ online }: Observation) => online.worst),
    'full batch, to the best': part(alwaysExactly({ tolerance: 0 }), ({ batch }: Observation) => batch.worst),
  }),
  controls: [
    { name: 'AMSGrad', breaks: 'V never falls, so that the large slope counts', regime: { online: 'amsgrad' } },
    { name: 'long memory', breaks: 'β₂ = 0.999999 with bias correction', regime: { online: 'long memory' } },
  ],
  figures: ([{ online, batch }]) =>
    Object.entries({ 'Online Adam': online, 'Adam on the averaged loss': batch }).map(([title, { curves }]) => ({
      title,
      x: { label: 't', log: true },
      y: { label: 'x' },
      series: curves.map(({ name, points }) => ({ name, points })),
    })),
  expectation: { verdict: 'holds' },
});
