import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../../lib/errors';

/** What a loader has read. */
export interface Read {
  /** Everything that it gives on. */
  readonly value: unknown;
  /** How many things it has named as left out or doubtful. */
  readonly doubts: number;
  /** What is impossible in the value, such as a coordinate that is not finite; undefined if nothing is. */
  readonly impossible?: string | undefined;
}

/** A reader of files from outside, with a valid file that it reads. */
export interface Loader {
  /** The valid file. */
  readonly content: Buffer;
  readonly isText: boolean;
  /** Bytes at its beginning that matter most. */
  readonly head?: number;
  /** The name by which messages must call the file: its own, or its folder's. */
  readonly file: string;
  /** Whether the file has a checksum, so that no change may go unnoticed. */
  readonly isSealed?: boolean;
  /** Reads the file with other content. */
  read(content: Buffer): Promise<Read>;
}

/** What may come of a changed file. */
export type Outcome = 'readEqual' | 'readOtherwise' | 'readWithDoubt' | 'refused';

/** One of them, or the words for a fault. */
export type Verdict = Outcome | { readonly fault: string };

/** Words that no sentence for people has. */
const NO_SENTENCE = /\n\s+at |\[object |\bundefined\b/;

/**
 * Reads a changed file and judges what comes of it.
 *
 * @param loader The reader.
 * @param content The changed file.
 * @param original What the valid file gives.
 */
export async function judge(loader: Loader, content: Buffer, original: Read): Promise<Verdict> {
  let read: Read;
  try {
    read = await loader.read(content);
  } catch (error) {
    return judgeError(error, loader, content);
  }
  if (read.impossible !== undefined) return { fault: `read, but ${read.impossible}` };
  if (isDeepStrictEqual(read.value, original.value)) return 'readEqual';
  if (read.doubts > original.doubts) return 'readWithDoubt';
  return loader.isSealed ? { fault: 'changed without a word' } : 'readOtherwise';
}

function judgeError(error: unknown, { file }: Loader, content: Buffer): Verdict {
  if (!(error instanceof UserError)) {
    return { fault: `no sentence, but ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` };
  }
  const { message } = error;
  if (!message.includes(file)) return { fault: `the file is not named: ${message}` };
  // What a message cites from the file is not its own word.
  const word = NO_SENTENCE.exec(message)?.[0];
  return word === undefined || content.includes(word) ? 'refused' : { fault: `no sentence: ${message}` };
}
