import assert from 'node:assert/strict';
import { cedCurve } from '../../lib/figures/ced-curve';
import type { ChartSpec } from '../../lib/figures/chart-spec';
import { cropChart } from '../../lib/figures/crop-chart';
import { errorByLabel } from '../../lib/figures/error-by-label';
import { errorByLandmark } from '../../lib/figures/error-by-landmark';
import type { Figure } from '../../lib/figures/figure';
import { interpret } from '../../lib/metrics/interpretation';
import { lineChart } from '../../lib/figures/line-chart';
import { lossCurves } from '../../lib/figures/loss-curves';
import { TrainingDisplay } from '../../lib/figures/training-display';
import { toCsv } from '../../lib/figures/page/csv';
import { smoothed } from '../../lib/figures/page/smoothing';
import { madeUpRecord, madeUpSamples, shifted } from './made-up';

const specOf = (figure: Figure) =>
  JSON.parse(/<script type="application\/json">([^]*?)<\/script>/.exec(figure.body)![1]!) as ChartSpec;

const samples = madeUpSamples();
const result = interpret(
  samples,
  shifted(samples, (face) => 10 * (face + 1)),
);

describe('charts', () => {
  it('draw the mean over seeds with the band from the lowest to the highest', () => {
    const figure = lossCurves({ default: [madeUpRecord([4, 2]), madeUpRecord([2, 1])], other: madeUpRecord([3, 3]) });
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
    assert.match(figure.caption, /1\.50 \(default\), 3\.00 \(other\).*2 seeds/);
  });

  it('leave gaps for what is not a number, and say so to those who do not see', () => {
    const figure = lossCurves({ run: madeUpRecord([0.4, NaN, 0.2]) }, { log: false });
    assert.deepEqual(specOf(figure).series[0]!.y, [0.4, null, 0.2]);
    assert.doesNotMatch(figure.body, /NaN/);
    assert.match(figure.body, /aria-label="[^"]*validation: from 0\.400 to 0\.200/);
  });

  it('group errors by a label, the largest mean first, each point with its face', async () => {
    const figure = await errorByLabel(result, 'pose');
    const spec = specOf(figure);
    assert.deepEqual(
      spec.x.ticks?.map(({ label }) => label),
      ['turned to the right', 'turned to the left', 'frontal'],
    );
    const [faces, means] = spec.series;
    assert.deepEqual(means!.y, [45, 35, 25]);
    // Two errors, 30 and 60: t(1) = 12.706, deviation 21.2.
    assert.ok(Math.abs(means!.high![0]! - (45 + (12.706 * 21.2132) / Math.SQRT2)) < 0.1);
    assert.deepEqual([...faces!.faces!].sort(), samples.faces.map(({ id }) => id).sort());
    for (const id of faces!.faces!) {
      assert.equal(spec.faces![id]!.marks.truth!.length, 116);
      assert.ok(figure.body.includes(`id="${spec.faces![id]!.image}"`));
    }
    assert.match(figure.caption, /Largest for turned to the right \(mean 45\.0 px\).*overlap/);
    await assert.rejects(errorByLabel(result, 'age'), /age/);
  });

  it('put each point with its error on the mean face', () => {
    const figure = errorByLandmark(result);
    assert.equal(figure.body.match(/class="faces-disc"/g)!.length, 58);
    assert.equal(figure.body.match(/<tr>/g)!.length, 59);
    // 35 px of a photo 640 px wide, where the drawing is 200 wide: half of it, so that the face is seen.
    assert.match(figure.body, /r="5\.47"/);
    assert.match(figure.caption, /discs reach 1\/2 as far as the error/);
    const small = errorByLandmark(
      interpret(
        samples,
        shifted(samples, () => 3.2),
      ),
    );
    assert.match(small.body, /class="faces-disc" [^>]*r="1"/);
    assert.match(small.caption, /discs reach as far as the error/);
  });

  it('draw the cumulative distribution as a staircase with its area', () => {
    const figure = cedCurve({ ours: [2, 4, 20, 6] }, { limit: 8 });
    const [series] = specOf(figure).series;
    assert.deepEqual(series!.x, [0, 2, 2, 4, 4, 6, 6, 8, 8]);
    assert.deepEqual(series!.y, [0, 0, 25, 25, 50, 50, 75, 75, 75]);
    assert.match(figure.caption, /AUC 37\.5 %, failures 25\.0 %/);
  });

  it('give their values as CSV', () => {
    const points = [
      { x: 2, y: 1, low: 0.5, high: 1.5 },
      { x: 1, y: 3 },
    ];
    const chart = lineChart({ 'a, "b"': points }, 'c', { x: { title: 'x' }, y: { title: 'y' } });
    assert.equal(toCsv(specOf(chart)), 'series,label,x,y,low,high\r\n"a, ""b""",,1,3,,\r\n"a, ""b""",,2,1,0.5,1.5\r\n');
  });

  it('show errors by the crop, with intervals', () => {
    const figure = cropChart({ A: [2, 1].map((factor) => ({ factor, errors: [3 * factor, 5 * factor] })) });
    const [series] = specOf(figure).series;
    assert.deepEqual(
      [series!.x, series!.y],
      [
        [1, 2],
        [4, 8],
      ],
    );
    assert.deepEqual(
      [series!.low, series!.high],
      [
        [3, 6],
        [5, 10],
      ],
    );
    assert.match(figure.caption, /error of A .* 2 test photos/);
  });

  it('smooth without a bend at the start, and keep gaps', () => {
    assert.deepEqual(
      smoothed([5, 5, null, 5]).map((value) => value && Math.round(value * 1e9) / 1e9),
      [5, 5, null, 5],
    );
    const [first, second] = smoothed([1, 0]);
    assert.ok(first === 1 && second! > 0.3 && second! < 0.5);
  });
});

describe('live training display', () => {
  it('tells epoch, time to go, best epoch and speed, and that a training was stopped', () => {
    const live = new TrainingDisplay(4, 'Nose');
    for (const epoch of madeUpRecord([0.4, 0.1, 0.2]).epochs) live.onEpoch(epoch);
    assert.match(live.html(), /data-progress="epoch 4 of 4, 0:02 to go"/);
    assert.match(live.html(), /0\.100 in epoch 2/);
    assert.match(live.html(), /<dd>96\.0<\/dd>/);
    live.close();
    assert.match(live.html(), /3 of 4 epochs, stopped/);
    live.onEpoch({ ...madeUpRecord([0.05]).epochs[0]!, epoch: 4 });
    assert.match(live.html(), /epoch 4 of 4, done/);
  });
});
