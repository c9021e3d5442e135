import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obtain } from '../../../lib/datasets/download/obtain';
import type { DataSource } from '../../../lib/datasets/sources';
import { isDataError } from '../../errors';
import { tarOf, zipOf } from './archives';

describe('obtain', () => {
  let data: string;
  let server: Server;
  let base: string;
  const files: Record<string, Buffer> = {
    '/good.zip': zipOf([{ name: 'sign.txt', content: 'good' }]),
    '/damaged.zip': zipOf([{ name: 'sign.txt', content: 'bad' }]),
    '/evil.zip': zipOf([{ name: 'sign.txt', content: 'good' }, { name: '../evil.txt' }]),
    '/broken.zip': Buffer.from('no archive'),
    '/inner.tar.gz': tarOf([{ name: 'top/sign.txt', content: 'good' }]),
  };
  before(async () => {
    server = createServer((request, response) => {
      const file = files[request.url!];
      if (file) response.end(file);
      else response.writeHead(404).end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());
  beforeEach(async () => (data = await mkdtemp(join(tmpdir(), 'obtain-'))));
  afterEach(() => rm(data, { recursive: true }));

  const setAt = (archive: DataSource['archive'], ...names: string[]): DataSource => ({
    title: 'test set',
    folder: 'set',
    sign: 'sign.txt',
    addresses: names.map((name) => base + name),
    archive,
    megabytes: 1,
    generate: () => Promise.reject(new Error('not asked for')),
    async verify(folder) {
      const sign = await readFile(join(folder, 'sign.txt'), 'utf8');
      if (sign !== 'good') throw new Error(`the sign is ${sign}`);
    },
  });
  const quick = { pause: 1 };

  it('downloads, unpacks and verifies, and leaves nothing but the data set', async () => {
    await obtain(setAt('zip', '/good.zip'), data, quick);
    assert.equal(await readFile(join(data, 'set', 'sign.txt'), 'utf8'), 'good');
    assert.deepEqual(await readdir(data), ['set']);
  });

  it('finds the data set in a folder of the archive', async () => {
    await obtain(setAt('tar.gz', '/inner.tar.gz'), data, quick);
    assert.deepEqual(await readdir(join(data, 'set')), ['sign.txt']);
  });

  it('resumes after an earlier call was killed, and keeps its archive unless that is damaged', async () => {
    const gone = setAt('zip', '/missing.zip');
    await writeFile(join(data, 'missing.zip'), files['/good.zip']!);
    await writeFile(join(data, 'missing.zip.part.json'), '{}');
    await mkdir(join(data, 'set.4194304-1-.part'));
    await obtain(gone, data, quick);
    assert.deepEqual(await readdir(data), ['set']);
    await rm(join(data, 'set'), { recursive: true });
    await writeFile(join(data, 'good.zip'), files['/broken.zip']!);
    await obtain(setAt('zip', '/good.zip'), data, quick);
    assert.deepEqual(await readdir(data), ['set']);
  });

  for (const bad of ['/missing.zip', '/damaged.zip', '/evil.zip', '/broken.zip']) {
    it(`tries the mirror after ${bad}`, async () => {
      await obtain(setAt('zip', bad, '/good.zip'), data, quick);
      assert.equal(await readFile(join(data, 'set', 'sign.txt'), 'utf8'), 'good');
      assert.deepEqual(await readdir(data), ['set']);
      assert.ok(!existsSync(join(data, '..', 'evil.txt')));
    });
  }

  it('names the problem at each address, and leaves nothing', async () => {
    const all = setAt('zip', '/missing.zip', '/damaged.zip', '/evil.zip', '/broken.zip');
    await assert.rejects(
      obtain(all, data, quick),
      isDataError('test set', '404', 'the sign is bad', 'evil.txt', 'broken.zip', data),
    );
    assert.deepEqual(await readdir(data), []);
  });
});
