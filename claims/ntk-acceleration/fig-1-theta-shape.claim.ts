import { defineClaim, fc } from 'lemmata';
import { theta } from './iteration-counts.ts';
import { type SearchOutcomes, searchParts } from './search-parts.ts';

interface Regime {
  /** θ(α) ≤ constant·√α */
  readonly constant: number;
  readonly runs: number;
}

interface Case {
  /** From α = 10⁻⁸ at −8 over ½ at 0 to 1 − 10⁻⁹ at 9, in decades of α below and of 1 − α above. */
  readonly place: number;
  /** A second point, this many decades beyond. */
  readonly gap: number;
}

const cases: fc.Arbitrary<Case> = fc.record({
  place: fc.double({ min: -8, max: 9, noNaN: true }),
  gap: fc.double({ min: 1e-3, max: 1, noNaN: true }),
});

const alphaAt = (place: number) => (place < 0 ? 0.5 * 10 ** place : 1 - 0.5 * 10 ** -place);

const statements = {
  increasing: {
    tolerance: 0,
    excess: ({ place, gap }: Case) => theta(alphaAt(place - gap)) - theta(alphaAt(place)),
  },
  'at most √α': {
    tolerance: 0,
    excess: ({ place }: Case, { constant }: Regime) => theta(alphaAt(place)) - constant * Math.sqrt(alphaAt(place)),
  },
  'slope ½ below 10⁻⁵': {
    tolerance: 0.002,
    excess({ place, gap }: Case) {
      // Down from 10⁻⁵, by as many decades as `place` is away from its upper end.
      const [upper, lower] = [-5 - (9 - place) / 6, -5 - (9 - place) / 6 - gap];
      const slope = Math.log10(theta(10 ** upper) / theta(10 ** lower)) / gap;
      return Math.abs(slope - 0.5);
    },
  },
  'tends to 1': {
    // √α is rounded, and 1 − √α with it.
    tolerance: 1e-7,
    excess({ place }: Case) {
      const alpha = alphaAt(Math.abs(place));
      return 1 - theta(alpha) - Math.LN2 / -Math.log1p(-Math.sqrt(alpha));
    },
  },
};

export default defineClaim<Regime, SearchOutcomes>({
  id: 'fig-1-theta-shape',
  paper: 'ntk-acceleration',
  title: 'θ increases from √α at small α to 1',
  label: 'Figure 1',
  section: 'C. Theorems and remarks',
  kind: 'inequality',
  statement: {
    tex: String.raw`\theta\ \text{increasing on}\ (0,1),\quad\theta(\alpha)\le\sqrt\alpha,\quad\theta(\alpha)/\sqrt\alpha\to1\ (\alpha\to0),\quad1-\theta(\alpha)\le\frac{\ln2}{-\ln(1-\sqrt\alpha)}\to0\ (\alpha\to1)`,
    plain:
      'θ increases with α, lies below √α and behaves like it for small α, and tends to 1 (logarithmically slowly) as α tends to 1.',
  },
  assumptions: ['5·10⁻⁹ ≤ α ≤ 1 − 5·10⁻¹⁰'],
  profiles: {
    quick: { trials: 1, regime: { constant: 1, runs: 300 } },
    full: { trials: 1, regime: { constant: 1, runs: 20_000 } },
  },
  ...searchParts<Case, Regime>(() => cases, statements),
  controls: [{ name: '0.8 √α', breaks: 'asks for θ(α) ≤ 0.8 √α', regime: { constant: 0.8 } }],
  figures: () => [
    {
      title: 'θ over √α',
      x: { label: 'α', log: true },
      y: { label: 'θ/√α' },
      series: [
        {
          name: 'θ/√α',
          points: Array.from({ length: 41 }, (_, k) => 10 ** (-8 + k / 5.001)).map(
            (alpha) => [alpha, theta(alpha) / Math.sqrt(alpha)] as const,
          ),
        },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
