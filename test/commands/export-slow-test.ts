import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { ModelProto } from '../../lib/export/onnx/schema';
import { predict } from '../../lib/networks/predict';
import { bestFullFace, bestResnet } from '../../lib/recipes/all';
import { openNetwork } from '../../lib/recipes/open-network';
import { bestFiles } from '../../lib/recipes/record';
import { descriptionIn } from '../../lib/runs/description';
import { imagesInMemory } from '../../lib/samples/images';
import { PORTRAIT } from '../portrait';
import { cropPhoto } from '../samples/crop-photo';
import { assertClose } from '../transforms/arbitraries';
import { cli } from './cli';

describe('npm run export', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faces-'));
  });
  after(() => rm(folder, { recursive: true }));

  it("writes the best recipe's network as an ONNX file that finds the same landmarks and says how it is used", async () => {
    const file = join(folder, 'best.onnx');
    const { status, output, errors } = cli(['export', 'resnet', '--best', '--out', file]);
    assert.deepEqual([status, errors], [0, '']);
    assert.match(output, /the box around the face, 1\.5 times as large, resized to 128x128/);
    const { network, description } = await openNetwork(bestFiles(bestResnet).weights);
    const { image } = await cropPhoto(
      PORTRAIT,
      { x: 170, y: 70, width: 110, height: 110 },
      { ...description.input, crop: description.crop },
    );
    const session = await InferenceSession.create(file);
    const { landmarks } = await session.run({
      image: new Tensor('float32', Float32Array.from(image), [1, 1, 128, 128]),
    });
    assertClose(landmarks!.data as Float32Array, predict(network, imagesInMemory(image, image.length)), 1e-4);
    network.dispose();
    const { metadataProps } = ModelProto.toObject(ModelProto.decode(await readFile(file))) as {
      metadataProps: { key: string; value: string }[];
    };
    const metadata = Object.fromEntries(metadataProps.map(({ key, value }) => [key, value]));
    assert.deepEqual(descriptionIn(metadata, file), description);
  });

  it('writes a model of TensorFlow.js, also from a weights file', async () => {
    const { status, output } = cli([
      'export',
      'full-face',
      '--weights',
      bestFiles(bestFullFace).weights,
      '--format',
      'tfjs',
      '--out',
      folder,
    ]);
    assert.equal(status, 0);
    assert.match(output, /float32 \[N, 120, 160, 1\]: the whole photo, resized to 160x120/);
    const model = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as Record<string, unknown>;
    assert.equal(model.format, 'graph-model');
    assert.deepEqual((model.weightsManifest as { paths: string[] }[])[0]!.paths, ['weights.bin']);
  });

  it('trains the network if there is none, and takes it from the cache the next time', () => {
    const command = ['export', 'nose', '--data', 'generated', '--epochs', '1', '--out', join(folder, 'nose.onnx')];
    assert.match(cli(command).output, /nose\.onnx {2}\(11\.\d MB\)/);
    const { status, errors } = cli(command);
    assert.equal(status, 0);
    assert.match(errors, /came from the cache/);
  });

  it('refuses unknown formats, and several networks at once', () => {
    assert.match(cli(['export', 'nose', '--format', 'keras']).errors, /Must be onnx or tfjs\./);
    assert.match(cli(['export', 'nose', '--best', '--epochs', '1']).errors, /Choose one of --best, --weights/);
  });
});
