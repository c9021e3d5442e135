import assert from 'node:assert/strict';
import { faceApiPipeline, pipelineErrors } from '../../lib/inference/pipelines';
import type { Face } from '../../lib/landmarks/face';
import { PORTRAIT } from '../portrait';

describe('inference/pipelines', function () {
  this.timeout(60_000);
  const landmarks = Float32Array.from({ length: 136 }, (_, i) => (i % 2 === 0 ? i : 100 + ((7 * i) % 50)));
  const face: Face = {
    id: 'a',
    photo: PORTRAIT,
    width: 512,
    height: 512,
    landmarks,
    box: { x: 0, y: 0, width: 100, height: 100 },
    group: 'a',
    labels: {},
  };

  it('measures the face that overlaps the annotated one most, and leaves out one that was not found', () => {
    const eyes = Math.hypot(landmarks[72]! - landmarks[90]!, landmarks[73]! - landmarks[91]!);
    const shifted = landmarks.map((value, i) => (i % 2 === 0 ? value + 3 : value));
    const near = { box: { x: 5, y: 5, width: 100, height: 100 }, landmarks: shifted };
    const far = { box: { x: 50, y: 50, width: 100, height: 100 }, landmarks };
    const { found, nme } = pipelineErrors([face, face], [[far, near], [far]]);
    assert.equal(found, 1);
    assert.ok(Math.abs(nme - 300 / eyes) < 1e-4, String(nme));
  });

  it("runs face-api's pipeline on a photo", async () => {
    const [[found, ...more] = []] = await faceApiPipeline([PORTRAIT]);
    assert.equal(more.length, 0);
    assert.equal(found!.landmarks.length, 136);
  });
});
