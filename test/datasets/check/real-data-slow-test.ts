import assert from 'node:assert/strict';
import { checkData } from '../../../lib/datasets/check/check';
import { loadOwnData } from '../../../lib/datasets/own/load';
import { findingLine } from '../../../lib/figures/finding-words';
import { matchSnapshot } from '../../snapshot';
import { realData } from '../real-data';

/**
 * Everything found in the real data is a fault of theirs, seen in its picture: eyes whose contour runs the other way, two jaw
 * landmarks in each other's place, the end of a brow at the jaw, a photo that is there twice.
 */
describe('checkData on the real data', () => {
  for (const name of ['imm_face_db', 'ibug_300W_large_face_landmark_dataset'] as const) {
    it(`finds their known faults and no others (${name})`, async function () {
      const data = await loadOwnData(realData(this, name));
      const { findings, problems } = await checkData(data);
      assert.deepEqual([data.report.problems, problems], [[], []]);
      matchSnapshot(findings.map((finding) => findingLine(finding, data.set)).join('\n'), `${name}.txt`);
    });
  }
});
