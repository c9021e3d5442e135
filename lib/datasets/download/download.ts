import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as wait } from 'node:timers/promises';

/** How a download behaves; the defaults suit the network, tests shorten them. */
export interface DownloadOptions {
  /** Bytes so far and in all. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Milliseconds until an address counts as out of reach. */
  readonly answerWithin?: number;
  /** Milliseconds without a byte until a connection counts as broken. */
  readonly stalledAfter?: number;
  /** Milliseconds before the first repetition; doubled each time. */
  readonly pause?: number;
}

/** Attempts in a row that bring nothing, after which an address is given up. */
const attempts = 4;

/** An address answered that it has not got the file, or is not there: asking again is of no use. */
class NoSuchFile extends Error {}

/**
 * Downloads one file. What was got stays in `FILE.part` until it is whole, so that a broken connection, or a later
 * call, goes on where it stopped; a file that has changed at the server meanwhile begins anew.
 *
 * @throws Error naming the address and the reason
 */
export async function download(address: string, file: string, options: DownloadOptions = {}): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const part = `${file}.part`;
  let failures = 0;
  for (;;) {
    const before = await sizeOf(part);
    try {
      await attempt(address, part, options);
      await rename(part, file);
      await rm(`${part}.json`, { force: true });
      return;
    } catch (error) {
      failures = (await sizeOf(part)) > before ? 1 : failures + 1;
      if (error instanceof NoSuchFile || failures >= attempts) {
        throw new Error(`${address} could not be downloaded: ${reason(error)}`, { cause: error });
      }
      await wait((options.pause ?? 1000) * 2 ** (failures - 1));
    }
  }
}

/** Gets what is missing of a file, or as much of it as comes. */
async function attempt(address: string, part: string, options: DownloadOptions): Promise<void> {
  const { answerWithin = 5000, stalledAfter = 30_000, onProgress } = options;
  const stamp = await readStamp(part);
  const have = stamp ? await sizeOf(part) : 0;
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(new NoSuchFile('no answer')), answerWithin);
  try {
    // Some servers call a .tar.gz an encoded .tar, which fetch would unpack.
    const rest: Record<string, string> = have > 0 ? { range: `bytes=${have}-`, 'if-range': stamp! } : {};
    const headers = { 'accept-encoding': 'identity', ...rest };
    const response = await fetch(address, { headers, signal: abort.signal }).catch((error: Error) => {
      throw isAbsent(error) ? new NoSuchFile(reason(error)) : error;
    });
    const begin = response.status === 206 ? have : 0;
    if (!response.ok) {
      const text = `the server answers ${response.status} ${response.statusText}`;
      if (response.status === 416) await rm(part, { force: true });
      throw response.status < 500 && response.status !== 416 ? new NoSuchFile(text) : new Error(text);
    }
    const length = response.headers.get('content-length');
    const total = length === null ? NaN : begin + Number(length);
    await writeStamp(part, response.headers.get('etag') ?? response.headers.get('last-modified'));
    let done = begin;
    const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        clearTimeout(timer);
        timer = setTimeout(() => abort.abort(new Error('the connection stalled')), stalledAfter);
        yield chunk;
        done += chunk.length;
        onProgress?.(done, total);
      }
    };
    const body = Readable.fromWeb(response.body as ReadableStream);
    await pipeline(body, counted, createWriteStream(part, { flags: begin > 0 ? 'a' : 'w' }));
    if (!Number.isNaN(total) && done !== total) throw new Error(`${done} bytes of ${total} came`);
  } finally {
    clearTimeout(timer);
  }
}

const isAbsent = (error: Error): boolean =>
  ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH'].includes(codeOf(error));

const codeOf = (error: unknown): string => ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code ?? '';

const reason = (error: unknown): string => [(error as Error).message, codeOf(error)].filter(Boolean).join(', ');

const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => null))?.size ?? 0;

/** The server's mark of the version that a part belongs to; without one, a part is of no use. */
async function readStamp(part: string): Promise<string | null> {
  const text = await readFile(`${part}.json`, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as { stamp: string | null }).stamp;
}

const writeStamp = (part: string, stamp: string | null) => writeFile(`${part}.json`, JSON.stringify({ stamp }));
