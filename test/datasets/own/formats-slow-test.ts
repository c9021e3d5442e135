import { load300W } from '../../../lib/datasets/load';
import type { Face } from '../../../lib/landmarks/face';
import { temporaryFolder } from '../../environment';
import { realData } from '../real-data';
import { assertSameFaces } from './round-trip';
import { writers } from './writers';

describe('all faces of 300-W, written in each format', () => {
  const folder = temporaryFolder();
  let faces: readonly Face[];
  before(async function () {
    const data = realData(this, 'ibug_300W_large_face_landmark_dataset');
    const parts = await Promise.all((['training', 'test'] as const).map((part) => load300W({ part, folder: data })));
    faces = parts.flatMap(({ faces }) => faces);
  });
  for (const [title, writer] of Object.entries(writers)) {
    // The photos' landmarks are whole pixels, so that even imglab's XML, which has whole pixels alone, loses nothing.
    it(`are read again from ${title}`, () => assertSameFaces(folder(), faces, writer, 0.01));
  }
});
