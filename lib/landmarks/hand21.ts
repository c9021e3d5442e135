import { mirrorTable } from './landmark-set';
import type { LandmarkSet } from './landmark-set';

/** The 21 landmarks of the drawn hands, which stand in where there are no data of one's own: wrist, then each finger's joints. */
export const hand21: LandmarkSet = {
  name: 'Drawn hands',
  subject: 'hand',
  count: 21,
  parts: [],
  mirror: mirrorTable(21, []),
  symmetric: false,
  noseTip: -1,
  normalizer: { name: 'the distance between wrist and middle 1', pair: [0, 9] },
};
