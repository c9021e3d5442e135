import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { load300W } from '../../lib/datasets/load';
import { subset } from '../../lib/datasets/split';
import { boxAround } from '../../lib/landmarks/box-fit';
import { dlibBoxes, ibug68 } from '../../lib/landmarks/ibug68';
import { loadWeights } from '../../lib/networks/weights';
import { cachePath, dataFolders } from '../../lib/paths';
import { bestResnet } from '../../lib/recipes/all';
import { predictPhoto } from '../../lib/recipes/predictor';
import { bestFiles, readBest } from '../../lib/recipes/record';
import { pairs, toPhoto } from '../../lib/report/page/try-it/crop';
import type { Crop } from '../../lib/report/page/try-it/crop';
import { renderReport } from '../../lib/report/render';
import { tryIt } from '../../lib/report/try-it/try-it';
import type { Dataset } from '../../lib/samples/dataset';
import { makeDataset } from '../../lib/samples/make';
import { PORTRAIT } from '../portrait';
import { PageBrowser } from './browser';
import { madeUpNotebook, madeUpRecord, madeUpSource } from './made-up';

const PAGE = 'photos.html';

/** Width and height of the portrait in pixels. */
const SIZE = 512;

/** The portrait's upper part as a film of ten images, which Chromium shows as its camera's. */
async function film(): Promise<string> {
  const frame = await sharp(PORTRAIT)
    .extract({ left: 0, top: 0, width: 512, height: 384 })
    .resize(640)
    .jpeg()
    .toBuffer();
  const file = cachePath('test', 'film.mjpeg');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.concat(Array.from({ length: 10 }, () => frame)));
  return file;
}

