import { defineClaim } from 'lemmata';
import {
  type Audit,
  type Audited,
  audit,
  auditFigure,
  auditRule,
  insideTheory,
  paper,
  paperDisjoint,
} from './regime-audit.ts';

export default defineClaim<Audited, Audit>({
  id: 'table-1-regime-audit-corrected',
  paper: 'adam-generalization',
  title: 'An experiment with n = 8 and s = 1024 lies in the regime of the theory',
  label: 'Section 6, set-up, corrected',
  section: '8. Experiments',
  restsOn: ['appendix-a1-parameter-ordering', 'lemma-5-1-disjoint-supports'],
  kind: 'inequality',
  statement: {
    tex: String.raw`n=8,\ s=1024,\ d=4n^4s^2,\ \sigma_p=\alpha=s^{-1/2},\ \sigma_0=d^{-1/4},\ \lambda=\sigma_0^2/n:\quad\text{(P1)–(P6)},\ \lambda\le\lambda_0,\ P(B_i\cap B_k\ne\emptyset)\le n^{-2}`,
    plain: 'With few samples and a nominal dimension of 1.7·10¹⁰ all orderings that the theorems assume hold.',
  },
  assumptions: [
    'q = 3; constants and polylogarithms 1, so that o(·) is read as “smaller than”',
    'd is nominal: the columns that no training noise touches need not be stored',
  ],
  profiles: { quick: { trials: 1, regime: insideTheory }, full: { trials: 1, regime: insideTheory } },
  measure: (regime, trials) => trials.map(() => audit(regime)),
  rule: auditRule,
  controls: [
    { name: 'Section 6', breaks: 'the sizes of the paper’s experiment', regime: paper },
    { name: 'Section 6, disjoint supports', breaks: 'the same with d = 1 + ns', regime: paperDisjoint },
  ],
  figures: auditFigure,
  expectation: { verdict: 'holds' },
});
