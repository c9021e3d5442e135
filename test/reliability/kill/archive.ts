import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../../lib/random';
import { zipOf } from '../../datasets/download/archives';

/** A file that the archive has. */
export const ARCHIVE_SIGN = 'sign.txt';

/** Bytes that are sent at a time, and milliseconds after each of them: the download takes about a second. */
const PIECE = 16_384;
const PAUSE = 15;

/** An archive of files of random content, about 1 MB in all. */
function archive(): Buffer {
  const random = new Random(3);
  const content = (): string =>
    Array.from({ length: 256 }, () => random.integer(36).toString(36))
      .join('')
      .repeat(128);
  const photos = Array.from({ length: 30 }, (_, i) => ({ name: `photos/${i}.txt`, content: content() }));
  return zipOf([{ name: ARCHIVE_SIGN, content: 'good' }, ...photos]);
}

/** Serves the archive, slowly and from any byte on, as file servers do. The caller closes the server. */
export async function serveArchive(): Promise<{ server: Server; address: string }> {
  const bytes = archive();
  const server = createServer((request, response) => {
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from, etag: '"1"' });
    void (async () => {
      for (let begin = from; begin < bytes.length && !response.destroyed; begin += PIECE) {
        response.write(bytes.subarray(begin, begin + PIECE));
        await pause(PAUSE);
      }
      response.end();
    })();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/set.zip` };
}
