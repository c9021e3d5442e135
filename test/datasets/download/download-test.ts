import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { download } from '../../../lib/datasets/download/download';
import { isDataError } from '../../errors';

const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251));
const quick = { pause: 1, answerTimeout: 20_000, stallTimeout: 500 };

describe('download', () => {
  let folder: string;
  let file: string;
  let server: Server;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'download-'));
    file = join(folder, 'deep', 'set.zip');
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  /** Starts a server and returns the address of its file. */
  async function serve(answer: RequestListener): Promise<string> {
    server = createServer(answer).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/set.zip`;
  }

  /** Answers like a file server that supports ranges; `send` sends the body. */
  const ranged =
    (
      etag: () => string,
      send: (part: Buffer, response: Parameters<RequestListener>[1]) => void,
      seen: string[],
    ): RequestListener =>
    (request, response) => {
      const { range, 'if-range': ifRange } = request.headers;
      seen.push(range ?? 'all');
      const from = range && ifRange === etag() ? Number(/bytes=(\d+)-/.exec(range)![1]) : 0;
      const part = content.subarray(from);
      response.writeHead(from > 0 ? 206 : 200, { 'content-length': part.length, etag: etag() });
      send(part, response);
    };

  it('downloads a file, reports progress, and leaves nothing else behind', async () => {
    const address = await serve(
      ranged(
        () => '"a"',
        (part, response) => response.end(part),
        [],
      ),
    );
    const reports: [number, number][] = [];
    await download(address, file, { ...quick, onProgress: (...report) => reports.push(report) });
    assert.deepEqual(await readFile(file), content);
    assert.deepEqual(reports.at(-1), [content.length, content.length]);
    assert.ok(!existsSync(`${file}.part`) && !existsSync(`${file}.part.json`));
  });

  it('resumes where a connection broke, as long as new data arrives', async () => {
    const seen: string[] = [];
    const send = (part: Buffer, response: Parameters<RequestListener>[1]) => {
      response.write(part.subarray(0, 50_000), () => setTimeout(() => response.destroy(), 150));
      if (part.length <= 50_000) response.end();
    };
    await download(await serve(ranged(() => '"a"', send, seen)), file, quick);
    assert.deepEqual(await readFile(file), content);
    assert.equal(seen[0], 'all');
    assert.equal(seen.at(-1), 'bytes=250000-');
  });

  it('resumes where an earlier call was interrupted, or a connection stalled', async () => {
    const seen: string[] = [];
    let stall = true;
    const send = (part: Buffer, response: Parameters<RequestListener>[1]) => {
      if (!stall) response.end(part);
      else response.write(part.subarray(0, 1000));
      stall = false;
    };
    await download(await serve(ranged(() => '"a"', send, seen)), file, quick);
    assert.deepEqual(await readFile(file), content);
    assert.deepEqual(seen, ['all', 'bytes=1000-']);
  });

  it('starts over when the file has changed on the server, or the server does not support ranges', async () => {
    let tag = '"old"';
    const seen: string[] = [];
    let first = true;
    const send = (part: Buffer, response: Parameters<RequestListener>[1]) => {
      if (!first) return void response.end(part);
      first = false;
      tag = '"new"';
      response.write(Buffer.alloc(1000, 1), () => setTimeout(() => response.destroy(), 150));
    };
    await download(await serve(ranged(() => tag, send, seen)), file, quick);
    assert.deepEqual(await readFile(file), content);
    assert.deepEqual(seen, ['all', 'bytes=1000-']);
  });

  it('starts over when an earlier call was killed while it wrote the version', async () => {
    const seen: string[] = [];
    const address = await serve(
      ranged(
        () => '"a"',
        (part, response) => response.end(part),
        seen,
      ),
    );
    await mkdir(dirname(file));
    await writeFile(`${file}.part`, content.subarray(0, 1000));
    await writeFile(`${file}.part.json`, '{"ver');
    await download(address, file, quick);
    assert.deepEqual(await readFile(file), content);
    assert.deepEqual(seen, ['all']);
  });

  it('does not resume a part without a version from the server', async () => {
    await writeFile(join(folder, 'set.zip.part'), 'rubbish');
    const address = await serve((_, response) => response.end(content));
    await download(address, join(folder, 'set.zip'), quick);
    assert.deepEqual(await readFile(join(folder, 'set.zip')), content);
  });

  it('asks a busy server again, but a server without the file only once', async () => {
    let asked = 0;
    const busy = await serve((_, response) => (++asked < 3 ? response.writeHead(503).end() : response.end(content)));
    await download(busy, file, quick);
    assert.equal(asked, 3);
    server.close();
    asked = 0;
    const missing = await serve((_, response) => (asked++, response.writeHead(404).end()));
    await assert.rejects(download(missing, file, quick), isDataError(missing, '404'));
    assert.equal(asked, 1);
  });

  it('fails immediately when nobody answers', async () => {
    const address = await serve(() => undefined);
    await assert.rejects(download(address, file, { ...quick, answerTimeout: 100 }), isDataError(address));
    const port = (server.address() as AddressInfo).port;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await assert.rejects(download(`http://127.0.0.1:${port}/x.zip`, file, quick), isDataError('ECONNREFUSED'));
  });
});