describe("the reader's own photos", () => {
  let browser: PageBrowser;
  /** The portrait's landmarks as `npm run predict` finds them. */
  let expected: Float32Array;

  before(async () => {
    browser = await PageBrowser.start([
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${await film()}`,
    ]);
    expected = (await predictPhoto(PORTRAIT))[0]!.landmarks;
    await writePage();
  });
  after(() => browser.stop());

  const file = (name: string): string => join(browser.folder, name);

  /** A page with the best recipe's network for faces in the wild, as the ResNet report has it. */
  async function writePage(): Promise<void> {
    const parameters = { ...bestResnet.experiment.defaults, ...readBest(bestResnet.name)?.parameters };
    const network = bestResnet.experiment.network(parameters);
    await loadWeights(network, bestFiles(bestResnet).weights);
    const { width, height, cropScale } = parameters;
    const options = { width, height, crop: { scale: cropScale } };
    const box = boxAround(expected, dlibBoxes);
    const face = { photo: PORTRAIT, width: SIZE, height: SIZE, landmarks: expected, box, group: 'a', labels: {} };
    const portrait = await makeDataset(
      {
        title: 'Portrait',
        folder: dirname(PORTRAIT),
        landmarkSet: ibug68,
        faces: [{ ...face, id: 'portrait' }],
        generated: false,
        checksum: '',
        groupName: 'person',
      },
      options,
    );
    const about = { name: 'Best', about: 'About it.', testTimeAugmentation: true };
    const candidate = { ...about, network, samples: portrait, training: (await realTraining(options)) ?? portrait };
    const data = await tryIt([candidate]);
    network.dispose();
    browser.write(
      PAGE,
      renderReport(madeUpNotebook('## Question'), { record: madeUpRecord(), tryIt: data }, madeUpSource),
    );
  }

  /** Some training photos of iBUG 300-W, where there are any. */
  async function realTraining(options: Parameters<typeof makeDataset>[1]): Promise<Dataset | undefined> {
    if (!dataFolders().some((folder) => existsSync(join(folder, 'ibug_300W_large_face_landmark_dataset'))))
      return undefined;
    const set = await load300W({ part: 'training' });
    const some = new Set(set.faces.filter((_, i) => i % 20 === 0));
    return makeDataset(
      subset(set, (face) => some.has(face)),
      options,
    );
  }

  /** Opens the page and waits until the network is ready. */
  const visit = (look: (page: Page) => Promise<void>): Promise<void> =>
    browser.visit(PAGE, async (page) => {
      await page.locator('#try-it').scrollIntoViewIfNeeded();
      await page.locator('.try-it[data-predicted]').waitFor();
      await look(page);
    });

  const status = (page: Page) => page.locator('.try-it [role=status]');

  async function choose(page: Page, photo: string, says: string | RegExp): Promise<void> {
    await page.getByLabel('Choose a photo').setInputFiles(photo);
    await status(page).getByText(says).waitFor();
  }

  /** The landmarks that are shown, in pixels of the photo: x0, y0, x1, y1, ... */
  async function shown(page: Page): Promise<number[]> {
    const place = page.locator('.try-it[data-predicted]');
    await place.waitFor();
    const { predicted, frame } = await place.evaluate((element) => ({ ...(element as HTMLElement).dataset }));
    const crop = JSON.parse(frame!) as Crop;
    return pairs(JSON.parse(predicted!) as number[]).flatMap((point) => toPhoto(crop, point));
  }

  /** Mean distance of landmarks from those expected, as a fraction of the face's size. */
  function off(landmarks: ArrayLike<number>, from: ArrayLike<number>): number {
    const there = pairs(from);
    const distances = pairs(landmarks).map(([x, y], i) => Math.hypot(x - there[i]![0], y - there[i]![1]));
    return distances.reduce((a, b) => a + b) / distances.length / boxAround(from, dlibBoxes).width;
  }

  it('have their face found, and the landmarks that `npm run predict` finds', async () => {
    const large = file('large.png');
    await sharp(PORTRAIT)
      .resize(4 * SIZE)
      .toFile(large);
    const oriented = file('oriented.jpg');
    await sharp(PORTRAIT).rotate(90).withMetadata({ orientation: 8 }).jpeg({ quality: 95 }).toFile(oriented);
    const close = file('close.png');
    await sharp(PORTRAIT).extract({ left: 140, top: 20, width: 180, height: 220 }).toFile(close);
    const real = dataFolders().map((folder) => join(folder, 'photos'));
    const photos = ['astronaut', 'biden', 'obama-1', 'obama-2'].flatMap((name) =>
      real.map((folder) => join(folder, `${name}.jpg`)).filter(existsSync),
    );
    await visit(async (page) => {
      for (const photo of [PORTRAIT, large, oriented, close, ...photos]) {
        await choose(page, photo, 'One face found.');
        const [face] = await predictPhoto(photo);
        const difference = off(await shown(page), face!.landmarks);
        assert.ok(difference < 0.01, `${photo}: ${difference}`);
      }
    });
  });

  it('may lie on their side', async () => {
    const turned = file('turned.png');
    await sharp(PORTRAIT).rotate(90).toFile(turned);
    await visit(async (page) => {
      await choose(page, turned, 'It lies on its side');
      const upright = pairs(await shown(page)).flatMap(([x, y]) => [y, SIZE - x]);
      assert.ok(off(upright, expected) < 0.01);
      assert.equal(await page.getByLabel('Rotation').inputValue(), '90');
    });
  });

  it('may show several faces, of which one is chosen by its button or its outline', async () => {
    const group = file('group.png');
    const face = await sharp(PORTRAIT).extract({ left: 60, top: 0, width: 340, height: 320 }).toBuffer();
    const small = await sharp(face).resize(240).toBuffer();
    const overlays = [
      { input: face, left: 40, top: 60 },
      { input: small, left: 500, top: 200 },
      { input: await sharp(small).flop().toBuffer(), left: 800, top: 100 },
    ];
    await sharp({ create: { width: 1100, height: 500, channels: 3, background: '#667788' } })
      .composite(overlays)
      .png()
      .toFile(group);
    await visit(async (page) => {
      await choose(page, group, '3 faces found. Choose one');
      const centers = [await centerX(page)];
      const faces = page.getByRole('group', { name: 'Faces found' }).getByRole('button');
      assert.equal(await faces.count(), 3);
      await faces.nth(1).click();
      await page.locator('.faces.found [aria-pressed=true][aria-label="Face 2 of 3"]').waitFor();
      centers.push(await centerX(page));
      await page.locator('.scene [data-face="2"]').click();
      await page.locator('.faces.found [aria-pressed=true][aria-label="Face 3 of 3"]').waitFor();
      centers.push(await centerX(page));
      const sorted = centers.sort((a, b) => a - b);
      const places = [200, 615, 925];
      assert.ok(
        sorted.every((x, i) => Math.abs(x - places[i]!) < 40),
        sorted.join(),
      );
    });
  });

  async function centerX(page: Page): Promise<number> {
    const xs = pairs(await shown(page)).map(([x]) => x);
    return xs.reduce((a, b) => a + b) / xs.length;
  }

  it('may show no face, which is said; the network predicts once the frame is moved', async () => {
    const landscape = file('landscape.png');
    const hills = `<svg width="900" height="600"><rect width="900" height="600" fill="#9cc4e8"/>
      <circle cx="700" cy="120" r="50" fill="#fff4c0"/><path d="M0 400Q200 250 450 380T900 340V600H0Z" fill="#4d7a4a"/>
      <path d="M0 500Q300 420 900 520V600H0Z" fill="#365c36"/></svg>`;
    await sharp(Buffer.from(hills)).png().toFile(landscape);
    await visit(async (page) => {
      await choose(page, landscape, 'No face found.');
      assert.equal(await page.locator('.try-it').getAttribute('data-predicted'), null);
      await page.getByLabel('Horizontal').focus();
      await page.keyboard.press('ArrowRight');
      assert.equal((await shown(page)).length, 136);
    });
  });

  it('are taken from the clipboard, and wherever they are dropped', async () => {
    const bytes = readFileSync(PORTRAIT).toString('base64');
    await visit(async (page) => {
      for (const kind of ['paste', 'drop'] as const) {
        await page.reload();
        await page.locator('#try-it').scrollIntoViewIfNeeded();
        await page.locator('.try-it[data-predicted]').waitFor();
        await page.evaluate(
          ({ kind, bytes }) => {
            const data = new DataTransfer();
            const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
            data.items.add(new File([content], 'me.jpg', { type: 'image/jpeg' }));
            const options = { bubbles: true, cancelable: true };
            const event =
              kind === 'paste'
                ? new ClipboardEvent(kind, { ...options, clipboardData: data })
                : new DragEvent(kind, { ...options, dataTransfer: data });
            document.body.dispatchEvent(event);
          },
          { kind, bytes },
        );
        await status(page).getByText('One face found.').waitFor();
        assert.ok(off(await shown(page), expected) < 0.01, kind);
      }
    });
  });

  it('come from the camera too: the landmarks follow the face until it is stopped', async () => {
    await visit(async (page) => {
      await page.getByRole('button', { name: 'Use the camera' }).click();
      await page.locator('.scene canvas').waitFor();
      const found = await shown(page);
      // The camera's image is mirrored, and 640 pixels wide.
      const inPortrait = pairs(found).map(([x, y]) => [((640 - x) * 512) / 640, (y * 512) / 640] as const);
      const mirrored = ibug68.mirror.flatMap((i) => inPortrait[i]!);
      assert.ok(off(mirrored, expected) < 0.03, `${off(mirrored, expected)}`);
      await page.getByRole('button', { name: 'Stop the camera' }).click();
      await page.locator('.try-it .photo-input input').setInputFiles(PORTRAIT);
      await status(page).getByText('One face found.').waitFor();
      assert.ok(off(await shown(page), expected) < 0.01);
    });
  });

  it('are seen to without workers as well', async () => {
    await browser.visit(PAGE, async (page) => {
      await page.addInitScript(() => delete (window as { Worker?: unknown }).Worker);
      await page.reload();
      await page.locator('#try-it').scrollIntoViewIfNeeded();
      await page.locator('.try-it[data-predicted]').waitFor();
      await choose(page, PORTRAIT, 'One face found.');
      assert.ok(off(await shown(page), expected) < 0.01);
    });
  });
});
