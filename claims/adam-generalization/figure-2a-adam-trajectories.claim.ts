import { defineClaim, proportionAtLeastAnytime } from 'lemmata';
import { paperContrast, quickContrast } from './contrast.ts';
import { curves, type ShapeRegime, type Shapes, shapeFigure, slope, straightness } from './trajectory-shapes.ts';

interface Regime extends ShapeRegime {
  /** How steep memorisation may still be over the last tenth, over its early slope. */
  readonly late: number;
}

interface Observation extends Shapes {
  readonly asDrawn: boolean;
}

/** End of the stretch on which memorisation is straight, and latest peak of the feature. */
const [straightUntil, latestPeak] = [1000, 1500];

export default defineClaim<Regime, Observation>({
  id: 'figure-2a-adam-trajectories',
  paper: 'adam-generalization',
  title: 'Adam first learns the feature, then reverses it, and memorises the noise linearly',
  label: 'Figure 2 (a)',
  section: '8. Experiments',
  restsOn: ['lemma-5-2-stage-one-rates', 'lemma-5-3-feature-flip'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\max_r\langle w_{1,r},v\rangle\ \text{rises, then falls below }0\text{ for good};\qquad\max_r\langle w_{1,r},\xi_i\rangle\ \text{grows linearly, then slows}`,
    plain:
      'The feature curve has an early peak, changes sign once and ends negative; the memorisation curve is straight over the first 1000 steps and much less steep at the end.',
  },
  assumptions: [
    'samples and neurons of class 1; memorisation is averaged over the samples',
    'the experiment of Section 6 (full) and a reduced one for a quarter of the time: n = 20, d = 500, m = 10 (quick)',
    'R² ≥ 0.98 on [0, 1000]; over the last tenth the slope is at most 0.15 of the early one (full); a quarter of the time shows no more than that it has halved, to about a fifth (quick)',
    'judged by trial, in more than half: a start with a large feature correlation is not reversed',
  ],
  profiles: {
    quick: { trials: { batch: 4, max: 84 }, regime: { ...quickContrast, arm: 'adam', late: 0.5 } },
    full: { trials: { batch: 4, max: 84 }, regime: { ...paperContrast, arm: 'adam', late: 0.15 } },
  },
  measure: async (regime, trials, lab) =>
    (await curves(regime, trials, lab)).map((shapes) => {
      const { feature, memory } = shapes;
      const peak = feature.reduce((known, next) => (next[1] > known[1] ? next : known));
      const changes = feature.filter(([, value], k) => k > 0 && value > 0 !== feature[k - 1][1] > 0).length;
      const late = slope(memory, 0.9 * regime.steps, regime.steps) / slope(memory, 0, straightUntil);
      const reversed = peak[0] > 0 && peak[0] < latestPeak && changes === 1 && feature.at(-1)![1] < 0;
      return { ...shapes, asDrawn: reversed && straightness(memory, 0, straightUntil) >= 0.98 && late <= regime.late };
    }),
  rule: {
    ...proportionAtLeastAnytime({ p: 0.5 }),
    decide: (observations, share) =>
      proportionAtLeastAnytime({ p: 0.5 }).decide(
        observations.map(({ asDrawn }) => asDrawn),
        share,
      ),
  },
  controls: [{ name: 'GD', breaks: 'GD in the place of Adam', regime: { arm: 'gd' }, trials: 24 }],
  figures: shapeFigure,
  expectation: { verdict: 'holds' },
});
