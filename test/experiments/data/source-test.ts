import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dataChoice } from '../../../lib/experiments/data/source';
import { root } from '../../../lib/paths';
import { temporaryFolder, withEnvironment } from '../../environment';

describe('the choice of data', () => {
  const notebooks = temporaryFolder();
  withEnvironment(() => ({ FACES_NOTEBOOK_FOLDER: notebooks() }));

  it('is the real data set or the synthetic one by name', () => {
    assert.deepEqual(dataChoice('auto'), { generated: false });
    assert.deepEqual(dataChoice('generated'), { generated: true });
  });

  it('is a folder, relative to the notebook first, then to the project', () => {
    assert.deepEqual(dataChoice('test'), { generated: false, folder: join(root(), 'test') });
    mkdirSync(join(notebooks(), 'test'));
    assert.deepEqual(dataChoice('test'), { generated: false, folder: join(notebooks(), 'test') });
    assert.deepEqual(dataChoice(notebooks()), { generated: false, folder: notebooks() });
  });

  it('is refused for a folder that is missing', () => {
    assert.throws(
      () => dataChoice('my-folder'),
      /Invalid value 'my-folder' for data: must be auto, generated or the path/,
    );
  });
});
