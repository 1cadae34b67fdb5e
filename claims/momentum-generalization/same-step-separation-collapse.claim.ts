import { all, defineClaim, equivalent, type Lab, part } from 'lemmata';
import { betaOf } from './experiments.ts';
import { endsOf, type SameStep, sameStepAssumptions, windowFull, windowQuick } from './same-step.ts';

interface Collapse extends SameStep {
  /** Values of η/(1 − γ). */
  readonly ratios: readonly [number, number, number];
  /** η of the two runs at each of them. */
  readonly rates: readonly [number, number];
  /** The second run has this many times the η/(1 − γ) of the first. */
  readonly apart: number;
}

/** Error on small margins of GD+M, [ratio][which run]. */
type Errors = readonly (readonly [number, number])[];

async function measure(regime: Collapse, trials: readonly number[], lab: Lab): Promise<Errors[]> {
  const { ratios, rates, apart, ...rest } = regime;
  const errors: [number, number][][] = trials.map(() => []);
  for (const ratio of ratios) {
    const [first, second] = [
      await endsOf({ ...rest, rate: rates[0], damping: rates[0] / ratio }, trials, lab),
      await endsOf({ ...rest, rate: rates[1], damping: rates[1] / (apart * ratio) }, trials, lab),
    ];
    errors.forEach((row, k) => {
      row.push([first[k].small, second[k].small]);
    });
  }
  return errors;
}

const levels = { ratios: [1, 3, 10], rates: [0.1, 0.03], apart: 1 } as const;

export default defineClaim<Collapse, Errors>({
  id: 'same-step-separation-collapse',
  paper: 'momentum-generalization',
  title: 'What GD+M solves depends on η/(1 − γ) alone',
  label: 'Lemma 5.3 and Theorem 3.2, in the inertial regime',
  section: 'E. Headline statements',
  restsOn: ['same-step-separation', 'theorem-3-2-signal'],
  kind: 'equivalence',
  statement: {
    tex: String.raw`\ddot c+(1-\gamma)\dot c=-\eta(1-\gamma)L'(c)\ \Rightarrow\ \|c\|\to\sqrt{2\log2\,(1-\hat\mu)\,\eta/(1-\gamma)}`,
    plain:
      'By conservation of energy the signal coasts to a length that depends on η/(1 − γ) alone, and so does the error of GD+M on small margins.',
  },
  assumptions: [...sameStepAssumptions, 'η/(1 − γ) ∈ {1, 3, 10}, each with η = 0.1 and η = 0.03'],
  profiles: {
    quick: { trials: 16, regime: { ...windowQuick, ...levels } },
    full: { trials: 24, regime: { ...windowFull, ...levels, rates: [0.1, 0.01] } },
  },
  measure,
  rule: all(
    Object.fromEntries(
      levels.ratios.map((ratio, k) => [
        `η/(1 − γ) = ${ratio}`,
        part(equivalent({ margin: 0.05 }), (errors: Errors) => errors[k][1] - errors[k][0]),
      ]),
    ),
  ),
  controls: [
    {
      name: 'a third of the ratio',
      breaks: 'compares GD+M at η/(1 − γ) with GD+M at a third of it',
      regime: { apart: 1 / 3 },
    },
  ],
  figures: (observations, { ratios, dimension, samples, smallMargin }) => [
    {
      title: 'Error of GD+M on small margins against the predicted β‖c‖ after coasting',
      x: { label: 'β √(2 log 2 (1 − μ̂) η/(1 − γ))', log: true },
      y: { label: 'mean error' },
      series: ([0, 1] as const).map((which) => ({
        name: which === 0 ? 'larger η' : 'smaller η',
        points: ratios.map((ratio, k) => {
          const coasted = Math.sqrt(2 * Math.LN2 * (1 - smallMargin / samples) * ratio);
          const mean = observations.reduce((sum, errors) => sum + errors[k][which], 0) / observations.length;
          return [betaOf(dimension) * coasted, mean] as const;
        }),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
