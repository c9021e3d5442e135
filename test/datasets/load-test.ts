import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findDataSet, load300W, loadImm } from '../../lib/datasets/load';
import type { DataSource } from '../../lib/datasets/sources';
import { dataFolders, root } from '../../lib/paths';
import { setProgressDisplay, terminalProgress } from '../../lib/progress';
import { temporaryFolder, withEnvironment } from '../environment';
import { isDataError } from '../errors';
import { collectNotices } from '../notices';
import { synthetic300W, syntheticImm } from './real-data';

describe('findDataSet', () => {
  const folder = temporaryFolder();
  const shown: string[] = [];
  const notices = collectNotices();
  withEnvironment(() => ({
    FACES_DATA: join(folder(), 'data'),
    FACES_CACHE: join(folder(), 'cache'),
    FACES_DOWNLOAD: '0',
  }));
  before(() => {
    setProgressDisplay((title, total, unit) => {
      shown.push(`${title}, ${total} ${unit}`);
      return { update: (done) => shown.push(String(done)), stop: () => shown.push('stop') };
    });
  });
  beforeEach(() => (shown.length = 0));
  after(() => setProgressDisplay(terminalProgress));

  /** A data set of one file that no server has. */
  const source: DataSource = {
    title: 'tiny set',
    folder: 'tiny',
    sign: 'sign.txt',
    addresses: ['http://127.0.0.1:1/tiny.zip'],
    archive: 'zip',
    megabytes: 1,
    verify: () => Promise.resolve(),
    async generate(to, onProgress) {
      await mkdir(to, { recursive: true });
      await writeFile(join(to, 'generated.json'), '{}');
      onProgress(1, 1);
    },
  };

  async function put(...files: string[]): Promise<string> {
    const set = join(folder(), 'data', 'tiny');
    await mkdir(set, { recursive: true });
    for (const file of files) await writeFile(join(set, file), '');
    return set;
  }

  it('looks in FACES_DATA before data/', async () => {
    assert.deepEqual(dataFolders(), [join(folder(), 'data'), join(root(), 'data')]);
    const set = await put('sign.txt');
    assert.deepEqual(await findDataSet(source), { folder: set, generated: false });
    assert.deepEqual(shown, []);
  });

  it('recognizes synthetic faces by their mark, wherever they are', async () => {
    const set = await put('sign.txt', 'generated.json');
    assert.deepEqual(await findDataSet(source), { folder: set, generated: true });
  });

  it('takes the folder it is given', async () => {
    assert.deepEqual(await findDataSet(source, { folder: '/any' }), { folder: '/any', generated: false });
  });

  it('generates faces in the cache where they are asked for, without a word', async () => {
    await put('sign.txt');
    const generated = { folder: join(folder(), 'cache', 'generated', 'tiny'), generated: true };
    assert.deepEqual(await findDataSet(source, { generated: true }), generated);
    assert.deepEqual(shown, ['Generating faces, 1 photos', '1', 'stop']);
    assert.deepEqual(notices, []);
  });

  it('generates faces where downloading is off, and says so loudly', async () => {
    assert.equal((await findDataSet(source)).generated, true);
    const folders = dataFolders().join(' or ');
    assert.deepEqual(notices, [
      `The tiny set is not in ${folders}.\nIt is not downloaded, because FACES_DOWNLOAD is 0.\n` +
        'SYNTHETIC FACES stand in for it: no figure says anything about real faces.',
    ]);
  });

  it('generates faces where a download fails, and says why', async () => {
    delete process.env.FACES_DOWNLOAD;
    assert.equal((await findDataSet(source)).generated, true);
    assert.match(notices.join(), /tiny set.*127\.0\.0\.1.*SYNTHETIC FACES/s);
    assert.deepEqual(await readdir(join(folder(), 'data')), []);
  });

  it('takes a set of which a file is missing, even that by which it is known', async () => {
    const set = await put('another.txt');
    assert.deepEqual(await findDataSet(source), { folder: set, generated: false });
    assert.deepEqual(notices, []);
  });

  it('does not replace a set without annotations by synthetic faces', async () => {
    const set = await put('01-1m.jpg');
    await assert.rejects(findDataSet(source), isDataError(set, 'no annotations of the tiny set', 'remove the folder'));
  });
});

describe('load', () => {
  it('reads the two data sets from a folder', async () => {
    const imm = await loadImm({ folder: await syntheticImm() });
    assert.deepEqual([imm.faces.length, imm.landmarkSet.count, imm.generated, imm.groupName], [12, 58, true, 'person']);
    const test = await load300W({ folder: await synthetic300W(), part: 'test' });
    assert.deepEqual(
      [test.faces.length, test.landmarkSet.count, test.generated, test.groupName],
      [4, 68, true, 'photo'],
    );
  });
});
