import { all, defineClaim, type Figure, fc, neverViolated, part, random, type SearchOutcome, search } from 'lemmata';

interface Regime {
  /** Range of (y₀/x₀)^{q−2} B/A; the claim bounds y as if it were 1/2. */
  readonly strength: readonly [number, number];
  /** x₀ = y₀ S^{1/(q−2)}(1 + margin) in the form of Claim C.20. */
  readonly margin: number;
  readonly runs: number;
}

interface Observation {
  readonly lemma: SearchOutcome;
  readonly claimC20: SearchOutcome;
}

interface Case {
  /** q */
  readonly degree: number;
  /** ηAx₀^{q−2} */
  readonly step: number;
  /** Where C lies between x₀ and the largest target, and (y₀/x₀)^{q−2} B/A in its range. */
  readonly target: number;
  readonly place: number;
  readonly seed: number;
}

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const cases: fc.Arbitrary<Case> = fc.record({
  degree: fc.integer({ min: 3, max: 6 }),
  step: number(-4, -1.7).map((power) => 10 ** power),
  target: number(0, 1),
  place: number(0, 1),
  seed: fc.nat(1e6),
});

/**
 * x and y in units of x₀ and of y₀: x grows by pace·x^{q−1}, y by pace·strength·y^{q−1}, until x ≥ target. `time` is
 * the sum of the paces, `coarse` the largest relative growth of x in a step.
 */
function race(q: number, strength: number, target: number, pace: (x: number) => number) {
  let [x, y, time, coarse] = [1, 1, 0, 0];
  while (x < target && y < 1e9) {
    const now = pace(x);
    coarse = Math.max(coarse, now * x ** (q - 2));
    time += now;
    x += now * x ** (q - 1);
    y += now * strength * y ** (q - 1);
  }
  return { y, time, coarse };
}

/** y_T/y₀ where y^{q−2} has grown by 1/(1 − used), and that with the time that x takes at most. */
const grown = (used: number, q: number) => (1 - used) ** (-1 / (q - 2));
const bound = (strength: number, coarse: number, q: number) => grown(strength * (1 + coarse) ** (q - 1), q);

/** Constant speed; a step that lets x grow by at most 5 %. */
function lemmaExcess({ degree: q, step, target, place }: Case, [low, high]: Regime['strength']): number {
  const strength = low + place * (high - low);
  const largest = Math.min(30, (0.05 / step) ** (1 / (q - 2)));
  const { y, time, coarse } = race(q, strength, 1 + target * (largest - 1), () => step);
  const used = (q - 2) * strength * time;
  const explicit = used < 1 ? y / grown(used, q) - 1 : 0;
  return Math.max(explicit, y / bound(0.5, coarse, q) - 1);
}

/** Claim C.20: random speeds C_t, x₀ = y₀S^{1/(q−2)}(1 + margin), held to the bound for a margin of 0.2. */
function c20Excess({ degree: q, target, seed }: Case, margin: number): number {
  const stream = random(`tensor power pair|${seed}`);
  const pace = (x: number) => 0.02 * stream.uniform() * x ** (2 - q);
  const { y, coarse } = race(q, (1 + margin) ** (2 - q), 1 + 29 * target, pace);
  return y / bound(1.2 ** (2 - q), coarse, q) - 1;
}

const tolerance = 1e-9;
const never = neverViolated({ tolerance, atMost: 0.005 });

/** y_T/y₀ over B/A at C = 10x₀ with small steps, for several y₀/x₀; it blows up at (y₀/x₀)^{q−2}B/A = 1. */
function phaseDiagram(): Figure {
  const quotients = Array.from({ length: 25 }, (_, k) => 10 ** (-4 + k / 6));
  return {
    title: 'y_T/y₀ at q = 3, C = 10x₀',
    x: { label: 'B/A', log: true },
    y: { label: 'y_T/y₀', log: true },
    series: [0.1, 0.3, 1, 3, 10].map((size) => ({
      name: `y₀/x₀ = ${size}`,
      points: quotients.map((quotient) => [quotient, race(3, quotient * size, 10, () => 1e-3).y] as const),
    })),
  };
}

const printed: Regime = { strength: [0, 0.5], margin: 0.2, runs: 3000 };

export default defineClaim<Regime, Observation>({
  id: 'lemma-a9-tensor-power-second-sequence',
  paper: 'adam-generalization',
  title: 'The slower of two tensor power iterations hardly moves',
  label: 'Lemma A.9, second part',
  section: '5. Gradient descent',
  restsOn: ['lemma-a9-tensor-power-time-upper'],
  kind: 'inequality',
  statement: {
    tex: String.raw`y_{t+1}\le y_t+\eta By_t^{q-1}:\quad y_{T_x}\le y_0\big[1-(q-2)By_0^{q-2}\eta T_x\big]^{-1/(q-2)}=O(x_0)`,
    plain:
      'When x has reached its target, a sequence whose growth (y₀/x₀)^{q−2}B/A is less than half that of x is still of its initial order; so it is under time-varying speeds with x₀ ≥ 1.2 y₀S^{1/(q−2)}.',
  },
  assumptions: [
    'q ∈ {3, …, 6}, C/x₀ ∈ [1, 30], equality sequences, which are the extremal ones',
    'x grows by a share c ≤ 5 % in a step: with T_x from its upper bound the bracket is 1 − (B/A)(y₀/x₀)^{q−2}(1 + c)^{q−1}',
    'B = o(1) and y₀ = O(x₀) as B(y₀/x₀)^{q−2}/A ≤ 1/2: y_T ≤ 2^{1/(q−2)}y₀ up to the steps; the constant blows up at 1',
  ],
  profiles: {
    quick: { trials: 1, regime: printed },
    full: { trials: 8, regime: { ...printed, runs: 5000 } },
  },
  measure({ strength, margin, runs }, trials, lab) {
    const look = (seed: string, excess: (candidate: Case) => number, trial: number) =>
      search({ cases, excess, tolerance, runs, seed: lab.seed(seed, trial) });
    return trials.map((trial) => ({
      lemma: look('two sequences', (candidate) => lemmaExcess(candidate, strength), trial),
      claimC20: look('speeds', (candidate) => c20Excess(candidate, margin), trial),
    }));
  },
  rule: all({
    'Lemma A.9': part(never, ({ lemma }: Observation) => lemma),
    'Claim C.20': part(never, ({ claimC20 }: Observation) => claimC20),
  }),
  controls: [
    {
      name: 'beyond the boundary',
      breaks: 'B = 1.05A at y₀ = x₀: y is the faster',
      regime: { strength: [1.05, 1.05] },
    },
    { name: 'C.20 without the margin', breaks: 'x₀ = 0.95 y₀S^{1/(q−2)}', regime: { margin: -0.05 } },
  ],
  figures: () => [phaseDiagram()],
  expectation: { verdict: 'holds' },
});
