import { immCount } from './imm';

/** A data set that can be had from the network. */
export interface DataSet {
  readonly title: string;
  /** Name of its folder, beside others. */
  readonly folder: string;
  /** A file that is there once the set is complete. */
  readonly sign: string;
  /** Addresses of its archive, in the order in which they are tried. */
  readonly addresses: readonly string[];
  readonly archive: 'zip' | 'tar.gz';
  /** Size of the archive, to be told before it is downloaded. */
  readonly megabytes: number;
  /** Files of each kind that have to be in it. */
  readonly files: Readonly<Record<string, number>>;
  /** SHA-256 of the content, as `dataChecksum` makes it of the unpacked set, where it is known. */
  readonly checksum?: string;
}

export type DataSetName = 'imm' | '300w';

export const dataSets: Readonly<Record<DataSetName, DataSet>> = {
  imm: {
    title: 'IMM Face Database',
    folder: 'imm_face_db',
    sign: '01-1m.asf',
    addresses: ['http://www2.imm.dtu.dk/~aam/datasets/imm_face_db.zip', 'http://datasets.openimaj.org/imm_face_db.zip'],
    archive: 'zip',
    megabytes: 31,
    files: { '.jpg': immCount, '.asf': immCount },
    checksum: '5a4a5738eaf9e09a63e7f55f4800b6f2d12bf11b1d149d008789ecfe2662569c',
  },
  '300w': {
    title: 'iBUG 300-W',
    folder: 'ibug_300W_large_face_landmark_dataset',
    sign: 'labels_ibug_300W_train.xml',
    addresses: ['http://dlib.net/files/data/ibug_300W_large_face_landmark_dataset.tar.gz'],
    archive: 'tar.gz',
    megabytes: 1700,
    files: { '.xml': 2, '.jpg': 0 },
  },
};
