import { all, defineClaim, part, proportionAtLeastAnytime } from 'lemmata';
import { paperContrast, quickContrast } from './contrast.ts';
import { curves, type ShapeRegime, type Shapes, shapeFigure } from './trajectory-shapes.ts';

const often = proportionAtLeastAnytime({ p: 0.5 });
const at = ({ feature }: Shapes, share: number) =>
  feature.findLast(([t]) => t <= share * feature[feature.length - 1][0])![1];

const quick: ShapeRegime = { ...quickContrast, samples: 50, gdSteps: 300, test: 10, arm: 'gd' };

export default defineClaim<ShapeRegime, Shapes>({
  id: 'figure-2b-gd-trajectories',
  paper: 'adam-generalization',
  title: 'GD learns the feature and leaves the noise at its initial level',
  label: 'Figure 2 (b)',
  section: '8. Experiments',
  restsOn: ['lemma-5-7-gd-maintain', 'lemma-5-6-gd-noise-stays-small'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\max_r\langle w_{1,r},v\rangle\ \text{rises to a constant and stays};\qquad\max_r\langle w_{1,r},\xi_i\rangle\approx\max_r\langle w_{1,r}^{(0)},\xi_i\rangle`,
    plain:
      'The feature curve ends 50 times above its start and changes by at most 15 % over the last 30 % of the run; the memorisation curve stays within 20 % of its start.',
  },
  assumptions: [
    'samples and neurons of class 1; memorisation is averaged over the samples',
    'the experiment of Section 6 (full) and a reduced one: n = 50, d = 500, m = 10, η = 2, 300 steps (quick)',
    'n large: GD memorises 2/n times as fast as it learns, which at n = 20 is enough for more than 20 % in some draws',
  ],
  profiles: {
    quick: { trials: { batch: 4, max: 68 }, regime: quick },
    full: { trials: { batch: 4, max: 68 }, regime: { ...paperContrast, arm: 'gd' } },
  },
  measure: curves,
  rule: all(
    {
      'feature learnt': part(often, (shapes: Shapes) => at(shapes, 1) >= 50 * at(shapes, 0)),
      'feature kept': part(often, (shapes: Shapes) => Math.abs(at(shapes, 1) / at(shapes, 0.7) - 1) <= 0.15),
      'noise not memorised': part(often, ({ memory }: Shapes) =>
        memory.every(([, value]) => Math.abs(value / memory[0][1] - 1) <= 0.2),
      ),
    },
    ['trajectory'],
  ),
  controls: [
    {
      name: 'Adam',
      breaks: 'Adam in the place of GD; in both profiles at the sizes of quick',
      regime: { ...quick, arm: 'adam', steps: 200 },
      trials: 22,
    },
  ],
  figures: shapeFigure,
  expectation: { verdict: 'holds' },
});
