import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { DataError } from '../errors';
import { generate300W, generateImm } from '../synthetic/generate';
import { contentChecksum } from './download/checksum';
import { LABEL_FILES, readLabels } from './ibug300w';
import type { Part300W } from './ibug300w';
import { IMM_FACES } from './imm';

/** A data set that can be downloaded, or generated where it cannot. */
export interface DataSource {
  /** Title for people. */
  readonly title: string;
  /** Name of its folder, as in its archive. */
  readonly folder: string;
  /** A file in that folder by which the data set is recognized. */
  readonly sign: string;
  /** Addresses of its archive in the order in which they are tried: the official one first, then mirrors. */
  readonly addresses: readonly string[];
  readonly archive: 'zip' | 'tar.gz';
  /** Approximate size of the archive in MB, for the progress display. */
  readonly megabytes: number;
  /**
   * Verifies an unpacked copy.
   *
   * @throws DataError saying what is wrong with it.
   */
  verify(folder: string): Promise<void>;
  /**
   * Generates synthetic faces in the data set's files and formats, unless the folder holds them already.
   *
   * @param onProgress Called with photos done and in all.
   */
  generate(folder: string, onProgress: (done: number, total: number) => void): Promise<void>;
}

/** Synthetic faces always come from this seed, so that their checksums and all results are reproducible. */
const SEED = 1;

/** The IMM Face Database. Its license allows research only: it is never part of the repository. */
export const immSource: DataSource = {
  title: 'IMM Face Database',
  folder: 'imm_face_db',
  sign: '01-1m.asf',
  addresses: ['http://www2.imm.dtu.dk/~aam/datasets/imm_face_db.zip', 'http://datasets.openimaj.org/imm_face_db.zip'],
  archive: 'zip',
  megabytes: 27,
  verify: verifyImm,
  generate: (folder, onProgress) => generateImm(folder, { seed: SEED, people: 40 }, onProgress),
};

/** IBUG 300-W in dlib's archive. Its license allows research only: it is never part of the repository. */
export const ibug300WSource: DataSource = {
  title: 'iBUG 300-W',
  folder: 'ibug_300W_large_face_landmark_dataset',
  sign: LABEL_FILES.training,
  addresses: ['http://dlib.net/files/data/ibug_300W_large_face_landmark_dataset.tar.gz'],
  archive: 'tar.gz',
  megabytes: 1700,
  verify: verify300W,
  generate: (folder, onProgress) => {
    const part = (name: Part300W, photos: number) => ({ name, labels: LABEL_FILES[name], photos });
    return generate300W(folder, { seed: SEED, parts: [part('training', 300), part('test', 60)] }, onProgress);
  },
};

/** SHA-256 of the database's photos and annotations, from a verified copy; none is published for the archive. */
const IMM_CHECKSUM = 'f1abc0eab3aee3f277a31fe6ae1cafb44f3b2a98b7e74c92cc2bc1f8794bc422';

async function verifyImm(folder: string): Promise<void> {
  await expectFiles(folder, '.jpg', IMM_FACES);
  await expectFiles(folder, '.asf', IMM_FACES);
  const checksum = await contentChecksum(folder, ['.jpg', '.asf']);
  if (checksum !== IMM_CHECKSUM) throw new DataError(`expected the checksum ${IMM_CHECKSUM}, got ${checksum}`);
}

/** Faces in the two parts of the complete 300-W, mirrored twins included. */
const FACES_300W: Readonly<Record<Part300W, number>> = { training: 6666, test: 1008 };

/** No checksum of the complete data set is known: the faces are counted, and reading it reports missing photos. */
async function verify300W(folder: string): Promise<void> {
  for (const part of ['training', 'test'] as const) {
    const { faces, problems } = await readLabels(join(folder, LABEL_FILES[part]));
    const [first] = problems;
    if (first) throw new DataError(`${LABEL_FILES[part]}, line ${first.line}: ${first.problem}`);
    if (faces.length !== FACES_300W[part]) {
      throw new DataError(`expected ${FACES_300W[part]} faces in ${LABEL_FILES[part]}, got ${faces.length}`);
    }
  }
}

async function expectFiles(folder: string, ending: string, count: number): Promise<void> {
  const found = (await readdir(folder)).filter((name) => extname(name) === ending).length;
  if (found !== count) throw new DataError(`expected ${count} files *${ending}, got ${found}`);
}
