import { mkdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/**
 * Writes a file whole or not at all: beside it under a temporary name, flushed to disk, then renamed. A reader sees the
 * old content or the new one, never half of it. Makes the folder if it is missing.
 *
 * @throws Error of the file system, such as ENOSPC; then the old content is still there.
 * @example await writeWhole('reports/nose.json', JSON.stringify(record));
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFileAtomic(file, asBuffer(content));
}

/** The same, without giving way to other work. */
export function writeWholeSync(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileAtomic.sync(file, asBuffer(content));
}

const asBuffer = (content: string | Uint8Array): Buffer =>
  typeof content === 'string' ? Buffer.from(content) : Buffer.from(content.buffer, content.byteOffset, content.length);
