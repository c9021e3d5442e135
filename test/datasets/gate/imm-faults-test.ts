import assert from 'node:assert/strict';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { readImm } from '../../../lib/datasets/imm';
import { temporaryFolder, withEnvironment } from '../../environment';
import { isDataError } from '../../errors';
import { collectNotices } from '../../notices';
import { syntheticImm } from '../real-data';

/** The twelve faces of the set, two people in six poses; each fault concerns person 1 in pose 1 unless it says otherwise. */
interface Fault {
  readonly does: (at: (name: string) => string) => Promise<unknown>;
  /** Faces that are left, of 240. */
  readonly read: number;
  /** What each finding names, in order. */
  readonly finds: readonly string[];
}

const ID = '01-1f';
const [ASF, JPG] = [`${ID}.asf`, `${ID}.jpg`];

/** Changes the lines of an annotation's landmarks. */
const edit =
  (change: (lines: string[][]) => string[][], name = ASF): Fault['does'] =>
  async (at) => {
    const lines = (await readFile(at(name), 'latin1')).split('\n');
    const isLandmark = (line: string) => /^\d+\s+\d+\s+[\d.]+\s/.test(line);
    const first = lines.findIndex(isLandmark);
    const landmarks = lines.filter(isLandmark).map((line) => line.split(/\s+/));
    const changed = change(landmarks).map((columns) => columns.join(' \t'));
    await writeFile(
      at(name),
      [...lines.slice(0, first), ...changed, ...lines.slice(first + landmarks.length)].join('\n'),
      'latin1',
    );
  };
const replaced =
  (from: string | RegExp, to: string, name = ASF): Fault['does'] =>
  async (at) =>
    writeFile(at(name), (await readFile(at(name), 'latin1')).replace(from, to), 'latin1');
const photo =
  (make: (content: Buffer) => Buffer | Promise<Buffer>): Fault['does'] =>
  async (at) =>
    writeFile(at(JPG), await make(await readFile(at(JPG))));
const one = (finds: string): Pick<Fault, 'read' | 'finds'> => ({ read: 11, finds: [finds] });
/** What is read as if nothing had happened. */
const fine: Pick<Fault, 'read' | 'finds'> = { read: 12, finds: [] };

