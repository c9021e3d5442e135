import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { saveWeights } from '../../lib/networks/weights';
import { readBest } from '../../lib/recipes/record';
import { bestResnetExperiment } from '../../lib/recipes/resnet';
import { PORTRAIT } from '../portrait';
import { cli } from './cli';
import type { Outcome } from './cli';

interface Written {
  readonly width: number;
  readonly height: number;
  readonly landmarkSet: string;
  readonly faces: readonly { box: object; confidence: number | null; landmarks: [number, number][] }[];
}

describe('npm run predict', () => {
  let folder: string;
  let weights: string;
  const at = (name: string): string => join(folder, name);
  const written = (name: string): Written => JSON.parse(readFileSync(at(`${name}-keypoints.json`), 'utf8')) as Written;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faces-'));
    weights = at('random.safetensors');
    const network = bestResnetExperiment.network({
      ...bestResnetExperiment.defaults,
      ...readBest('resnet')?.parameters,
    });
    saveWeights(network, weights);
    network.dispose();
  });
  after(() => rm(folder, { recursive: true }));

  /** Runs the command with random weights. */
  const predict = (...options: string[]): Outcome => cli(['predict', '--weights', weights, ...options]);

  it('takes several photos: two faces, stored sideways, gray, transparent, huge', async () => {
    const { width, height } = await sharp(PORTRAIT).metadata();
    const canvas = { create: { width: 2 * width, height, channels: 3 as const, background: 'white' } };
    const copies = [0, width].map((left) => ({ input: PORTRAIT, left, top: 0 }));
    const variants = {
      'two.png': sharp(canvas).composite(copies),
      'sideways.jpg': sharp(PORTRAIT).rotate(90).withMetadata({ orientation: 8 }),
      'gray.png': sharp(PORTRAIT).grayscale(),
      'alpha.webp': sharp(PORTRAIT).ensureAlpha(0.6),
      'huge.jpg': sharp(PORTRAIT).resize({ width: 5000 }),
    };
    for (const [name, image] of Object.entries(variants)) await image.toFile(at(name));
    const { status, output, errors } = predict(...Object.keys(variants).map(at));
    assert.deepEqual([status, errors], [0, '']);
    assert.match(output, /two\.png: 2 faces; .*two-keypoints\.jpg, .*two-keypoints\.json/);
    for (const name of ['sideways', 'gray', 'alpha', 'huge']) {
      assert.match(output, new RegExp(`${name}\\.\\w+: 1 face;`));
      const { landmarkSet, faces, ...size } = written(name);
      assert.equal(faces[0]!.landmarks.length, 68, landmarkSet);
      assert.ok(faces[0]!.confidence! > 0.4);
      const drawn = await sharp(at(`${name}-keypoints.jpg`)).metadata();
      assert.deepEqual([drawn.width, drawn.height], [size.width, size.height], name);
    }
    const [left, right] = written('two').faces.map(({ box }) => (box as { x: number }).x);
    assert.ok(right! - left! > 0.8 * width);
    assert.deepEqual([written('sideways').width, written('sideways').height], [width, height], 'upright');
    assert.equal(written('huge').width, 5000);
  });

  it('takes paths from where the command was typed, also odd ones', async () => {
    const typed = join(folder, 'it\'s "odd" $HOME');
    await mkdir(typed);
    await copyFile(PORTRAIT, join(typed, 'Zoë 写真.jpg'));
    const { status, output, errors } = cli(
      ['predict', 'Zoë 写真.jpg', '--weights', '../random.safetensors', '--out', 'made here'],
      { INIT_CWD: typed },
    );
    assert.deepEqual([status, errors], [0, '']);
    assert.match(output, /Zoë 写真\.jpg: 1 face;/);
    assert.deepEqual(readdirSync(join(typed, 'made here')).sort(), [
      'Zoë 写真-keypoints.jpg',
      'Zoë 写真-keypoints.json',
    ]);
  });

  it('says that there is no face, which is no failure', async () => {
    const photos = { 'plain.png': 300, 'tiny.png': 1 };
    for (const [name, side] of Object.entries(photos)) {
      await sharp({ create: { width: side, height: side, channels: 3, background: 'teal' } })
        .png()
        .toFile(at(name));
    }
    const { status, output } = predict(...Object.keys(photos).map(at));
    assert.equal(status, 0);
    assert.match(output, /plain\.png: no face found;[^]*tiny\.png: no face found;/);
    assert.deepEqual(written('plain').faces, []);
    assert.ok(existsSync(at('tiny-keypoints.jpg')));
  });

  it('continues after a file that is missing or no photo, and ends with code 1', async () => {
    await writeFile(at('text.jpg'), 'This is a text.');
    await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .png()
      .toFile(at('last.png'));
    const { status, output, errors } = predict(at('none.jpg'), at('text.jpg'), at('last.png'));
    assert.equal(status, 1);
    const [missing, text, ...more] = errors.trim().split('\n');
    assert.match(missing!, /none\.jpg: there is no such file\./);
    assert.match(text!, /text\.jpg: not readable as a photo/);
    assert.deepEqual(more, [], 'only what a reader can use');
    assert.match(output, /last\.png: no face found/);
  });

  it('uses a box instead of the detector, and writes to the folder it is given', async () => {
    await sharp({ create: { width: 80, height: 60, channels: 3, background: 'gray' } })
      .png()
      .toFile(at('boxed.png'));
    const { status } = predict(at('boxed.png'), '--box', '10,5,40,40', '--out', at('out/deep'));
    assert.equal(status, 0);
    const { faces } = written('out/deep/boxed');
    assert.deepEqual(faces[0]!.box, { x: 10, y: 5, width: 40, height: 40 });
    assert.equal(faces[0]!.confidence, null);
  });

  it('refuses boxes that are none, lie outside or are for several photos', async () => {
    const file = at('refused.png');
    await sharp({ create: { width: 80, height: 60, channels: 3, background: 'gray' } })
      .png()
      .toFile(file);
    const refusals: [string[], RegExp][] = [
      [['--box', '1,2,3'], /four numbers, x,y,width,height/],
      [['--box', '1,2,0,4'], /a positive width and height/],
      [['--box', '90,2,10,10'], /the box 90,2,10,10 lies outside the photo, which has 80 x 60 pixels/],
      [['--box=-20000,-20000,50000,50000'], /refused\.png.*50000/],
      [[file, '--box', '1,2,3,4'], /--box applies to a single photo/],
    ];
    for (const [options, reason] of refusals) {
      const { status, errors } = predict(file, ...options);
      assert.equal(status, 1, options.join(' '));
      assert.match(errors, reason);
      assert.ok(!existsSync(at('refused-keypoints.jpg')));
    }
  });

  it('gives photos of one name results of their own', async () => {
    for (const name of ['same.jpg', 'same.png']) await sharp(PORTRAIT).toFile(at(name));
    const box = ['--box', '150,60,180,180'];
    assert.equal(predict(at('same.jpg'), ...box).status, 0);
    const { status, errors } = predict(at('same.jpg'), at('same.png'));
    assert.deepEqual([status, errors], [0, '']);
    for (const name of ['same.jpg', 'same.png']) assert.equal(written(name).faces.length, 1);
  });

  it('gives the same numbers without a home, and in a locale with other signs and letters', async () => {
    await sharp(PORTRAIT).toFile(at('anywhere.png'));
    const places: Record<string, string>[] = [
      {},
      { HOME: '', LC_ALL: 'C' },
      { HOME: '/nonexistent', LC_ALL: 'tr_TR.UTF-8', LANG: 'de_DE.UTF-8' },
    ];
    const found = places.map((env) => {
      const { status, errors } = cli(['predict', '--weights', weights, at('anywhere.png')], env);
      assert.deepEqual([status, errors], [0, '']);
      return written('anywhere');
    });
    assert.deepEqual(found[1], found[0]);
    assert.deepEqual(found[2], found[0]);
  });

  it('takes folders and patterns, writes one file, and resumes', async () => {
    await mkdir(at('many/inner'), { recursive: true });
    for (const name of ['a.png', 'b.png', 'inner/c.jpg']) await sharp(PORTRAIT).toFile(at(`many/${name}`));
    const rows = (): { photo: string; faces: unknown[] }[] =>
      readFileSync(at('all.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { photo: string; faces: unknown[] });
    const output = ['--json-only', '--out-file', at('all.jsonl'), '--skip-existing'];
    assert.match(predict(at('many/*.png'), ...output).output, /2 photos done; /);
    assert.deepEqual(
      rows().map(({ photo }) => photo),
      ['a.png', 'b.png'].map((name) => at(`many/${name}`)),
    );
    const second = predict(at('many'), ...output);
    assert.deepEqual([second.status, second.errors], [0, '']);
    assert.match(second.output, /c\.jpg: 1 face\n1 photo done, 2 skipped; /);
    assert.deepEqual(
      rows().map(({ faces }) => faces.length),
      [1, 1, 1],
    );
    assert.deepEqual(readdirSync(at('many')), ['a.png', 'b.png', 'inner'], 'nothing beside the photos');
    assert.equal(predict(at('many'), '--format', 'webp').status, 0);
    assert.equal((await sharp(at('many/inner/c-keypoints.webp')).metadata()).format, 'webp');
    assert.match(predict(at('many'), '--format', 'webp', '--skip-existing').output, /^0 photos done, 3 skipped/);
  });

  it('names a folder that it cannot write to', async () => {
    const file = at('writable.png');
    await sharp({ create: { width: 8, height: 8, channels: 3, background: 'gray' } })
      .png()
      .toFile(file);
    const { status, errors } = predict(file, '--out', join(file, 'inside'));
    assert.equal(status, 1);
    assert.ok(errors.startsWith(join(file, 'inside')), errors);
    assert.equal(errors.trim().split('\n').length, 1, errors);
  });
});
