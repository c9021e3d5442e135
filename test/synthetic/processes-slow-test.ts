import assert from 'node:assert/strict';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ProcessError } from '../../lib/processes/error';
import { generate300W, generateImm } from '../../lib/synthetic/generate';
import { writePhoto } from '../../lib/synthetic/photo-files';
import { temporaryFolder, withEnvironment } from '../environment';

describe('synthetic faces from several processes', () => {
  const folder = temporaryFolder();
  withEnvironment(() => ({ FACES_CACHE: join(folder(), 'cache') }));

  it('are those of one process, wherever the cache is', async function () {
    const [many, one] = [join(folder(), 'many'), join(folder(), 'one')];
    const reports: number[] = [];
    await generateImm(many, { seed: 5, people: 2 }, (done) => reports.push(done));
    assert.deepEqual(
      reports,
      Array.from({ length: 12 }, (_, i) => i + 1),
    );
    await mkdir(one);
    await writePhoto({ folder: one, seed: 5, index: 11 });
    for (const name of await readdir(one)) {
      assert.deepEqual(await readFile(join(many, name)), await readFile(join(one, name)), name);
    }
  });

  it('report what failed, and leave nothing', async function () {
    const set = join(folder(), 'set');
    // The photos' folder is missing where a part leads out of it.
    const parts = [{ name: 'no/such/part', labels: 'labels.xml', photos: 12 }];
    await assert.rejects(generate300W(set, { seed: 1, parts }), ProcessError);
    assert.deepEqual((await readdir(folder())).sort(), ['cache']);
  });
});
