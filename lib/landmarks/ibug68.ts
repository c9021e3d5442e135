import type { BoxFit } from './box-fit';
import { acrossFace, mirrorTable, outerEyeCorners, polyline } from './landmark-set';
import type { LandmarkSet } from './landmark-set';

/**
 * The 68 landmarks of iBUG 300-W (the annotation scheme of Multi-PIE): C. Sagonas et al., '300 faces In-the-wild challenge: Database
 * and results', IMAVIS 2016. The paper counts from 1, this table from 0.
 */
export const ibug68: LandmarkSet = {
  name: 'ibug68',
  count: 68,
  parts: [
    polyline('jaw', 0, 16),
    polyline('right brow', 17, 21),
    polyline('left brow', 22, 26),
    polyline('bridge of the nose', 27, 30),
    polyline('underside of the nose', 31, 35),
    polyline('right eye', 36, 41, true),
    polyline('left eye', 42, 47, true),
    polyline('outer lips', 48, 59, true),
    polyline('inner lips', 60, 67, true),
  ],
  mirror: mirrorTable(68, [
    ...acrossFace(0, 16),
    ...acrossFace(17, 26),
    ...acrossFace(31, 35),
    [36, 45],
    [37, 44],
    [38, 43],
    [39, 42],
    [40, 47],
    [41, 46],
    ...acrossFace(48, 54),
    ...acrossFace(55, 59),
    ...acrossFace(60, 64),
    ...acrossFace(65, 67),
  ]),
  symmetric: true,
  noseTip: 30,
  normalizer: outerEyeCorners(36, 45),
};

/**
 * How the boxes of dlib's detector lie around the 68 landmarks of iBUG 300-W.
 *
 * The numbers are medians over the training faces of iBUG 300-W. The data set's own boxes scatter around the result by 9%
 * of the side in size and 5% in position.
 */
export const dlibBoxes: BoxFit = { width: 2.77, height: 2.77, x: 0, y: -0.066 * 2.77 };
