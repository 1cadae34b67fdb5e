import { defineClaim } from 'lemmata';
import {
  fourLines,
  type MomentumUpdateRegime,
  type MomentumUpdates,
  measureMomentumUpdates,
  momentumUpdates,
  residualFigure,
} from './momentum-updates.ts';

export default defineClaim<MomentumUpdateRegime, MomentumUpdates>({
  id: 'gdm-s-gdm-n-updates-corrected',
  paper: 'momentum-generalization',
  title: 'The step of GD+M splits into a signal part and a noise part',
  label: '(GDM-S) and (GDM-N), corrected',
  section: 'A. Exact algebra',
  kind: 'identity',
  statement: {
    tex: String.raw`c_r^{(t+1)}=c_r^{(t)}-\eta\mathcal G_r^{(t+1)},\quad\Xi_{i,j,r}^{(t+1)}=\Xi_{i,j,r}^{(t)}-\eta G_{i,j,r}^{(t+1)}`,
    plain: 'The printed lines with η restored in the last one are what GD+M does.',
  },
  assumptions: ['λ = 0', 'g⁰ = 0', 'float64, 20 steps of random small problems, η = 0.07'],
  profiles: {
    quick: { trials: 120, regime: momentumUpdates },
    full: { trials: 1000, regime: momentumUpdates },
  },
  measure: measureMomentumUpdates,
  rule: fourLines,
  controls: [
    { name: 'undamped momentum', breaks: 'puts 1 for (1 − γ)', regime: { damped: false } },
    { name: 'no η', breaks: 'takes the last line as printed', regime: { noiseFactor: 'one' } },
  ],
  figures: residualFigure,
  expectation: { verdict: 'holds' },
});
