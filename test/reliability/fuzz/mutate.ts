import type { Random } from '../../../lib/random';

/** A changed file, and how it was changed. */
export interface Mutation {
  readonly how: string;
  readonly content: Buffer;
}

/** Where a file is changed. */
type Change = (content: Buffer, random: Random, place: number) => Buffer;

const replace = (content: Buffer, begin: number, end: number, by: Buffer | string): Buffer =>
  Buffer.concat([content.subarray(0, begin), Buffer.from(by as string), content.subarray(end)]);

/** A place of the file is where each of these begins. */
const BYTES: Readonly<Record<string, Change>> = {
  'one bit flipped': (content, random, place) => {
    const changed = Buffer.from(content);
    changed[place]! ^= 1 << random.integer(8);
    return changed;
  },
  'several bytes changed': (content, random, place) => {
    const changed = Buffer.from(content);
    for (let i = place; i < Math.min(content.length, place + 8); i++) changed[i] = random.integer(256);
    return changed;
  },
  'cut off': (content, _, place) => content.subarray(0, place),
  'a part cut out': (content, random, place) => replace(content, place, place + 1 + random.integer(200), ''),
  'bytes inserted': (content, random, place) =>
    replace(
      content,
      place,
      place,
      Buffer.from(Array.from({ length: 1 + random.integer(20) }, () => random.integer(256))),
    ),
  'zeros from here to the end': (content, _, place) => Buffer.from(content).fill(0, place),
  'a block repeated': (content, random, place) =>
    replace(content, place, place, content.subarray(place, place + 1 + random.integer(500))),
  'bytes behind the end': (content, random) =>
    Buffer.concat([content, Buffer.alloc(1 + random.integer(100), random.integer(256))]),
};

const NUMBERS = [
  '1e999',
  '-1e999',
  'NaN',
  'nan',
  '-5',
  '-99999',
  '99999999999',
  '1e300',
  '0',
  '',
  '1e-320',
  '0x10',
  '12,5',
  '٣',
];

const PIECES = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ',',
  ';',
  '\0',
  '\\',
  '../',
  '__proto__',
  'null',
  '\u202e',
  '{}',
];

const lines = (content: Buffer): string[] => content.toString('latin1').split('\n');
const joined = (all: readonly string[]): Buffer => Buffer.from(all.join('\n'), 'latin1');

const lineAt = (content: Buffer, place: number): number =>
  content.subarray(0, place).filter((byte) => byte === 10).length;

const TEXT: Readonly<Record<string, Change>> = {
  'a number replaced': (content, random, place) => {
    const text = content.toString('latin1');
    const number = /-?\d+(\.\d+)?(e[+-]?\d+)?/g;
    number.lastIndex = place;
    const found = number.exec(text) ?? /-?\d+/.exec(text);
    if (!found) return content;
    return replace(content, found.index, found.index + found[0].length, random.choice(NUMBERS));
  },
  'a character replaced': (content, random, place) => replace(content, place, place + 1, random.choice(PIECES)),
  'a piece inserted': (content, random, place) => replace(content, place, place, random.choice(PIECES)),
  'a line twice': (content, _, place) => {
    const all = lines(content);
    const index = lineAt(content, place);
    return joined([...all.slice(0, index + 1), ...all.slice(index)]);
  },
  'a line left out': (content, _, place) => joined(lines(content).toSpliced(lineAt(content, place), 1)),
  'lines in another order': (content, random) => joined(random.shuffle(lines(content))),
  'a byte order mark': (content) => Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), content]),
  'line ends of Windows': (content) => joined(lines(content).map((line) => `${line.replace(/\r$/, '')}\r`)),
  'line ends of old Macs': (content) => Buffer.from(content.toString('latin1').replace(/\r?\n/g, '\r'), 'latin1'),
  'in UTF-16': (content) => Buffer.from(`\ufeff${content.toString()}`, 'utf16le'),
  'a name repeated a thousand times': (content, _, place) => {
    const word = /\w+/.exec(content.toString('latin1').slice(place))?.[0] ?? 'a';
    return replace(content, place, place, word.repeat(1000));
  },
  'nested a thousand times': (content, random, place) =>
    replace(content, place, place, random.choice(['[', '{"a":', '<a>', '"']).repeat(1000)),
};

/**
 * Changes a valid file.
 *
 * @param content The file.
 * @param random Chooses what is changed.
 * @param options.isText Whether changes of text are among the choices.
 * @param options.head Bytes at the beginning that are changed more often than the others, such as a header.
 * @example const { how, content } = mutate(readFileSync('01-1m.asf'), new Random(1), { isText: true });
 */
export function mutate(content: Buffer, random: Random, options: { isText: boolean; head?: number }): Mutation {
  const { isText, head = content.length } = options;
  const changes = Object.entries({ ...BYTES, ...(isText && TEXT) });
  let changed = content;
  const done: string[] = [];
  // Most files have one fault; some have two.
  for (let left = random.uniform() < 0.8 ? 1 : 2; left > 0; left--) {
    const [how, change] = random.choice(changes);
    const range = random.uniform() < 0.7 ? Math.min(head, changed.length) : changed.length;
    changed = change(changed, random, random.integer(Math.max(1, range)));
    done.push(how);
  }
  return { how: done.join(', '), content: changed };
}
