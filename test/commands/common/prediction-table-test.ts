import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PredictionTable } from '../../../lib/commands/common/prediction-table';
import { openPhoto } from '../../../lib/inference/photo';
import type { PhotoPrediction } from '../../../lib/inference/predict';
import { imm58 } from '../../../lib/landmarks/imm58';
import { temporaryFolder } from '../../environment';
import { isDataError } from '../../errors';
import { PORTRAIT } from '../../portrait';

describe('commands/common/prediction-table', () => {
  const folder = temporaryFolder();

  async function prediction(file: string, faces: number): Promise<PhotoPrediction> {
    return {
      photo: { ...(await openPhoto(PORTRAIT)), file },
      landmarkSet: { ...imm58, count: 2 },
      faces: Array.from({ length: faces }, (_, i) => ({
        box: { x: i, y: 2, width: 30, height: 40 },
        confidence: i === 0 ? null : 0.5,
        landmarks: Float32Array.of(1.5, 2, 3, 4 + i),
      })),
    };
  }

  it('writes CSV, a line per face and one for a photo without, and goes on with it', async () => {
    const file = join(folder(), 'faces.csv');
    const first = new PredictionTable(file, true);
    first.add(await prediction('a, "odd".jpg', 2));
    first.write();
    const second = new PredictionTable(file, true);
    assert.deepEqual([second.has('a, "odd".jpg'), second.has('b.jpg')], [true, false]);
    second.add(await prediction('b.jpg', 0));
    second.write();
    assert.deepEqual(readFileSync(file, 'utf8').split('\n'), [
      'photo,width,height,face,confidence,box_x,box_y,box_width,box_height,x0,y0,x1,y1',
      '"a, ""odd"".jpg",512,512,1,,0,2,30,40,1.5,2,3,4',
      '"a, ""odd"".jpg",512,512,2,0.5,1,2,30,40,1.5,2,3,5',
      'b.jpg,512,512,,,,,,,,,,',
      '',
    ]);
  });

  it('writes JSON lines, and begins anew unless told to go on', async () => {
    const file = join(folder(), 'faces.jsonl');
    const first = new PredictionTable(file, false);
    first.add(await prediction('a.jpg', 1));
    first.write();
    const rows = readFileSync(file, 'utf8').trim().split('\n');
    assert.deepEqual((JSON.parse(rows[0]!) as { faces: unknown }).faces, [
      {
        box: { x: 0, y: 2, width: 30, height: 40 },
        confidence: null,
        landmarks: [
          [1.5, 2],
          [3, 4],
        ],
      },
    ]);
    assert.ok(new PredictionTable(file, true).has('a.jpg'));
    assert.ok(!new PredictionTable(file, false).has('a.jpg'));
  });

  it('refuses another ending, and going on with a file of another kind', () => {
    assert.throws(() => new PredictionTable('faces.txt', false), /faces\.txt: the name must end with \.jsonl or \.csv/);
    for (const name of ['notes.jsonl', 'notes.csv']) {
      writeFileSync(join(folder(), name), 'Some notes.\n');
      assert.throws(() => new PredictionTable(join(folder(), name), true), isDataError(name, '--skip-existing'));
    }
  });
});
