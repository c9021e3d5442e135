import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { loadImmData } from '../../lib/experiments/data/imm';
import { nose } from '../../lib/experiments/nose';
import type { Size } from '../../lib/geometry';
import { imm58 } from '../../lib/landmarks/imm58';
import { fullFaceNetwork } from '../../lib/networks/models/full-face';
import { heatmapNetwork } from '../../lib/networks/models/heatmap';
import { noseNetwork } from '../../lib/networks/models/nose';
import { sizeOf } from '../../lib/networks/network';
import type { Network } from '../../lib/networks/network';
import { predict } from '../../lib/networks/predict';
import { loadWeights } from '../../lib/networks/weights';
import { tf } from '../../lib/ops/tensorflow';
import { Random } from '../../lib/random';
import { bestFullFace } from '../../lib/recipes/all';
import { bestFullFaceExperiment } from '../../lib/recipes/full-face';
import { bestFiles } from '../../lib/recipes/record';
import { renderReport } from '../../lib/report/render';
import type { TryItData } from '../../lib/report/try-it/data';
import { tryIt } from '../../lib/report/try-it/try-it';
import type { Candidate } from '../../lib/report/try-it/try-it';
import { selectFaces, selectLandmarks } from '../../lib/samples/dataset';
import type { Dataset } from '../../lib/samples/dataset';
import { imagesInMemory } from '../../lib/samples/images';
import { cropPhoto } from '../samples/crop-photo';
import { matchSnapshot, readable } from '../snapshot';
import { PageBrowser } from './browser';
import { madeUpNotebook, madeUpRecord, madeUpSource } from './made-up';

/** Three photos of colored noise, soft as photos are, with landmarks anywhere. */
async function madeUpSamples(folder: string, { width, height }: Size): Promise<Dataset> {
  const random = new Random(5);
  const landmarkSet = imm58;
  const names = ['a', 'b', 'c'];
  const landmarks = Float32Array.from({ length: names.length * landmarkSet.count * 2 }, () => random.uniform());
  const images = new Uint8Array(names.length * width * height);
  const photo = { width: 640, height: 480 };
  const whole = { x: 0, y: 0, ...photo };
  const faces = await Promise.all(
    names.map(async (id, i) => {
      const file = join(folder, `${id}.png`);
      const noise = Uint8Array.from({ length: 3 * 20 * 15 }, () => random.integer(256));
      const raw = { width: 20, height: 15, channels: 3 as const };
      await sharp(noise, { raw }).resize(photo).png().toFile(file);
      const { image } = await cropPhoto(file, null, { width, height });
      images.set(image, i * width * height);
      const own = landmarks.subarray(i * landmarkSet.count * 2, (i + 1) * landmarkSet.count * 2);
      const inPixels = own.map((value, j) => value * (j % 2 === 0 ? photo.width : photo.height));
      return { id, photo: file, ...photo, landmarks: inPixels, box: whole, group: id, labels: { pose: 'frontal' } };
    }),
  );
  return {
    landmarkSet,
    faces,
    width,
    height,
    images: imagesInMemory(images, width * height),
    landmarks,
    crops: faces.map(() => whole),
    crop: 'photo',
  };
}

/** With maps that have a summit: those of an untrained network are flat, and every landmark lies in the middle. */
function sharpened(network: Network): Network {
  const weights = network.parameters.find(({ name }) => name === 'heatmaps.weight')!;
  const value = weights.value();
  const sharp = value.mul(100);
  weights.assign(sharp);
  tf.dispose([value, sharp]);
  return network;
}

