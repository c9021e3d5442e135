import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { contentChecksum } from './download/checksum';
import { readDlibXml } from './dlib-xml';
import { ibug68 } from '../landmarks/ibug68';
import { immCount } from './imm';

/** A data set that can be had from the network. */
export interface DataSource {
  readonly title: string;
  /** Name of its folder, beside those of others. */
  readonly folder: string;
  /** A file that is there once the set is. */
  readonly sign: string;
  /** Addresses of its archive, in the order in which they are tried: the official one first. */
  readonly addresses: readonly string[];
  readonly archive: 'zip' | 'tar.gz';
  /** About how large the archive is, to be told before it is downloaded. */
  readonly megabytes: number;
  /** @throws Error saying what is wrong with an unpacked copy */
  verify(folder: string): Promise<void>;
}

export type DataSourceName = 'imm' | '300w';

/** The data sets of this project. Their licenses allow research only: they are never part of the repository. */
export const dataSources: Readonly<Record<DataSourceName, DataSource>> = {
  imm: {
    title: 'IMM Face Database',
    folder: 'imm_face_db',
    sign: '01-1m.asf',
    addresses: ['http://www2.imm.dtu.dk/~aam/datasets/imm_face_db.zip', 'http://datasets.openimaj.org/imm_face_db.zip'],
    archive: 'zip',
    megabytes: 27,
    verify: verifyImm,
  },
  '300w': {
    title: 'iBUG 300-W',
    folder: 'ibug_300W_large_face_landmark_dataset',
    sign: 'labels_ibug_300W_train.xml',
    addresses: ['http://dlib.net/files/data/ibug_300W_large_face_landmark_dataset.tar.gz'],
    archive: 'tar.gz',
    megabytes: 1700,
    verify: verify300W,
  },
};

/** SHA-256 of the database's photos and annotations, from a copy known to be whole; the archive's own is not known. */
const immChecksum = 'f1abc0eab3aee3f277a31fe6ae1cafb44f3b2a98b7e74c92cc2bc1f8794bc422';

async function verifyImm(folder: string): Promise<void> {
  await expectFiles(folder, '.jpg', immCount);
  await expectFiles(folder, '.asf', immCount);
  const checksum = await contentChecksum(folder, ['.jpg', '.asf']);
  if (checksum !== immChecksum) throw new Error(`the files have the checksum ${checksum}, not ${immChecksum}`);
}

/** No checksum of the complete set is known: the faces are counted, and reading it finds whether photos are missing. */
async function verify300W(folder: string): Promise<void> {
  const counts = { 'labels_ibug_300W_train.xml': 6666, 'labels_ibug_300W_test.xml': 1008 };
  for (const [name, count] of Object.entries(counts)) {
    const faces = (await readDlibXml(join(folder, name), ibug68.count)).length;
    if (faces !== count) throw new Error(`${name} has ${faces} faces, not ${count}`);
  }
}

async function expectFiles(folder: string, ending: string, count: number): Promise<void> {
  const found = (await readdir(folder)).filter((name) => extname(name) === ending).length;
  if (found !== count) throw new Error(`there are ${found} files ${ending}, not ${count}`);
}
