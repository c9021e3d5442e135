import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { load300W } from '../../lib/datasets/load';
import { tf } from '../../lib/ops/tensorflow';
import { heatmapNetwork } from '../../lib/networks/models/heatmap';
import { detectFaces } from '../../lib/inference/detect';
import { iou } from '../../lib/geometry';
import { openPhoto } from '../../lib/inference/photo';
import { predictFaces } from '../../lib/recipes/predict';
import { openPredictor, predictorOf } from '../../lib/recipes/predictor';
import type { Predictor } from '../../lib/recipes/predictor';
import { writePrediction } from '../../lib/commands/common/write-prediction';
import { realData } from '../datasets/real-data';
import { PORTRAIT } from '../portrait';

describe('photos from anywhere', function () {
  this.timeout(20_000);
  let folder: string;
  let predictor: Predictor;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faces-'));
    const network = heatmapNetwork({ width: 64, height: 64, landmarks: 68, channels: 8, blocks: 1, seed: 1 });
    predictor = predictorOf(network, { cropScale: 1.5, testTimeAugmentation: true });
  });
  after(async () => {
    predictor.dispose();
    await rm(folder, { recursive: true });
  });

  it('finds the same face upright, stored sideways, in gray, with alpha and enlarged', async () => {
    const original = PORTRAIT;
    const [face, ...others] = await detectFaces(await openPhoto(original));
    assert.equal(others.length, 0);
    const { width: size } = (await openPhoto(original)).size;
    const variants = {
      'sideways.jpg': sharp(original).rotate(90).withMetadata({ orientation: 8 }),
      'gray.png': sharp(original).grayscale(),
      'alpha.png': sharp(original).ensureAlpha(0.7),
      'large.jpg': sharp(original).resize(4 * size),
    };
    for (const [name, image] of Object.entries(variants)) {
      const file = join(folder, name);
      await image.toFile(file);
      const photo = await openPhoto(file);
      const [found, ...more] = await detectFaces(photo);
      assert.ok(found && more.length === 0, name);
      const scale = photo.size.width / size;
      for (const key of ['x', 'y', 'width'] as const) {
        const off = Math.abs(found.box[key] / scale - face!.box[key]) / face!.box.width;
        assert.ok(off < 0.1, `${name}: ${key} is off by ${off} of the box`);
      }
    }
  });

  it("puts the box where dlib's detector does", async function () {
    realData(this, 'ibug_300W_large_face_landmark_dataset');
    const { faces } = await load300W({ part: 'test' });
    const overlaps: number[] = [];
    for (const { photo, box } of faces.filter(({ labels }) => labels.mirrored !== 'yes').slice(0, 8)) {
      const [found] = await detectFaces(await openPhoto(photo));
      if (!found) continue;
      overlaps.push(iou(box, found.box));
    }
    assert.ok(overlaps.length >= 6);
    assert.ok(overlaps.sort((a, b) => a - b)[Math.floor(overlaps.length / 2)]! > 0.7, overlaps.join());
  });

  it('finds several faces from left to right, writes both files and leaves no tensor behind', async () => {
    const original = PORTRAIT;
    const file = join(folder, 'two.png');
    const { width, height } = (await openPhoto(original)).size;
    const copies = [0, width].map((left) => ({ input: original, left, top: 0 }));
    const canvas = { create: { width: 2 * width, height, channels: 3 as const, background: 'white' } };
    await sharp(canvas).composite(copies).png().toFile(file);
    await predictFaces(file, predictor);
    const tensors = tf.memory().numTensors;
    const prediction = await predictFaces(file, predictor);
    assert.equal(tf.memory().numTensors, tensors);
    assert.equal(prediction.faces.length, 2);
    assert.ok(prediction.faces[0]!.box.x < width && prediction.faces[1]!.box.x > width);
    const { image, data } = await writePrediction(prediction, join(folder, 'out'));
    const written = JSON.parse(await readFile(data, 'utf8')) as { width: number; faces: { landmarks: number[][] }[] };
    assert.equal(written.width, 2 * width);
    assert.deepEqual(
      written.faces.map(({ landmarks }) => landmarks.flat()),
      prediction.faces.map(({ landmarks }) => [...landmarks]),
    );
    const drawn = await sharp(image).metadata();
    assert.deepEqual([drawn.width, drawn.height], [2 * width, height]);
  });

  it('says that there is no face in a plain image of one pixel', async () => {
    const file = join(folder, 'one.png');
    await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
      .png()
      .toFile(file);
    const prediction = await predictFaces(file, predictor);
    assert.equal(prediction.faces.length, 0);
    await writePrediction(prediction);
    assert.ok(existsSync(join(folder, 'one-keypoints.png')));
  });

  it('takes a given box, and refuses one outside the photo', async () => {
    const file = join(folder, 'plain.png');
    await sharp({ create: { width: 40, height: 30, channels: 3, background: 'gray' } })
      .png()
      .toFile(file);
    const box = { x: 5, y: 5, width: 20, height: 20 };
    const { faces } = await predictFaces(file, predictor, { box });
    assert.deepEqual([faces.length, faces[0]!.box, faces[0]!.landmarks.length], [1, box, 136]);
    await assert.rejects(predictFaces(file, predictor, { box: { ...box, x: 40 } }), /plain\.png.*40 x 30/);
  });

  it('names a file that is not there, and one that is no photo', async () => {
    await assert.rejects(openPhoto(join(folder, 'none.jpg')), /none\.jpg: there is no such file/);
    const file = join(folder, 'text.jpg');
    await writeFile(file, 'no photo');
    await assert.rejects(openPhoto(file), /text\.jpg: not readable as a photo/);
  });

  it('names the weights that are missing', async () => {
    await assert.rejects(openPredictor({ weights: join(folder, 'none.safetensors') }), /none\.safetensors.*--weights/);
  });
});
