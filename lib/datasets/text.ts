import { readFile } from 'node:fs/promises';

/**
 * Reads a text file as people's programs write it: UTF-8 with or without a byte order mark, UTF-16 with one, or, if it is
 * neither, Windows-1252, which has Latin-1's letters.
 *
 * @param file Path of the file.
 * @returns The text without a byte order mark; line ends as they are.
 */
export async function readText(file: string): Promise<string> {
  return decodeText(await readFile(file));
}

/** Decodes a text file's content as {@link readText} does. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
