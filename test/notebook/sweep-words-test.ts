import assert from 'node:assert/strict';
import { own } from '../../lib/experiments/own';
import { nme, validationMse } from '../../lib/metrics/metric';
import { describeSweep, differIn, sweepFindings, sweepWords } from '../../lib/notebook/sweep-words';
import { matchSnapshot } from '../snapshot';
import { sweepOf } from './made-up';

const base = [0.0041, 0.004, 0.0042];
const better = [0.003, 0.0031, 0.0029];
const worse = [0.0051, 0.0049, 0.005];
const similar = [0.0042, 0.0039, 0.0043];
const all = { default: base, A: better, B: worse, C: similar, D: base };

const verdictsOf = (result: ReturnType<typeof sweepOf>) =>
  sweepFindings(result).variations.map(({ label, verdict }) => [label, verdict]);

describe('notebook/sweep-words', () => {
  it('finds which variations are better, worse, identical or not significantly different', () => {
    assert.deepEqual(verdictsOf(sweepOf(all)), [
      ['A', 'better'],
      ['B', 'worse'],
      ['C', 'not significant'],
      ['D', 'identical'],
    ]);
    const { runs, base: first, metric } = sweepFindings(sweepOf(all));
    assert.deepEqual([runs, first.label, metric], [3, 'default', validationMse]);
  });

  it('claims nothing from single runs or from those that have diverged', () => {
    assert.deepEqual(verdictsOf(sweepOf({ default: [9.1], A: [4] }, { metric: nme })), [['A', 'no interval']]);
    assert.deepEqual(verdictsOf(sweepOf({ default: base, A: [NaN, 0.1, 0.2] })), [['A', 'diverged']]);
  });

  it('asks more of one comparison among many', () => {
    const near = [0.00385, 0.0038, 0.0037];
    assert.deepEqual(verdictsOf(sweepOf({ default: base, A: near })), [['A', 'better']]);
    const others = Object.fromEntries(['B', 'C', 'D', 'E', 'F'].map((label) => [label, similar]));
    assert.deepEqual(verdictsOf(sweepOf({ default: base, A: near, ...others }))[0], ['A', 'not significant']);
  });

  it('speaks of folds where the runs are those of a cross-validation', () => {
    const findings = sweepFindings(sweepOf({ default: base, C: similar }));
    assert.match(sweepWords(findings), /With 3 seeds each/);
    assert.match(sweepWords({ ...findings, each: 'fold' }), /With 3 folds each/);
    const runs = [1, 2].map((fold) => ({ parameters: { ...own.defaults, fold } }));
    assert.deepEqual([differIn(runs), differIn(runs.slice(1))], ['fold', 'seed']);
  });

  it('puts findings into words', () => {
    const sweeps = [
      sweepOf({ default: base, 'learning rate 1e-4': better, '20 more channels': similar }),
      sweepOf(all),
      sweepOf({ default: base, A: better, B: better.map((x) => x + 1e-5), C: better.map((x) => x - 1e-5) }),
      sweepOf({
        default: base,
        A: [0.00385, 0.0038, 0.0037],
        B: similar,
        C: similar,
        D: similar,
        E: similar,
        F: similar,
      }),
      sweepOf({ default: base, 'no augmentation': base }),
      sweepOf({ default: base, 'learning rate 1': [58e6, NaN, 1e8] }),
      sweepOf({ default: [9.1], '64 photos': [149], '128 photos': [17.2] }, { metric: nme }),
      sweepOf(
        { default: base, 'input 80x60': similar, '4 layers': worse },
        { perRun: (label) => ({ size: { default: 1_852_164, '4 layers': 1_800_000 }[label] ?? 992_004 }) },
      ),
      sweepOf({ default: base }),
    ];
    matchSnapshot(sweeps.map((result) => sweepWords(sweepFindings(result))).join('\n\n---\n\n'), 'sweep.md');
    assert.equal(describeSweep(sweeps[0]!).markdown, sweepWords(sweepFindings(sweeps[0]!)));
  });
});
