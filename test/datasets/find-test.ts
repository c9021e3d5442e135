import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFaces } from '../../lib/datasets/find';
import { dataFolders, root } from '../../lib/paths';
import { temporaryFolder, withEnvironment } from '../environment';

describe('findFaces', () => {
  const folder = temporaryFolder();
  withEnvironment(() => ({ FACES_DATA: join(folder(), 'data') }));

  async function put(data: string): Promise<string> {
    const set = join(folder(), data, 'imm_face_db');
    await mkdir(set, { recursive: true });
    await writeFile(join(set, '01-1m.asf'), '');
    return set;
  }

  it('looks in FACES_DATA before data/', async () => {
    const own = await put('data');
    assert.deepEqual(await findFaces('imm'), { folder: own, generated: false });
    assert.deepEqual(dataFolders(), [join(folder(), 'data'), join(root(), 'data')]);
  });

  it('knows generated faces by their mark, wherever they are', async () => {
    const set = await put('data');
    await writeFile(join(set, 'generated.json'), '{}');
    assert.deepEqual(await findFaces('imm'), { folder: set, generated: true });
  });

  it('takes the folder it is given', async () => {
    const set = await put('x');
    assert.deepEqual(await findFaces('imm', { folder: set }), { folder: set, generated: false });
  });
});
