import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Finding } from '../../lib/datasets/check/finding';
import { findingGallery } from '../../lib/figures/finding-gallery';
import { findingLine } from '../../lib/figures/finding-words';
import type { Face, FaceSet } from '../../lib/landmarks/face';
import { boxDiagonal } from '../../lib/landmarks/landmark-set';
import type { LandmarkSet } from '../../lib/landmarks/landmark-set';
import { temporaryFolder } from '../environment';
import { matchSnapshot } from '../snapshot';

const hand: LandmarkSet = {
  name: 'hands',
  subject: 'hand',
  count: 4,
  names: ['wrist', 'thumb', 'left', 'right'],
  parts: [],
  mirror: [0, 1, 3, 2],
  symmetric: true,
  noseTip: -1,
  normalizer: boxDiagonal,
};

/** Every kind of finding, and every explanation. */
const findings: readonly Finding[] = [
  { kind: 'outside', face: 0, landmarks: [1], distance: 12.4 },
  { kind: 'outside', face: 1, landmarks: [1, 2], distance: 0 },
  { kind: 'outside', face: 1, landmarks: [0, 1, 2], distance: 8 },
  { kind: 'odd shape', face: 0, explanation: { kind: 'swapped', cycles: [[0, 1]] } },
  { kind: 'odd shape', face: 0, explanation: { kind: 'swapped', cycles: [[0, 1, 2]] } },
  { kind: 'odd shape', face: 1, explanation: { kind: 'mirrored' } },
  { kind: 'odd shape', face: 1, explanation: { kind: 'displaced', landmark: 2, distance: 40.6 } },
  { kind: 'odd shape', face: 1, explanation: { kind: 'unknown', landmarks: [3, 2] } },
  { kind: 'mirror pair', pair: [2, 3] },
  { kind: 'mirror pair', pair: [1, 1] },
  { kind: 'box', face: 0 },
  { kind: 'same photo', faces: [0, 1] },
  { kind: 'similar photos', faces: [0, 1], mirrored: false },
  { kind: 'similar photos', faces: [0, 1], mirrored: true },
  { kind: 'rare landmark', landmark: 1, faces: [0], similar: 0 },
  { kind: 'rare landmark', landmark: 1, faces: [0, 1], similar: null },
];

describe('findings', () => {
  const folder = temporaryFolder();
  const faceSet = (landmarkSet = hand): FaceSet => {
    const face = (name: string): Face => ({
      id: name,
      photo: join(folder(), `${name}.png`),
      width: 60,
      height: 40,
      landmarks: Float32Array.from([10, 10, 50, 10, NaN, NaN, 70, 30]),
      box: { x: 5, y: 5, width: 20, height: 20 },
      group: name,
      labels: { file: `${name}.json` },
    });
    const faces = [face('a'), face('b')];
    return { title: 'Hands', landmarkSet, faces, groupName: 'photo', generated: false, folder: folder(), checksum: '' };
  };

  it('are worded with names, and with numbers', () => {
    const { names, ...numbered } = hand;
    assert.equal(names!.length, 4);
    const lines = [hand, numbered].map((set) =>
      findings.map((finding) => findingLine(finding, faceSet(set))).join('\n'),
    );
    matchSnapshot(lines.join('\n\n'), 'findings.txt');
  });

  it('are shown in pictures, with the landmarks in doubt ringed, also beyond the edge of the photo', async () => {
    for (const name of ['a', 'b']) {
      const gray = sharp({ create: { width: 60, height: 40, channels: 3, background: 'gray' } });
      await writeFile(join(folder(), `${name}.png`), await gray.png().toBuffer());
    }
    const text = (await findingGallery(findings, faceSet(), 'All kinds.')).html(1).text;
    assert.equal(text.match(/<li>\s*<div class="faces-open">/g)!.length, 19);
    for (const mark of ['doubts', 'others', 'boxes']) assert.ok(text.includes(`class="faces-${mark}"`), mark);
    assert.ok(!text.includes('NaN'));
    assert.match(text, /aria-label="Photo a: thumb is 12 px outside the photo\."/);
  });
});
