import assert from 'node:assert/strict';
import { lossCurves, lossSummary } from '../../lib/figures/loss-curves';
import { matchSnapshot, readable } from '../snapshot';
import { resetFigures } from './fake-notebook';
import { madeUpRecord, specOf } from './made-up';

const runs = { default: [madeUpRecord([4, 2]), madeUpRecord([2, 1])], other: madeUpRecord([3, 3]) };

describe('loss curves', () => {
  beforeEach(resetFigures);

  it('draw the mean over seeds with the band from the lowest to the highest, and the baseline', () => {
    const figure = lossCurves(runs, { baseline: 5 });
    matchSnapshot(readable(figure.html(1).text), 'loss-curves.html');
    const [validation, training, other] = specOf(figure).series;
    assert.deepEqual(
      [validation!.y, validation!.low, validation!.high],
      [
        [3, 1.5],
        [2, 1],
        [4, 2],
      ],
    );
    assert.deepEqual([training!.y, training!.dash, training!.color], [[1.5, 0.75], 'dash', validation!.color]);
    assert.equal(other!.low, undefined);
  });

  it('sum up the last epochs; a diverged run leaves its mean unknown', () => {
    const { ends, repeats } = lossSummary(runs);
    assert.deepEqual(
      ends.map(({ label, value }) => [label, value.count, value.mean]),
      [
        ['default', 2, 1.5],
        ['other', 1, 3],
      ],
    );
    assert.equal(repeats, 2);
    const diverged = lossSummary({ run: [madeUpRecord([1, NaN]), madeUpRecord([1, 1])] });
    assert.ok(Number.isNaN(diverged.ends[0]!.value.mean));
  });

  it('say what is drawn', () => {
    const captions = [
      lossCurves(runs),
      lossCurves({ run: [madeUpRecord([1, 0.5]), madeUpRecord([1, 0.5])] }),
      lossCurves({ run: madeUpRecord([1, NaN]) }),
      lossCurves({ run: madeUpRecord([1]) }, { metric: 'loss', training: false }),
    ].map(({ caption }) => caption);
    matchSnapshot(captions.join('\n'), 'loss-curves.txt');
  });

  it('leave gaps for what is not a number', () => {
    const figure = lossCurves({ run: madeUpRecord([0.4, NaN, 0.2]) }, { log: false });
    assert.deepEqual(specOf(figure).series[0]!.y, [0.4, null, 0.2]);
    assert.ok(!figure.body.text.includes('NaN'));
  });
});