describe('the network in the page', () => {
  let browser: PageBrowser;
  let samples: Dataset;
  let smallSamples: Dataset;

  before(async () => {
    browser = await PageBrowser.start();
    samples = await madeUpSamples(browser.folder, { width: 160, height: 120 });
    smallSamples = await madeUpSamples(browser.folder, { width: 80, height: 60 });
  });
  after(() => browser.stop());

  const candidate = (network: Network, samples: Dataset, name = 'Network'): Candidate => ({
    name,
    about: `About ${name}.`,
    network,
    samples,
    training: samples,
  });

  function writeTrial(name: string, data: TryItData | undefined): void {
    assert.ok(data);
    const attachments = { record: madeUpRecord(), tryIt: data };
    browser.write(name, renderReport(madeUpNotebook('## Question'), attachments, madeUpSource));
  }

  async function writePage(name: string, network: Network, of: Dataset): Promise<void> {
    writeTrial(name, await tryIt([candidate(network, of)]));
  }

  /** Predictions that are there when the network has come to rest. */
  async function predicted(page: Page): Promise<number[]> {
    const place = page.locator('.try-it');
    let now = '';
    for (let before = ' '; now === '' || now !== before;) {
      before = now;
      await page.waitForTimeout(200);
      now = (await place.getAttribute('data-predicted')) ?? '';
    }
    return JSON.parse(now) as number[];
  }

  const networks: Record<string, () => Network> = {
    'of the nose': () => noseNetwork({ seed: 3 }),
    'of the full face': () => fullFaceNetwork({ seed: 3 }),
    'with heatmaps': () => sharpened(heatmapNetwork({ seed: 3 })),
  };
  for (const [name, make] of Object.entries(networks)) {
    it(`${name} predicts like Node's`, async () => {
      const network = make();
      const faces = [smallSamples, samples].find(({ width }) => width === sizeOf(network).width)!;
      const expected = predict(network, faces.images, { batchSize: 3 });
      const of = expected.length === 6 ? selectLandmarks(faces, [faces.landmarkSet.noseTip]) : faces;
      await writePage('network.html', network, of);
      network.dispose();
      await browser.visit('network.html', async (page) => {
        await page.locator('#try-it').scrollIntoViewIfNeeded();
        await checkFaces(page, expected, samples.faces.length);
      });
    });
  }

  /** Chooses one face after the other and compares what the page finds with what Node has found. */
  async function checkFaces(page: Page, expected: Float32Array, count: number): Promise<void> {
    await predicted(page);
    const buttons = await page.getByRole('group', { name: 'Photos of the report' }).getByRole('button').all();
    assert.equal(buttons.length, count);
    for (const [i, button] of buttons.entries()) {
      await button.click();
      const found = await predicted(page);
      const wanted = expected.subarray(i * found.length, (i + 1) * found.length);
      assert.equal(wanted.length, expected.length / count);
      assert.ok(Math.max(...wanted) - Math.min(...wanted) > 0.02, 'landmarks that differ');
      const difference = Math.max(...found.map((value, j) => Math.abs(value - wanted[j]!)));
      assert.ok(difference < 1e-3, `face ${i}: ${difference}`);
    }
  }

  it('lets the reader choose between the best recipe, as it was trained, and another network', async function () {
    // Drawing the faces takes its time where nobody has yet.
    const { validation } = await loadImmData({ ...bestFullFaceExperiment.defaults, data: 'generated' });
    const faces = selectFaces(
      validation,
      [0, 17, 30, 47].map((i) => validation.faces[i]!),
    );
    const best = bestFullFaceExperiment.network(bestFullFaceExperiment.defaults);
    await loadWeights(best, bestFiles(bestFullFace).weights);
    const other = fullFaceNetwork({ width: 80, height: 60, depth: 3, seed: 3 });
    const whole = await loadImmData({ ...nose.defaults, data: 'generated' });
    const small = selectFaces(whole.validation, faces.faces);
    const expected = [best, other].map((network, i) => predict(network, [faces, small][i]!.images, { batchSize: 4 }));
    const candidates = [candidate(best, faces, 'Best'), candidate(other, small, 'Other')] as const;
    writeTrial('choice.html', await tryIt(candidates, { faces: [0, 1, 2, 3] }));
    const alone = await tryIt(candidates, { faces: [0], room: 3_000_000 });
    assert.deepEqual(
      alone?.networks.map(({ name }) => name),
      ['Best'],
    );
    assert.equal(await tryIt(candidates, { room: 1000 }), undefined);
    best.dispose();
    other.dispose();
    await browser.visit('choice.html', async (page) => {
      await page.locator('#try-it').scrollIntoViewIfNeeded();
      await checkFaces(page, expected[0]!, 4);
      const turn = page.getByLabel('Rotation');
      await turn.focus();
      await page.keyboard.press('ArrowRight');
      await page.getByLabel('Other', { exact: true }).check();
      await page.getByText('About Other.').waitFor();
      await page.getByText('What the network sees: 80x60 pixels').waitFor();
      assert.equal(await turn.inputValue(), '1', 'the frame stays as it was');
      await checkFaces(page, expected[1]!, 4);
      // Without coordinates and times, which differ between machines.
      const section = await page.locator('.try-it').evaluate(({ innerHTML }) => innerHTML);
      const steady = section
        .replace(/( [dr]| c[xy]|-width)="[^"]*"/g, '$1=""')
        .replace(/(?<![\dx.])[\d.]+(e-\d+)?(?= (ms|pixels|of))/g, 'N');
      matchSnapshot(readable(steady), 'try-it.html');
    });
  });

  it('follows the frame, by mouse and by keyboard, and takes a photo in which there is no face to be found', async () => {
    const network = noseNetwork({ seed: 3 });
    await writePage('trial.html', network, selectLandmarks(smallSamples, [smallSamples.landmarkSet.noseTip]));
    network.dispose();
    const photo = join(browser.folder, 'photo.png');
    await sharp({ create: { width: 300, height: 500, channels: 3, background: '#884422' } })
      .png()
      .toFile(photo);
    const noPhoto = join(browser.folder, 'photo.txt');
    writeFileSync(noPhoto, 'no photo');
    await browser.visit('trial.html', async (page) => {
      await page.locator('#try-it').scrollIntoViewIfNeeded();
      const start = await predicted(page);
      await page.locator('.scene').scrollIntoViewIfNeeded();
      const scene = (await page.locator('.scene').boundingBox())!;
      await page.mouse.move(scene.x + scene.width / 2, scene.y + scene.height / 2);
      await page.mouse.down();
      await page.mouse.move(scene.x + scene.width / 2 + 40, scene.y + scene.height / 2, { steps: 4 });
      await page.mouse.up();
      assert.notDeepEqual(await predicted(page), start);
      assert.notEqual(await page.getByLabel('Horizontal').inputValue(), '0');
      await page.getByText('Reset').click();
      assert.deepEqual(await predicted(page), start);
      await page.getByLabel('Rotation').focus();
      for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
      assert.notDeepEqual(await predicted(page), start);
      await page.getByLabel('Choose a photo').setInputFiles(photo);
      await page.locator('.scene svg[aria-label="Your photo with the prediction of 1 landmark"]').waitFor();
      await page.getByLabel('Choose a photo').setInputFiles(noPhoto);
      await page.getByText('cannot read photo.txt').waitFor();
      const there = await predicted(page);
      await page.getByLabel('Rotation').focus();
      await page.keyboard.press('ArrowRight');
      assert.notDeepEqual(await predicted(page), there, 'the photo before is there again');
    });
    rmSync(photo);
  });

  it('leaves no tensors behind in Node', async () => {
    const network = noseNetwork({ seed: 3 });
    const before = tf.memory().numTensors;
    await tryIt([candidate(network, selectLandmarks(smallSamples, [smallSamples.landmarkSet.noseTip]))]);
    assert.equal(tf.memory().numTensors, before);
    network.dispose();
  });
});
