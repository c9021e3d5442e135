import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFaces } from '../../lib/datasets/find';
import { dataFolders } from '../../lib/paths';

describe('findFaces', () => {
  const home = process.cwd();
  const given = process.env.FACES_DATA;
  let folder: string;
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'find-')));
    process.chdir(folder);
    delete process.env.FACES_DATA;
  });
  afterEach(async () => {
    process.chdir(home);
    if (given === undefined) delete process.env.FACES_DATA;
    else process.env.FACES_DATA = given;
    await rm(folder, { recursive: true });
  });

  async function put(data: string): Promise<string> {
    const set = join(folder, data, 'imm_face_db');
    await mkdir(set, { recursive: true });
    await writeFile(join(set, '01-1m.asf'), '');
    return set;
  }

  it('looks in FACES_DATA before data/', async () => {
    const own = await put('data');
    assert.deepEqual(await findFaces('imm'), { folder: own, generated: false });
    const other = await put('elsewhere');
    process.env.FACES_DATA = 'elsewhere';
    assert.deepEqual(dataFolders(), [join(folder, 'elsewhere'), join(folder, 'data')]);
    assert.deepEqual(await findFaces('imm'), { folder: other, generated: false });
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