const FAULTS: Readonly<Record<string, Fault>> = {
  nothing: { does: () => Promise.resolve(), ...fine },
  'no annotation': {
    does: (at) => rm(at(ASF)),
    ...one(`left out: ${JPG}: this photo has no annotation. Put ${ASF} beside it`),
  },
  'no photo': { does: (at) => rm(at(JPG)), ...one(`left out: ${ASF}: its photo ${JPG} is not in the folder`) },
  neither: { does: async (at) => (await rm(at(JPG)), rm(at(ASF))), read: 11, finds: [] },
  'an upper-case ending of the photo': { does: (at) => rename(at(JPG), at(`${ID}.JPG`)), ...fine },
  'upper-case endings of both': {
    does: async (at) => (await rename(at(JPG), at(`${ID}.JPG`)), rename(at(ASF), at(`${ID}.ASF`))),
    ...fine,
  },
  'an empty annotation': { does: (at) => writeFile(at(ASF), ''), ...one(`${ASF}: the first line must be the number`) },
  'half an annotation': {
    does: async (at) => writeFile(at(ASF), (await readFile(at(ASF))).subarray(0, 900)),
    ...one(ASF),
  },
  'an annotation of zeros': { does: async (at) => writeFile(at(ASF), Buffer.alloc(2000)), ...one(ASF) },
  'a JPEG as annotation': { does: async (at) => cp(at(JPG), at(ASF)), ...one(ASF) },
  'a byte order mark': {
    does: async (at) => writeFile(at(ASF), Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), await readFile(at(ASF))])),
    ...fine,
  },
  "Windows' line ends": { does: replaced(/\n/g, '\r\n'), ...fine },
  "old macOS' line ends": { does: replaced(/\n/g, '\r'), ...fine },
  'companions of macOS and Windows': {
    does: async (at) => {
      await writeFile(at(`._${ASF}`), 'Mac OS X');
      await writeFile(at(`._${JPG}`), 'Mac OS X');
      for (const name of ['.DS_Store', 'Thumbs.db', 'desktop.ini']) await writeFile(at(name), '');
    },
    ...fine,
  },
  'another number of landmarks': { does: replaced(/^58$/m, '57'), ...one(ASF) },
  'no number of landmarks': { does: replaced(/^58$/m, 'many'), ...one("got 'many'") },
  'a negative number of landmarks': { does: replaced(/^58$/m, '-58'), ...one("got '-58'") },
  'a huge number of landmarks': { does: replaced(/^58$/m, '4000000000'), ...one('expected 4000000000') },
  'a landmark less': { does: edit((lines) => lines.slice(1)), ...one(ASF) },
  'a landmark more': { does: edit((lines) => [...lines, lines[0]!]), ...one(ASF) },
  'a landmark without y': { does: edit(([first, ...rest]) => [first!.slice(0, 3), ...rest]), ...one('landmark 0') },
  'a landmark that is no number': {
    does: edit(([first, ...rest]) => [first!.with(2, 'left'), ...rest]),
    ...one('landmark 0'),
  },
  'a landmark at NaN': { does: edit(([first, ...rest]) => [first!.with(2, 'NaN'), ...rest]), ...one('landmark 0') },
  'a landmark at Infinity': {
    does: edit(([first, ...rest]) => [first!.with(3, '1e999'), ...rest]),
    ...one('landmark 0'),
  },
  'a landmark at 1e300': {
    does: edit(([first, ...rest]) => [first!.with(3, '1e300'), ...rest]),
    ...one('landmark 0 must be in 0..1; got 1e+300'),
  },
  'a landmark in pixels': {
    does: edit(([first, ...rest]) => [first!.with(2, '312.5'), ...rest]),
    ...one('landmark 0 must be in 0..1; got 312.5'),
  },
  'decimal commas': {
    does: edit((lines) => lines.map((columns) => columns.map((text) => text.replace('.', ',')))),
    ...one('landmark 0'),
  },
  'all landmarks at one point': {
    does: edit((lines) => lines.map((columns) => columns.with(2, '0.5').with(3, '0.5'))),
    ...one(`left out: ${JPG}: all its landmarks are at one place`),
  },
  'x and y swapped': {
    does: edit((lines) => lines.map((columns) => columns.with(2, columns[3]!).with(3, columns[2]!))),
    ...one(`left out: ${JPG}: its landmarks form no face: x and y are swapped`),
  },
  'landmarks in reverse order': {
    does: edit((lines) =>
      lines.map((columns, i) => columns.with(2, lines.at(-1 - i)![2]!).with(3, lines.at(-1 - i)![3]!)),
    ),
    ...one('its landmarks form no face'),
  },
  'landmarks upside down': {
    does: edit((lines) => lines.map((columns) => columns.with(3, String(1 - Number(columns[3]))))),
    ...one('its landmarks form no face'),
  },
  'landmarks shifted by one': {
    does: edit((lines) =>
      lines.map((columns, i) => columns.with(2, lines[(i + 1) % 58]![2]!).with(3, lines[(i + 1) % 58]![3]!)),
    ),
    read: 12,
    finds: [`doubtful: ${JPG}: its landmarks form an unusual face`],
  },
  'a mirror image': {
    does: edit((lines) => lines.map((columns) => columns.with(2, String(1 - Number(columns[2]))))),
    ...one('its landmarks form no face'),
  },
  'no name of the photo': { does: replaced(`${ID}.jpg`, ''), ...one(ASF) },
  'the name of another photo': {
    does: replaced(`${ID}.jpg`, '02-1m.jpg'),
    ...one(`the photo must be ${JPG}; got 02-1m.jpg`),
  },
  'a path out of the folder': { does: replaced(`${ID}.jpg`, `../../${JPG}`), ...one(`got ../../${JPG}`) },
  'an annotation of another name': {
    does: (at) => cp(at(ASF), at('notes.asf')),
    read: 12,
    finds: ['notes.asf: the name must be like 01-1m.asf'],
  },
  'a photo of another name': {
    does: (at) => writeFile(at('me.jpg'), 'x'),
    read: 12,
    finds: ['me.jpg: this photo has no annotation'],
  },
  'an empty photo': { does: photo(() => Buffer.alloc(0)), ...one('is unreadable') },
  'text as photo': { does: photo(() => Buffer.from('not found')), ...one('is unreadable') },
  'an SVG as photo': {
    does: photo(() => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"/>')),
    ...one('an SVG drawing, not a photo'),
  },
  'half a photo': {
    does: photo((content) => content.subarray(0, content.length >> 1)),
    ...one(`left out: ${JPG}: a part of the picture is missing`),
  },
  'a photo with an empty half': {
    does: photo((content) => Buffer.from(content).fill(0, content.length >> 1)),
    ...one('its second part is empty'),
  },
  'a photo without the mark at its end': { does: photo((content) => content.subarray(0, -2)), ...fine },
  'a photo of 1 x 1 pixel': {
    does: photo(() =>
      sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
        .jpeg()
        .toBuffer(),
    ),
    ...one('all its landmarks are at one place'),
  },
  'a PNG named .jpg': { does: photo((content) => sharp(content).png().toBuffer()), ...fine },
  'one photo under two names': {
    // Of another person, so that it would be on both sides of a split.
    async does(at) {
      await cp(at(JPG), at('02-1m.jpg'));
      await writeFile(at('02-1m.asf'), (await readFile(at(ASF), 'latin1')).replace(ID, '02-1m'), 'latin1');
    },
    read: 12,
    finds: [`left out: 02-1m.jpg: this is the same photo as ${JPG}`],
  },
  'a folder instead of the annotation': {
    does: async (at) => (await rm(at(ASF)), mkdir(at(ASF))),
    ...one(`${ASF}: this is a folder, not a file`),
  },
};

