import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { checkData } from '../../../lib/datasets/check/check';
import type { Finding } from '../../../lib/datasets/check/finding';
import { loadOwnData } from '../../../lib/datasets/own/load';
import { Random } from '../../../lib/random';
import { temporaryFolder } from '../../environment';

describe('checkData', () => {
  const folder = temporaryFolder();
  const write = async (name: string, content: string | Buffer) => {
    await mkdir(dirname(join(folder(), name)), { recursive: true });
    await writeFile(join(folder(), name), content);
  };

  /** A photo of colored clouds, like no other one. */
  async function clouds(seed: number): Promise<Buffer> {
    const random = new Random(seed);
    const pixels = Uint8Array.from({ length: 12 * 9 * 3 }, () => random.integer(256));
    return sharp(pixels, { raw: { width: 12, height: 9, channels: 3 } })
      .resize(240, 180, { kernel: 'cubic' })
      .jpeg({ quality: 92 })
      .toBuffer();
  }

  const names = ['left_eye', 'right_eye', 'nose', 'left_mouth', 'right_mouth'];
  const places = [
    [130, 70],
    [90, 70],
    [110, 95],
    [125, 115],
    [95, 115],
  ] as const;

  interface Row {
    readonly file: string;
    readonly points: (readonly [number, number] | null)[];
    readonly box: readonly number[];
    readonly group: string;
  }

  async function rows(count: number): Promise<Row[]> {
    const random = new Random(1);
    return Promise.all(
      Array.from({ length: count }, async (_, i) => {
        const file = `photo-${i}.jpg`;
        await write(file, await clouds(i));
        const [dx, dy] = [random.uniform(-9, 9), random.uniform(-9, 9)];
        const points = places.map(
          ([x, y]) => [x + dx + random.normal(0, 1.5), y + dy + random.normal(0, 1.5)] as const,
        );
        return { file, points, box: [70 + dx, 50 + dy, 80, 80], group: String(i) };
      }),
    );
  }

  async function findings(table: readonly Row[], more: readonly string[] = []): Promise<readonly Finding[]> {
    const header = [
      'file',
      'person',
      'left',
      'top',
      'width',
      'height',
      ...[...names, ...more].flatMap((name) => [`${name}_x`, `${name}_y`]),
    ];
    const lines = table.map(({ file, points, box, group }) =>
      [file, group, ...box, ...points.flatMap((point) => (point ? point.map(String) : ['', '']))].join(','),
    );
    await write('table.csv', [header.join(','), ...lines].join('\n'));
    const data = await loadOwnData(folder());
    assert.deepEqual(data.report.problems, []);
    return (await checkData(data)).findings;
  }

  it('finds nothing in good data', async () => {
    assert.deepEqual(await findings(await rows(24)), []);
  });

  it('finds landmarks outside their photo, and placeholders in its corner', async () => {
    const table = await rows(24);
    table[3]!.points[2] = [300, 95];
    table[4]!.points[2] = [0, 0];
    table[5]!.points[2] = [-1, -1];
    const found = (await findings(table)).filter(({ kind }) => kind === 'outside');
    assert.deepEqual(found, [
      { kind: 'outside', face: 3, landmarks: [2], distance: 60.5 },
      { kind: 'outside', face: 4, landmarks: [2], distance: 0 },
      { kind: 'outside', face: 5, landmarks: [2], distance: 0 },
    ]);
  });

  it('finds swapped eyes', async () => {
    const table = await rows(24);
    const { points } = table[6]!;
    [points[0], points[1]] = [points[1]!, points[0]!];
    assert.deepEqual(await findings(table), [
      { kind: 'odd shape', face: 6, explanation: { kind: 'swapped', cycles: [[0, 1]] } },
    ]);
  });

  it('finds boxes far from their landmarks, and of another size', async () => {
    const table = await rows(24);
    const at = (i: number, box: number[]) => (table[i] = { ...table[i]!, box });
    at(2, [170, 50, 80, 80]);
    at(3, [5, 2, 236, 176]);
    assert.deepEqual(await findings(table), [
      { kind: 'box', face: 2 },
      { kind: 'box', face: 3 },
    ]);
  });

  it('finds the same photo twice, and nearly the same one in another group', async () => {
    const table = await rows(24);
    const photo = (i: number) => readFile(join(folder(), table[i]!.file));
    await write(table[1]!.file, await photo(0));
    const smaller = sharp(await photo(2))
      .resize(200, 150)
      .modulate({ brightness: 1.1 })
      .jpeg({ quality: 60 });
    await write(table[3]!.file, await smaller.resize(240, 180).toBuffer());
    await write(
      table[5]!.file,
      await sharp(await photo(4))
        .flop()
        .jpeg({ quality: 80 })
        .toBuffer(),
    );
    await write(
      table[7]!.file,
      await sharp(await photo(6))
        .jpeg({ quality: 80 })
        .toBuffer(),
    );
    table[7] = { ...table[7]!, group: '6' };
    assert.deepEqual(await findings(table), [
      { kind: 'same photo', faces: [0, 1] },
      { kind: 'similar photos', faces: [2, 3], mirrored: false },
      { kind: 'similar photos', faces: [4, 5], mirrored: true },
    ]);
  });

  it('finds misspelled landmarks', async () => {
    const table = (await rows(30)).map((row, i) => {
      const points = i === 8 ? [null, ...row.points.slice(1), row.points[0]!] : [...row.points, null];
      return { ...row, points };
    });
    assert.deepEqual(await findings(table, ['left_eyes']), [
      { kind: 'rare landmark', landmark: 5, faces: [8], similar: 0 },
    ]);
  });

  it('finds mirror pairs that do not mirror each other', async () => {
    await write(
      'landmarks.json',
      JSON.stringify({
        mirror: [
          ['left_eye', 'nose'],
          ['right_eye', 'left_mouth'],
        ],
      }),
    );
    const pairs = (await findings(await rows(24))).map((finding) => finding.kind === 'mirror pair' && finding.pair);
    assert.deepEqual(pairs, [
      [0, 2],
      [1, 3],
      [4, 4],
    ]);
  });

  it('names photos that have become unreadable since they were read', async () => {
    const table = await rows(12);
    await findings(table);
    const data = await loadOwnData(folder());
    await write(table[4]!.file, 'damaged');
    const { problems } = await checkData(data);
    assert.deepEqual(
      problems.map(({ place }) => place),
      ['photo-4.jpg'],
    );
  });
});
