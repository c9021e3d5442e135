import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { storedSize, uprightSize } from '../lib/photos';
import { temporaryFolder } from './environment';
import { isDataError } from './errors';

describe('sizes of photos', () => {
  const folder = temporaryFolder();

  it('are those stored, or those once turned upright', async () => {
    const file = join(folder(), 'a.jpg');
    await sharp({ create: { width: 30, height: 20, channels: 3, background: 'gray' } })
      .withMetadata({ orientation: 6 })
      .toFile(file);
    assert.deepEqual(await storedSize(file), { width: 30, height: 20 });
    assert.deepEqual(await uprightSize(file), { width: 20, height: 30 });
  });

  it('are refused for files that are missing or no photos', async () => {
    const file = join(folder(), 'a.jpg');
    await assert.rejects(storedSize(file, 'Ask for it.'), isDataError(file, 'no such file', 'Ask for it.'));
    await writeFile(file, 'text');
    await assert.rejects(uprightSize(file), isDataError(file, 'not readable'));
    await assert.rejects(uprightSize(Buffer.from('text')), isDataError('The photo', 'not readable'));
  });
});
