import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LABEL_FILES } from '../../lib/datasets/ibug300w';
import { IMM_FACES } from '../../lib/datasets/imm';
import { ibug300WSource, immSource } from '../../lib/datasets/sources';
import { temporaryFolder } from '../environment';
import { isDataError } from '../errors';
import { realData, synthetic300W, syntheticImm } from './real-data';

describe('data sources', () => {
  const folder = temporaryFolder();

  it('know a data set by a file that it has', async () => {
    assert.ok(existsSync(join(await synthetic300W(), ibug300WSource.sign)));
    assert.match(immSource.sign, /^\d\d-\d[mf]\.asf$/);
  });

  it('refuse incomplete copies', async () => {
    await assert.rejects(immSource.verify(await syntheticImm()), isDataError('.jpg', '240', '12'));
    await assert.rejects(ibug300WSource.verify(await synthetic300W()), isDataError(LABEL_FILES.training, '6666', '10'));
  });

  it('refuse a copy of the IMM Face Database with other contents', async () => {
    for (let i = 0; i < IMM_FACES; i++) {
      for (const ending of ['.jpg', '.asf']) await writeFile(join(folder(), `${i}${ending}`), '');
    }
    await assert.rejects(immSource.verify(folder()), isDataError('checksum'));
  });

  it('accept the real IMM Face Database', async function () {
    await immSource.verify(realData(this, 'imm_face_db'));
  });
});
