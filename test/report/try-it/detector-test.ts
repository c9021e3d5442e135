import assert from 'node:assert/strict';
import sharp from 'sharp';
import { iou } from '../../../lib/geometry';
import { rgbTensor, tinyFaceDetector } from '../../../lib/inference/face-api';
import { tf } from '../../../lib/ops/tensorflow';
import { decodeDetections, DETECTOR_MEAN } from '../../../lib/report/page/try-it/detections';
import { runStep } from '../../../lib/report/page/try-it/operations';
import { unpack } from '../../../lib/report/page/try-it/unpack';
import { detectorGraph } from '../../../lib/report/try-it/detector';
import { PORTRAIT } from '../../portrait';

describe("the page's face detector", () => {
  it("detects what face-api's does, with the same weights", async () => {
    const size = 224;
    const rgb = new Uint8Array(await sharp(PORTRAIT).resize(size, size, { fit: 'fill' }).raw().toBuffer());
    const image = rgbTensor(rgb, size, size);
    const expected = await (
      await tinyFaceDetector()
    ).locateFaces(image, {
      inputSize: size,
      scoreThreshold: 0.05,
    });
    image.dispose();
    assert.ok(expected.length > 0);

    const graph = await detectorGraph();
    assert.ok(graph.data.length < 250_000, `${graph.data.length} bytes`);
    const constants = await unpack(graph);
    const output = tf.tidy(() => {
      const values = new Map(constants.map(({ value, shape, numbers }) => [value, tf.tensor(numbers, shape)]));
      const input = Float32Array.from(rgb, (level, i) => (level - DETECTOR_MEAN[i % 3]!) / 255);
      values.set(0, tf.tensor(input, [1, size, size, 3]));
      for (const step of graph.steps) {
        values.set(
          step.output,
          runStep(
            step,
            step.inputs.map((value) => values.get(value)!),
          ),
        );
      }
      return values.get(graph.steps.at(-1)!.output)!.dataSync<'float32'>();
    });
    const found = decodeDetections(output);
    for (const { score, relativeBox } of expected) {
      const { x, y, width, height } = relativeBox;
      const same = found.find(({ box }) => iou(box, { x, y, width, height }) > 0.99);
      assert.ok(same, `${score}`);
      assert.ok(Math.abs(same.confidence - score) < 1e-3, `${same.confidence}, ${score}`);
    }
  });
});
