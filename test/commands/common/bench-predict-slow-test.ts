import assert from 'node:assert/strict';
import { benchPredict } from '../../../lib/commands/common/bench-predict';
import { read300W } from '../../../lib/datasets/ibug300w';
import { readBench } from '../../../lib/report/bench/record';
import { synthetic300W } from '../../datasets/real-data';
import { temporaryFolder } from '../../environment';
import { PORTRAIT } from '../../portrait';

describe('bench predict', () => {
  const folder = temporaryFolder();

  it("measures speed and error beside face-api's", async () => {
    const set = await read300W(await synthetic300W(), 'test', { generated: true });
    await benchPredict({ set, photos: [PORTRAIT], rounds: 1, folder: folder() });
    const { predict } = readBench(folder()).sections;
    assert.match(
      predict!.text,
      /Speed: 1 photo\. NME: over the faces that each pipeline found among 2 annotated faces \(.*, synthetic\), in /,
    );
    assert.equal(predict!.rows.length, 2);
    for (const { photosPerSecond, msPerFace, found } of predict!.rows) {
      assert.ok(Math.abs(Number(photosPerSecond) * Number(msPerFace) - 1000) < 10, 'one face');
      assert.ok(Number(found) <= 2);
    }
  });
});
