import { createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { setTimeout as wait } from 'node:timers/promises';
import { DataError } from '../../errors';
import { writeWhole } from '../../files';

/** How a download behaves. The defaults suit the internet; tests shorten them. */
export interface DownloadOptions {
  /** Called with bytes done and in all; in all is NaN if the server does not tell. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Milliseconds without an answer after which a server counts as unreachable. */
  readonly answerTimeout?: number;
  /** Milliseconds without data after which a connection counts as broken. */
  readonly stallTimeout?: number;
  /** Milliseconds before the first retry; doubled for each further one. */
  readonly pause?: number;
}

/** Attempts in a row without any new data after which a download fails. */
const MAX_ATTEMPTS = 4;

/** A failure that retrying does not mend. */
class PermanentFailure extends Error {}

/** Error codes that retrying does not mend: the server cannot be reached, or the disk cannot be written to. */
const PERMANENT = [
  ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH'],
  ...['EROFS', 'EACCES', 'ENOSPC'],
];

/**
 * Downloads one file. What has arrived is kept in `FILE.part`, so that a download resumes after a broken connection, also
 * in a later call; if the file has changed on the server meanwhile, it starts over.
 *
 * @param address URL of the file.
 * @param file Path to write to. It exists only once it is complete; its folder is made if it is missing.
 * @throws DataError naming the address and the reason.
 */
export async function download(address: string, file: string, options: DownloadOptions = {}): Promise<void> {
  const part = `${file}.part`;
  await mkdir(dirname(file), { recursive: true });
  let failures = 0;
  for (;;) {
    const before = await sizeOf(part);
    try {
      await attempt(address, part, options);
      await flush(part);
      await rename(part, file);
      await rm(versionFile(part), { force: true });
      return;
    } catch (error) {
      failures = (await sizeOf(part)) > before ? 1 : failures + 1;
      if (isPermanent(error) || failures >= MAX_ATTEMPTS) {
        throw new DataError(`${address} could not be downloaded: ${reasonOf(error)}.`, { cause: error });
      }
      await wait((options.pause ?? 1000) * 2 ** (failures - 1));
    }
  }
}

/** Removes a downloaded file, with all that was kept in order to resume. */
export async function removeDownload(file: string): Promise<void> {
  const part = `${file}.part`;
  await Promise.all([file, part, versionFile(part)].map((path) => rm(path, { force: true })));
}

/** Downloads the rest of a file, or as much of it as arrives. */
async function attempt(address: string, part: string, options: DownloadOptions): Promise<void> {
  const { answerTimeout = 5000, stallTimeout = 30_000, onProgress } = options;
  const version = await readVersion(part);
  const have = version ? await sizeOf(part) : 0;
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(new PermanentFailure('no answer')), answerTimeout);
  try {
    const range: Record<string, string> = have > 0 ? { range: `bytes=${have}-`, 'if-range': version! } : {};
    // Some servers call a .tar.gz a compressed .tar, which fetch would unpack.
    const headers = { 'accept-encoding': 'identity', ...range };
    const response = await fetch(address, { headers, signal: abort.signal });
    // 416: the part is longer than the file. Without it, the next attempt starts over.
    if (response.status === 416) await rm(part, { force: true });
    if (!response.ok) throw failureOf(response);
    const begin = response.status === 206 ? have : 0;
    const length = response.headers.get('content-length');
    const total = length === null ? NaN : begin + Number(length);
    writeVersion(part, response.headers.get('etag') ?? response.headers.get('last-modified'));
    let done = begin;
    const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        clearTimeout(timer);
        timer = setTimeout(() => abort.abort(new Error('the connection stalled')), stallTimeout);
        yield chunk;
        done += chunk.length;
        onProgress?.(done, total);
      }
    };
    const body = Readable.fromWeb(response.body as WebStream);
    await pipeline(body, counted, createWriteStream(part, { flags: begin > 0 ? 'a' : 'w' }));
    if (!Number.isNaN(total) && done !== total) throw new Error(`only ${done} of ${total} bytes arrived`);
  } finally {
    clearTimeout(timer);
  }
}

function failureOf({ status, statusText }: Response): Error {
  const message = `the server answered ${status} ${statusText}`.trim();
  return status < 500 && status !== 416 ? new PermanentFailure(message) : new Error(message);
}

const isPermanent = (error: unknown): boolean =>
  error instanceof PermanentFailure || PERMANENT.includes(codeOf(error) ?? causeOf(error) ?? '');

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** The code behind fetch's "fetch failed". */
const causeOf = (error: unknown): string | undefined => codeOf((error as Error).cause ?? {});

const reasonOf = (error: unknown): string => [(error as Error).message, causeOf(error)].filter(Boolean).join(', ');

/** A loss of power must not leave a file of the right name and size without its content. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r');
  await handle.sync().finally(() => handle.close());
}

const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => null))?.size ?? 0;

const versionFile = (part: string): string => `${part}.json`;

/** The server's mark of the version that a part belongs to. Without one, the part cannot be resumed. */
async function readVersion(part: string): Promise<string | null> {
  const text = await readFile(versionFile(part), 'utf8').catch(() => null);
  try {
    return text === null ? null : ((JSON.parse(text) as { version?: string }).version ?? null);
  } catch {
    // A process was killed while it wrote the mark.
    return null;
  }
}

const writeVersion = (part: string, version: string | null): void =>
  writeWhole(versionFile(part), JSON.stringify({ version }));
