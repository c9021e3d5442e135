import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { parseFragment, serialize } from 'parse5';
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { UserError } from '../errors';
import { Html } from '../html';
import { describeFileError } from '../system/file-errors.mjs';
import type { Cell } from './notebook';

/** Where a cell's pictures come from. */
export interface PictureSource {
  /** The cell's place in the notebook, from 0. */
  readonly index: number;
  /** The cell, which may have pictures attached. */
  readonly cell: Pick<Cell, 'attachments'>;
  /** The notebook: relative paths begin in its folder. */
  readonly file: string;
}

/** MIME types by a file's extension. */
const TYPES: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

/**
 * Puts the pictures of a cell into its HTML: those attached to the cell (`attachment:me.png`) and files (`me.png`).
 *
 * @param content The cell's text or output.
 * @param source Where its pictures come from.
 * @returns HTML that needs no other file.
 * @throws UserError naming the notebook, the cell and a picture that is missing, of another kind, or on the internet.
 */
export function withPictures(content: Html, source: PictureSource): Html {
  if (!/<img\b/i.test(content.text)) return content;
  const fragment = parseFragment(content.text);
  for (const image of imagesIn(fragment)) {
    const address = image.attrs.find(({ name }) => name === 'src');
    if (address) address.value = dataAddress(address.value, source);
  }
  return new Html(serialize(fragment));
}

function dataAddress(address: string, { index, cell, file: notebook }: PictureSource): string {
  if (/^data:/i.test(address)) return address;
  const fail = (reason: string): never => {
    throw new UserError(`${notebook}: cell ${index + 1} shows the picture '${address}', ${reason}`);
  };
  if (/^(https?:)?\/\//i.test(address)) {
    fail('which is on the internet; a report has everything in it. Save the picture beside the notebook.');
  }
  const names = namesIn(address.replace(/^(attachment|file):(\/\/)?/i, ''));
  if (/^attachment:/i.test(address)) {
    const attachment = names.map((name) => cell.attachments[name]).find((one) => one !== undefined);
    const [type, content] = Object.entries(attachment ?? {})[0] ?? [];
    return content === undefined ? fail('which is not attached to it.') : `data:${type};base64,${bare(content)}`;
  }
  const files = names.map((name) => resolve(dirname(notebook), name));
  const file = files.find((one) => existsSync(one)) ?? files.at(-1)!;
  const type = TYPES[extname(file).toLowerCase()] ?? fail(`which is none of ${Object.keys(TYPES).join(', ')}.`);
  if (!existsSync(file)) fail(`but there is no file ${file}.`);
  try {
    return `data:${type};base64,${readFileSync(file).toString('base64')}`;
  } catch (error) {
    return fail(`but it cannot be read: ${describeFileError(error, { file }) ?? (error as Error).message}`);
  }
}

/** The names that an address may mean: as it is, decoded, and without a query. */
function namesIn(address: string): string[] {
  const names = [address];
  try {
    names.push(decodeURIComponent(address), decodeURIComponent(address.replace(/[?#].*$/, '')));
  } catch {
    // A percent sign of the name itself.
  }
  return names;
}

/** Base64 without the line breaks that notebooks have in it. */
const bare = (base64: string): string => base64.replace(/\s/g, '');

function* imagesIn(parent: Tree.ParentNode): Generator<Tree.Element> {
  for (const child of parent.childNodes) {
    if (!('tagName' in child)) continue;
    if (child.tagName === 'img') yield child;
    yield* imagesIn(child);
  }
}
