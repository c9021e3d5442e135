import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { loadOwnData } from '../../../../lib/datasets/own/load';
import { writers } from '../../../datasets/own/writers';
import type { Drawn, Writer, Written } from '../../../datasets/own/writers';
import type { Loader } from '../judge';
import { readSet } from './faces';

const [WIDTH, HEIGHT] = [64, 48];

const NAMES = ['left eye', 'right eye', 'nose', 'mouth'];

/** Three faces, each with another place in its photo. */
const drawn: readonly Drawn[] = [0, 1, 2].map((i) => ({
  photo: `photo${i}.png`,
  width: WIDTH,
  height: HEIGHT,
  box: { x: 8 + i, y: 6, width: 40, height: 36 },
  points: [
    [16.5 + i, 16.5],
    [38.5 + i, 17.5],
    [27.5 + i, 26.5],
    [27.5 + i, 36.5],
  ],
}));

/** Photos of noise, each another one. */
const photo = (i: number): Promise<Buffer> => {
  const pixels = Buffer.from(Array.from({ length: WIDTH * HEIGHT }, (_, place) => (place * (7 + i)) % 251));
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } })
    .png()
    .toBuffer();
};

/** A folder with photos and annotations of which the first file is changed. */
async function folderWith(folder: string, files: readonly Written[], isOwnPhoto = false): Promise<Loader> {
  for (const { name, text } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  if (!isOwnPhoto)
    for (const [i, { photo: name }] of drawn.entries()) writeFileSync(join(folder, name), await photo(i));
  const [{ name, text }] = files as readonly [Written];
  return {
    content: Buffer.from(text),
    isText: true,
    file: folder,
    async read(content) {
      writeFileSync(join(folder, name), content);
      const { set, report } = await loadOwnData(folder);
      const left = report.leftOut.reduce((sum, { number }) => sum + number, 0);
      const doubts = report.problems.length + left + (set.reading?.findings.length ?? 0);
      return readSet(set, doubts + report.withoutAnnotation.length);
    },
  };
}

/** Kaggle's table: photos as gray values in the table itself. */
function kaggle(): Written[] {
  const side = 12;
  const rows = [0, 1, 2].map((i) => {
    const pixels = Array.from({ length: side * side }, (_, place) => (place * (5 + i)) % 251);
    return [3 + i, 3.5, 8, 4 + i, 5.5, 8.5, pixels.join(' ')].join(',');
  });
  const header = 'left_eye_x,left_eye_y,right_eye_x,right_eye_y,mouth_x,mouth_y,Image';
  return [{ name: 'training.csv', text: [header, ...rows, ''].join('\n') }];
}

const config: Written = {
  name: 'landmarks.json',
  text: JSON.stringify({
    title: 'Leaves',
    subject: 'leaf',
    names: NAMES,
    parts: [{ name: 'line', landmarks: [0, 'nose', 3], closed: true }],
    mirror: [['left eye', 'right eye']],
    normalizer: [0, 1],
    crop: 'landmarks',
    groups: { pattern: '^(photo\\d+)' },
  }),
};

const tabbed = (files: readonly Written[]): Written[] =>
  files.map(({ text }) => ({ name: 'landmarks.tsv', text: text.replaceAll(',', '\t') }));

const written = (writer: Writer): Written[] => writer.write(drawn, NAMES);

/** The formats of one's own data, by name; each makes its loader in an empty folder. */
export const ownLoaders: Readonly<Record<string, (folder: string) => Promise<Loader>>> = {
  ...Object.fromEntries(
    Object.entries(writers).map(([name, writer]) => [name, (folder: string) => folderWith(folder, written(writer))]),
  ),
  'TSV with names': (folder) => folderWith(folder, tabbed(written(writers['CSV with names']!))),
  "Kaggle's table": (folder) => folderWith(folder, kaggle(), true),
  'landmarks.json': (folder) => folderWith(folder, [config, ...written(writers['CSV with numbers']!)]),
};
