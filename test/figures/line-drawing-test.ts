import assert from 'node:assert/strict';
import { join } from 'node:path';
import { beforeAfter } from '../../lib/figures/before-after';
import { featureMaps, filters } from '../../lib/figures/filters';
import { drawingOf, partLines } from '../../lib/figures/line-drawing';
import { predictionGallery } from '../../lib/figures/prediction-gallery';
import { samplesGrid } from '../../lib/figures/samples-grid';
import { interpret } from '../../lib/metrics/interpretation';
import { JOB_VARIABLE, showsPhotos, writeJob } from '../../lib/parameters/job';
import { temporaryFolder, withEnvironment } from '../environment';
import { imagesOf, madeUpSamples, shifted } from './made-up';

const brow = { name: 'brow', landmarks: [0, 1, 2], closed: false };
const points = [0, 0, 10, 5, 20, 0];

describe('lines through the parts of a face', () => {
  it('join landmarks in their order, and close parts that are closed', () => {
    assert.equal(partLines([brow], points), 'M0 0L10 5L20 0');
    assert.equal(partLines([{ ...brow, closed: true }], points), 'M0 0L10 5L20 0z');
    assert.equal(partLines([], points), '');
  });

  it('leave out missing landmarks', () => {
    const missing = [0, 0, NaN, NaN, 20, 0];
    assert.equal(partLines([{ ...brow, closed: true }], missing), 'M0 0L20 0');
    assert.equal(partLines([{ ...brow, landmarks: [0, 1] }], missing), '');
  });

  it('stand on a ground as large as the image', () => {
    const { text } = drawingOf(150, { truth: 'M0 0L1 1', prediction: 'M0 0L2 2' });
    assert.match(text, /^<rect class="faces-ground" width="200" height="150"\/>/);
    assert.equal(text.match(/<path/g)!.length, 2);
    assert.doesNotMatch(drawingOf(150).text, /<path/);
  });
});

describe('figures of a report for sharing', () => {
  const folder = temporaryFolder();
  withEnvironment(() => ({ [JOB_VARIABLE]: join(folder(), 'job.json') }));
  const job = (withoutPhotos: boolean): void =>
    writeJob(join(folder(), 'job.json'), {
      parameters: {},
      force: false,
      tensorBoard: false,
      report: { command: '', folder: folder(), withoutPhotos },
    });
  const samples = madeUpSamples();
  const figures = () =>
    Promise.all([
      predictionGallery(
        interpret(
          samples,
          shifted(samples, () => 10),
        ),
        { count: 2 },
      ),
      samplesGrid(samples, { count: 2 }),
      beforeAfter(samples, { rotation: { choices: [90] } }, { count: 1, variants: 2 }),
      featureMaps(samples, 0, { values: new Float32Array(24), shape: [3, 4, 2] }),
    ]);

  it('have lines instead of pixels', async () => {
    job(true);
    assert.equal(showsPhotos(), false);
    for (const figure of await figures()) {
      const { text } = figure.html(1);
      assert.doesNotMatch(text, /data:image/);
      assert.match(text, /faces-drawing-truth|faces-withheld/);
    }
    const [predictions] = await figures();
    assert.match(predictions.html(1).text, /faces-drawing-prediction/);
  });

  it('show filters, which are of the network', async () => {
    job(true);
    const weights = { values: Float32Array.from({ length: 18 }, (_, i) => i), shape: [3, 3, 1, 2] };
    assert.equal(imagesOf(await filters(weights, weights)).length, 2);
  });

  it('have pixels in other reports', async () => {
    job(false);
    for (const figure of await figures()) assert.match(figure.html(1).text, /data:image/);
  });
});
