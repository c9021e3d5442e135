import assert from 'node:assert/strict';
import { load300W } from '../../lib/datasets/load';
import { faceApiPipeline, ownPipeline, pipelineErrors } from '../../lib/inference/pipelines';
import { openPredictor } from '../../lib/recipes/predictor';
import { realData } from '../datasets/real-data';

describe('pipelines from photos to landmarks', () => {
  it("find every face of 300-W that face-api's does, with a smaller error", async function () {
    realData(this, 'ibug_300W_large_face_landmark_dataset');
    const { faces: all } = await load300W({ part: 'test' });
    const faces = all.filter(({ labels }) => labels.mirrored !== 'yes').slice(0, 40);
    const photos = faces.map(({ photo }) => photo);
    const predictor = await openPredictor();
    const own = pipelineErrors(faces, await ownPipeline(predictor)(photos));
    predictor.dispose();
    const other = pipelineErrors(faces, await faceApiPipeline(photos));
    assert.ok(own.found >= other.found && own.found >= 38, `${own.found}, ${other.found}`);
    assert.ok(own.nme < 5 && own.nme < other.nme, `${own.nme}, ${other.nme}`);
  });
});
