import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Compares text with a reviewed copy of it, `snapshots/<name>` beside the calling test. Ends the text with a newline.
 * A missing snapshot is written, except where `CI` is set; `UPDATE_SNAPSHOTS=1` writes all anew.
 *
 * @param actual The text; HTML and SVG go through `readable` first.
 * @param name File name with its extension, e.g. `loss-curves.html`.
 * @throws Error with the first lines that differ, when the text is not that of the snapshot.
 * @example matchSnapshot(readable(figure.html()), 'loss-curves.html');
 */
export function matchSnapshot(actual: string, name: string): void {
  const file = join(dirname(callingFile()), 'snapshots', name);
  const text = actual.endsWith('\n') ? actual : `${actual}\n`;
  const { CI, UPDATE_SNAPSHOTS } = process.env;
  if (UPDATE_SNAPSHOTS || (!CI && !existsSync(file))) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  if (!existsSync(file)) throw new Error(`The snapshot ${file} is missing: run this test once here and commit it.`);
  const expected = readFileSync(file, 'utf8');
  if (text !== expected) {
    throw new Error(`${name} is not as its snapshot (UPDATE_SNAPSHOTS=1 accepts it).\n${difference(expected, text)}`);
  }
}

/** The first file of the stack that is not this one. */
function callingFile(): string {
  const files = [...new Error().stack!.matchAll(/\(?(?:file:\/\/)?(\/[^():]+):\d+:\d+\)?$/gm)].map(([, file]) => file!);
  return files.find((file) => file !== __filename)!;
}

/** The lines between the common beginning and the common end, at most eight of each side. */
function difference(expected: string, actual: string): string {
  const [before, after] = [expected.split('\n'), actual.split('\n')];
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const part = (lines: readonly string[], sign: string) => {
    const changed = lines.slice(start, lines.length - end);
    const shown = changed.slice(0, 8).map((line) => `${sign} ${shorten(line, 160)}`);
    return changed.length > 8 ? [...shown, `${sign} ... ${changed.length - 8} more lines`] : shown;
  };
  return [`line ${start + 1}:`, ...part(before, '-'), ...part(after, '+')].join('\n');
}

const TOKEN =
  /<!--[^]*?-->|<(script|style)\b((?:[^>"']|"[^"]*"|'[^']*')*)>([^]*?)<\/\1>|<\/?[\w-]+(?:[^>"']|"[^"]*"|'[^']*')*>|<![^>]*>|[^<]+/g;
const VOID = /^<(?:!|area|br|col|hr|img|input|link|meta|source|wbr)|\/>$/i;

/**
 * HTML or SVG with one element a line, to be reviewed: content of images, programs and style sheets is left out, long
 * paths are shortened, data is spread over lines; texts, numbers, classes and attributes stay.
 */
export function readable(html: string): string {
  const lines: string[] = [];
  const open: { name: string; line: number }[] = [];
  const add = (text: string) => lines.push('  '.repeat(open.length) + text);
  for (const [token, raw, attributes = '', content = ''] of html.matchAll(TOKEN)) {
    if (raw) {
      add(`<${raw}${tidy(attributes)}>${/json/.test(attributes) ? '' : `... ${raw} ...</${raw}>`}`);
      if (/json/.test(attributes)) lines.push(...jsonLines(content, '  '.repeat(open.length + 1)));
    } else if (token.startsWith('</')) {
      const { line } = open.pop() ?? { line: lines.length };
      // An element of nothing but a text takes one line.
      if (lines.length - line <= 2 && line < lines.length) {
        const text = lines.splice(line + 1).map((one) => one.trim());
        lines[line] += text.join('') + token;
      } else add(token);
    } else if (token.startsWith('<')) {
      add(tidy(token));
      if (!VOID.test(token)) open.push({ name: token, line: lines.length - 1 });
    } else if (token.trim()) add(token.trim().replace(/\s+/g, ' '));
  }
  return numbered(lines.join('\n'));
}

/** Attributes on one line, without the content of files and hashes of scripts; long paths by their beginning and a checksum. */
const tidy = (tag: string): string =>
  withoutFiles(tag)
    .replace(/&#39;sha256-[\w+/=]+&#39;/g, '&#39;sha256-...&#39;')
    .replace(/ d="([^"]{80,})"/g, (_, d: string) => ` d="${d.slice(0, 40)}... ${checksum(d)}"`)
    .replace(/\s+/g, ' ');

const withoutFiles = (text: string): string => text.replace(/data:([\w/+.-]+)(?:;[\w=-]+)*,[\w+/=%-]*/g, 'data:$1');

/** One entry a line; lists of numbers on one line, without the middle of long ones. */
function jsonLines(content: string, indent: string): string[] {
  const text = JSON.stringify(JSON.parse(content), null, 2) ?? '';
  return text
    .replace(/\[[^[\]{}]*\]/g, (list) => {
      const values = JSON.parse(list) as unknown[];
      const flat = values.map((value) => JSON.stringify(value));
      if (flat.length <= 12) return `[${flat.join(', ')}]`;
      return `[${[...flat.slice(0, 8), `... ${flat.length} in all, ${checksum(list.replace(/\s+/g, ''))}`].join(', ')}]`;
    })
    .split('\n')
    .map((line) => indent + shorten(withoutFiles(line), 400));
}

/** Ids that come from an image's bytes, which differ between versions of an encoder, by their order. */
function numbered(text: string): string {
  const ids: string[] = [];
  return text.replace(/pic-[0-9a-f]{12}/g, (id) => {
    if (!ids.includes(id)) ids.push(id);
    return `pic-${ids.indexOf(id) + 1}`;
  });
}

const shorten = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}... ${checksum(text)}` : text;

const checksum = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);
