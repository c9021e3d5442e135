import assert from 'node:assert/strict';
import { nme, validationMse } from '../../lib/metrics/metric';
import { leakWords, splitFindings, sweepFindings, sweepWords } from '../../lib/notebook/sweep-words';
import { matchSnapshot } from '../snapshot';
import { sweepOf } from './made-up';

describe('notebook/sweep-words', () => {
  const base = [0.0041, 0.004, 0.0042];
  const better = [0.003, 0.0031, 0.0029];
  const worse = [0.0051, 0.0049, 0.005];
  const similar = [0.0042, 0.0039, 0.0043];

  it('finds which variations are better, worse, identical or not significantly different', () => {
    const {
      variations,
      runs,
      base: first,
    } = sweepFindings(sweepOf({ default: base, A: better, B: worse, C: similar, D: base }));
    assert.deepEqual(
      variations.map(({ label, verdict }) => [label, verdict]),
      [
        ['A', 'better'],
        ['B', 'worse'],
        ['C', 'not significant'],
        ['D', 'identical'],
      ],
    );
    assert.equal(runs, 3);
    assert.equal(first.label, 'default');
  });

  it('claims nothing from single runs', () => {
    const { variations } = sweepFindings(sweepOf({ default: [9.1], A: [4] }, { metric: nme }));
    assert.deepEqual(
      variations.map(({ verdict }) => verdict),
      ['single run'],
    );
  });

  it('compares two splits by their intervals, and not at all if they are the same', () => {
    const split = (values: readonly number[], by: 'person' | 'photo') =>
      sweepOf({ default: values }, { parameters: { split: by } });
    // The seeds of the report that once claimed "32 % less".
    const once = splitFindings(
      split([0.00219, 0.00474, 0.00222], 'person'),
      split([0.00224, 0.00145, 0.0025], 'photo'),
    );
    assert.equal(once.verdict, 'not significant');
    assert.equal(splitFindings(split(base, 'person'), split(better, 'photo')).verdict, 'better');
    assert.equal(splitFindings(split(base, 'person'), split(worse, 'photo')).verdict, 'worse');
    assert.deepEqual(splitFindings(split(base, 'photo'), split(base, 'photo')).splits, ['photo', 'photo']);
  });

  it('puts findings into words', () => {
    const sweeps = [
      sweepOf({ default: base, 'learning rate 1e-4': better, '20 more channels': similar }),
      sweepOf({ default: base, A: better, B: worse, C: similar, D: base }),
      sweepOf({ default: base, 'no augmentation': base }),
      sweepOf({ default: [9.1], '64 photos': [149], '128 photos': [17.2] }, { metric: nme }),
      sweepOf({ default: base }),
    ];
    const leak = (first: readonly number[], second: readonly number[], by: 'person' | 'photo' = 'photo') =>
      leakWords(
        splitFindings(
          sweepOf({ default: first }, { parameters: { split: 'person' } }),
          sweepOf({ default: second }, { parameters: { split: by } }),
        ),
      );
    const texts = [
      ...sweeps.map((result) => sweepWords(sweepFindings(result))),
      leak(base, better),
      leak(base, worse),
      leak(base, similar),
      leak(base, base),
      leak([0.004], [0.002]),
      leak(base, better, 'person'),
    ];
    assert.equal(sweepFindings(sweeps[0]!).metric, validationMse);
    matchSnapshot(texts.join('\n\n---\n\n'), 'sweep.md');
  });
});
