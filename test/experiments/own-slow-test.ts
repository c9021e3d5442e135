import assert from 'node:assert/strict';
import { copyFileSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { own } from '../../lib/experiments/own';
import { presentCount } from '../../lib/landmarks/missing';
import { nmeMetrics } from '../../lib/metrics/samples';
import { Random } from '../../lib/random';
import { meanShapeOf } from '../../lib/runs/run';
import { drawHands } from '../../lib/synthetic/hands';
import { fit } from '../../lib/training/trainer';

/** Trains the heatmap network briefly and compares its NME with the mean-shape baseline's. */
async function ratioToBaseline(folder: string): Promise<number> {
  const parameters = { ...own.defaults, data: folder, width: 64, height: 64, channels: 8, epochs: 20 };
  const data = await own.load(parameters);
  const { landmarkSet } = data.training;
  const network = own.network(parameters, landmarkSet);
  const { predictions } = await fit(network, data, own.training(parameters, landmarkSet, data.training.faces.length));
  network.dispose();
  const baseline = nmeMetrics(meanShapeOf(data), data.validation).nme!;
  return own.metrics(predictions, data.validation).nme! / baseline;
}

describe("training on one's own landmarks", () => {
  let hands: string;
  let rows: string[][];
  before(async () => {
    hands = await mkdtemp(join(tmpdir(), 'hands-'));
    await drawHands(hands);
    rows = (await readFile(join(hands, 'hands.csv'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => line.split(','));
  });
  after(() => rm(hands, { recursive: true }));

  /** A folder with the drawings and another table of landmarks. */
  async function variant(table: readonly (readonly string[])[]): Promise<string> {
    const folder = await mkdtemp(join(hands, 'variant-'));
    for (const name of readdirSync(hands).filter((one) => one.endsWith('.png')))
      copyFileSync(join(hands, name), join(folder, name));
    await writeFile(join(folder, 'points.csv'), table.map((row) => row.join(',')).join('\n'));
    return folder;
  }

  it('gets well below the mean shape with five named landmarks', async () => {
    // The wrist and the second joints, which are never hidden.
    const columns = [
      0,
      1,
      2,
      ...[1, 2, 3, 4].flatMap((finger) => [1 + 2 * (4 * finger + 2), 2 + 2 * (4 * finger + 2)]),
    ];
    const folder = await variant(rows.map((row) => columns.map((column) => row[column]!)));
    const ratio = await ratioToBaseline(folder);
    assert.ok(ratio < 0.5, `${ratio} of the baseline`);
  });

  it('gets well below the mean shape with a single landmark', async () => {
    const folder = await variant(rows.map((row) => row.slice(0, 3)));
    assert.equal((await own.load({ ...own.defaults, data: folder })).set.landmarkSet.normalizer.diagonal, 'face');
    const ratio = await ratioToBaseline(folder);
    assert.ok(ratio < 0.5, `${ratio} of the baseline`);
  });

  it('gets well below the mean shape with 21 landmarks of which a quarter is missing', async () => {
    const random = new Random(1);
    const folder = await variant(
      rows.map((row, i) => {
        const hidden = Array.from({ length: 21 }, () => i > 0 && random.uniform() < 0.25);
        return row.map((cell, column) => (column > 0 && hidden[(column - 1) >> 1] ? '' : cell));
      }),
    );
    const { training } = await own.load({ ...own.defaults, data: folder });
    const share = 1 - presentCount(training.landmarks) / (training.landmarks.length / 2);
    assert.ok(share > 0.22 && share < 0.36, `${share} missing`);
    const ratio = await ratioToBaseline(folder);
    assert.ok(ratio < 0.5, `${ratio} of the baseline`);
  });
});
