import type { ControlRecord, Record } from '../../src/claim/record.ts';
import { summarise } from '../../src/report/summary.ts';
import { control, finding, meta, record } from './builders.ts';

const printed = {
  verdict: 'fails as printed' as const,
  reason: 'the proof drops a factor of √5',
  corrected: 'thm-2-heavy-ball-bound-corrected',
};
const unmeasured = { verdict: 'not run' as const, measured: null, interval: null, trials: 0 };

function notRun(reason: string): Partial<Record> {
  return {
    ...unmeasured,
    reason,
    predicted: 'the proportion of trials within the bound is at least 0.9',
    sentence: `Nothing was measured: ${reason}`,
    gate: 'fail',
    gateReason: `not run: ${reason}`,
  };
}

function unmeasuredControl(name: string, reason: string): ControlRecord {
  return control(name, { ...unmeasured, reason, sentence: `Nothing was measured: ${reason}`, caught: false });
}

/** One record for every verdict × gate that can occur, and some awkward numbers and names. Not in the order of a run. */
export function records(): Record[] {
  const adam = 'adam-generalization';
  const igr = 'igr-momentum';
  const ntk = 'ntk-acceleration';
  return [
    record({
      id: 'thm-2-heavy-ball-bound',
      paper: ntk,
      title: 'Accelerated bound ‖ξ‖ ≤ 2√κ·ρᵗ, as printed',
      verdict: 'refuted',
      expectation: printed,
      measured: 1.118,
      predicted: '≤ 1',
      interval: [1.098765, null],
      counterexample: { trial: 3, step: 17, ratio: 1.1180339887, weights: Array.from({ length: 60 }, (_, k) => k / 7) },
      controls: [control('β = 0'), control('step above 2/L'), control('width 4')],
    }),
    record({
      id: 'thm-2-heavy-ball-bound-corrected',
      paper: ntk,
      measured: null,
      interval: [null, 0.99],
      durationMs: 12,
    }),
    record({
      id: 'lemma-3-spectral-norm',
      paper: ntk,
      expectation: { ...printed, corrected: 'lemma-3-spectral-radius' },
      gate: 'fail',
      gateReason: 'supported, but expected to be refuted',
    }),
    record({
      id: 'thm-2-asymptotic-rate',
      paper: ntk,
      kind: 'rate',
      title: 'Residuals decay at 1 − √(ηλ/2) | heavy ball, & at 1 − ηλ <under> "GD"',
      verdict: 'refuted',
      measured: -1.23456e-7,
      predicted: '1 ± 0.05',
      interval: [-2.5e-7, 3.21e-9],
      gate: 'fail',
      gateReason: 'refuted, but expected to be supported',
      controls: [control('gradient descent'), control('narrow net')],
      durationMs: 65_432,
    }),
    record({
      id: 'figure-1-norm-ordering',
      paper: igr,
      kind: 'ordering',
      title: '大きな β ほど小さいノルム 🎯',
      measured: 31415.9,
      interval: [null, null],
      predicted: '> 0',
      controls: [],
    }),
    record({
      id: 'theorem-4-1-stationary-flow-order',
      paper: igr,
      kind: 'exponent',
      verdict: 'undecided',
      measured: 1.73,
      predicted: 'between 1.8 and 2.2 over the asymptotic range',
      interval: [1.4, 2.06],
      gate: 'fail',
      gateReason: 'undecided, and the claim does not say that this profile is too small',
    }),
    record({
      id: 'theorem-5-1-pathwise-order',
      paper: igr,
      kind: 'exponent',
      verdict: 'undecided',
      measured: 1.9,
      predicted: '2 ± 0.1',
      interval: [1.7, 2.1],
      gateReason: 'undecided here; profile full decides: the sweep is too short for a slope',
      trials: 1_250_000,
    }),
    record({
      id: 'table-1-synthetic',
      paper: adam,
      kind: 'comparison',
      title: 'Adam | GD: both fit; only GD generalises',
      parts: [
        { ...finding({ measured: 0 }), name: 'train error', sentence: 'Both train errors are 0.' },
        { ...finding({ verdict: 'refuted' }), name: 'test error', sentence: 'Adam errs on 2 of 64.' },
      ],
      evidence: { seed: 7, path: '3:1:0', worst: [0.5, 0.25] },
      gate: 'fail',
      gateReason: 'vacuous: control "no noise patch" came out supported, not refuted',
      vacuous: true,
      controls: [
        control('large step'),
        control('no noise patch', { verdict: 'supported', caught: false, measured: 1, interval: [0.95, 1] }),
      ],
    }),
    record({
      id: 'lemma-5-3-feature-flip',
      paper: adam,
      title: 'Adam unlearns the feature',
      ...notRun('training diverged: loss of trial 3 is NaN at step 118\n    at train (src/engines/train.ts:10:5)'),
      controls: [unmeasuredControl('sign fixed', 'training diverged')],
    }),
    record({
      id: 'lemma-a-4-a-name-that-is-rather-too-long-for-any-column',
      paper: adam,
      verdict: 'undecided',
      expectation: printed,
      gate: 'fail',
      gateReason: 'undecided, and the claim does not say that this profile is too small',
      controls: [control('positive', { verdict: 'supported', expected: 'supported' })],
    }),
    record({
      id: 'theorem-4-2-same-solution',
      paper: adam,
      kind: 'equivalence',
      gate: 'fail',
      gateReason: 'control "no weight decay" not run: the device was lost',
      controls: [unmeasuredControl('no weight decay', 'the device was lost')],
    }),
    record({
      id: 'figure-4-cifar-small-margin',
      paper: adam,
      ...notRun('no data: cifar-10 is not in ./data; get it from https://example.org and pass --data'),
      noData: true,
      gate: 'skip',
      controls: [],
    }),
    record({
      id: 'worker-died',
      paper: adam,
      ...notRun(`the claim threw \u001b[31mError\u001b[0m: ${'a very long story, '.repeat(40)}the end`),
      controls: [],
    }),
  ];
}

export const run = summarise(records(), meta);

/** The same run, had nothing gone wrong. */
export const calm = summarise(
  records().filter(({ gate }) => gate === 'pass'),
  meta,
);