describe('a folder of the IMM Face Database', () => {
  const folder = temporaryFolder();
  const notices = collectNotices();
  withEnvironment(() => ({ FACES_STRICT: undefined }));
  const set = () => join(folder(), 'set');
  const at = (name: string): string => join(set(), name);
  beforeEach(async () => cp(await syntheticImm(), set(), { recursive: true }));

  for (const [name, { does, read, finds }] of Object.entries(FAULTS)) {
    it(`with ${name}: ${read} of 12 faces${finds.length > 0 ? ', and a notice' : ''}`, async () => {
      await does(at);
      const { faces, reading } = await readImm(set(), { generated: true });
      assert.equal(faces.length, read);
      assert.deepEqual([reading!.read, reading!.expected], [read, 240]);
      const lines = notices.join('\n').split('\n');
      assert.match(lines[0]!, new RegExp(`: ${read} of 240 faces \\(${set()}\\)\\.$`));
      assert.equal(lines.length, 1 + finds.length, lines.join('\n'));
      finds.forEach((text, i) => assert.ok(lines[i + 1]!.includes(text), `${lines[i + 1]} should have ${text}`));
      assert.ok(faces.every(({ landmarks }) => landmarks.every(Number.isFinite)));
    });
  }

  it('with x and y swapped in all of them is refused', async () => {
    for (const { id } of (await readImm(set())).faces) {
      await edit((lines) => lines.map((columns) => columns.with(2, columns[3]!).with(3, columns[2]!)), `${id}.asf`)(at);
    }
    await assert.rejects(readImm(set()), isDataError(set(), 'mirror images', 'swapped in all of them'));
  });

  it('with no face left is refused, with the reasons', async () => {
    for (const { id } of (await readImm(set())).faces) await rm(at(`${id}.jpg`));
    await assert.rejects(readImm(set()), isDataError(set(), 'no face could be read', JPG, '02-4f.jpg'));
  });

  describe('read strictly', () => {
    withEnvironment(() => ({ FACES_STRICT: '1' }));

    it('is refused at the first finding', async () => {
      assert.equal((await readImm(set())).faces.length, 12);
      await rm(at(JPG));
      await assert.rejects(readImm(set()), isDataError(set(), `${ASF}: its photo ${JPG} is not in the folder`));
    });
  });
});
