import { defineClaim } from 'lemmata';
import {
  fourLines,
  type MomentumUpdateRegime,
  type MomentumUpdates,
  measureMomentumUpdates,
  momentumUpdates,
  residualFigure,
} from './momentum-updates.ts';

const printed: MomentumUpdateRegime = { ...momentumUpdates, noiseFactor: 'one' };

export default defineClaim<MomentumUpdateRegime, MomentumUpdates>({
  id: 'gdm-s-gdm-n-updates',
  paper: 'momentum-generalization',
  title: 'The step of GD+M splits into a signal part and a noise part, as printed',
  label: '(GDM-S) and (GDM-N)',
  section: 'A. Exact algebra',
  kind: 'identity',
  statement: {
    tex: String.raw`\mathcal G_r^{(t+1)}=\gamma\mathcal G_r^{(t)}+(1-\gamma)\mathscr G_r^{(t)},\ c_r^{(t+1)}=c_r^{(t)}-\eta\mathcal G_r^{(t+1)};\quad G_{i,j,r}^{(t+1)}=\gamma G_{i,j,r}^{(t)}+(1-\gamma)\mathrm G_{i,j,r}^{(t)},\ \Xi_{i,j,r}^{(t+1)}=\Xi_{i,j,r}^{(t)}-G_{i,j,r}^{(t+1)}`,
    plain: 'Under GD+M, signal and noise follow these four lines; the last one is printed without the step size η.',
  },
  assumptions: ['λ = 0', 'g⁰ = 0', 'float64, 20 steps of random small problems, η = 0.07'],
  profiles: { quick: { trials: 120, regime: printed }, full: { trials: 1000, regime: printed } },
  measure: measureMomentumUpdates,
  rule: fourLines,
  controls: [
    { name: 'undamped momentum', breaks: 'puts 1 for (1 − γ)', regime: { damped: false, noiseFactor: 'rate' } },
    {
      name: 'η restored',
      breaks: 'nothing: Ξ ← Ξ − ηG is what GD+M does',
      regime: { noiseFactor: 'rate' },
      expected: 'supported',
    },
  ],
  figures: residualFigure,
  counterexample: ([first]) => ({
    line: 'Ξ_{i,j,r}^{(t+1)} = Ξ_{i,j,r}^{(t)} − G_{i,j,r}^{(t+1)}',
    residual: first.noise.excess,
    step: first.noise.step,
    otherLines: { signalMomentum: first.signalMomentum, signal: first.signal, noiseMomentum: first.noiseMomentum },
  }),
  expectation: {
    verdict: 'fails as printed',
    reason: 'The last line lacks η: the iterates move by −ηG. The other three lines are exact.',
    corrected: 'gdm-s-gdm-n-updates-corrected',
  },
});
