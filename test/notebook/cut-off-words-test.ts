import assert from 'node:assert/strict';
import { interpret } from '../../lib/metrics/interpretation';
import { cutOffFindings, cutOffWords, describeCutOff } from '../../lib/notebook/cut-off-words';
import { madeUpSamples, shifted } from '../figures/made-up';
import { matchSnapshot } from '../snapshot';

const samples = madeUpSamples(12);

describe('notebook/cut-off-words', () => {
  const result = interpret(
    samples,
    shifted(samples, () => 3),
  );
  const { count } = samples.landmarkSet;
  // The first landmark of each face is cut off.
  const landmarks = samples.landmarks.map((value, i) => (i % (2 * count) === 0 ? 1.2 : value));
  const outside = (error: number) => ({
    ...result,
    samples: { ...samples, landmarks },
    landmarkErrors: result.landmarkErrors.map((_, i) => (i % count === 0 ? error + (i % 7) : 2 + (i % 3))),
  });
  const [harder, easier, alike] = [8, 0, 0.3].map((error) => cutOffFindings(outside(error))!);

  it('compares landmarks outside the crop with those inside, face by face', () => {
    assert.equal(cutOffFindings(result), undefined);
    assert.equal(harder!.comparison.verdict, 'worse');
    assert.equal(harder!.faces, 12);
    assert.ok(Math.abs(harder!.share - 100 / 58) < 1e-9);
  });

  it('puts each verdict into words', () => {
    const texts = [
      harder!,
      { ...easier!, comparison: { ...easier!.comparison, verdict: 'better' as const } },
      { ...alike!, comparison: { ...alike!.comparison, verdict: 'not significant' as const } },
      undefined,
    ];
    matchSnapshot(texts.map(cutOffWords).join('\n\n'), 'cut-off.md');
    assert.equal(describeCutOff(result).markdown, cutOffWords(undefined));
  });
});
