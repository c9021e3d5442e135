import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { photosGiven } from '../../../lib/commands/common/photos-given';
import { temporaryFolder } from '../../environment';
import { isDataError } from '../../errors';

describe('commands/common/photos-given', () => {
  const folder = temporaryFolder();
  const found = async (...given: string[]): Promise<string[]> =>
    (await photosGiven(given.map((one) => join(folder(), one)))).map((file) => relative(folder(), file));

  beforeEach(() => {
    mkdirSync(join(folder(), 'all/inner'), { recursive: true });
    mkdirSync(join(folder(), 'empty'));
    const files = ['all/b.jpg', 'all/a.PNG', 'all/a-keypoints.jpg', 'all/notes.txt', 'all/inner/c.webp', 'all/[1].jpg'];
    for (const file of files) writeFileSync(join(folder(), file), '');
  });

  it('lists the photos of a folder and of folders in it, without results of earlier runs', async () => {
    assert.deepEqual(await found('all'), ['all/[1].jpg', 'all/a.PNG', 'all/b.jpg', 'all/inner/c.webp']);
  });

  it('resolves patterns, and takes a file that is named like one as it is', async () => {
    assert.deepEqual(await found('all/**/*.{jpg,webp}'), ['all/[1].jpg', 'all/b.jpg', 'all/inner/c.webp']);
    assert.deepEqual(await found('all/[1].jpg'), ['all/[1].jpg']);
  });

  it('takes each photo once, and keeps files that are missing', async () => {
    assert.deepEqual(await found('all/b.jpg', 'all/b*.jpg', 'none.jpg'), ['all/b.jpg', 'none.jpg']);
  });

  it('names a folder and a pattern without photos', async () => {
    await assert.rejects(found('empty'), isDataError(join(folder(), 'empty'), 'no photos'));
    await assert.rejects(found('all/*.gif'), isDataError('*.gif', 'no file matches'));
  });
});
