import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { own } from '../../lib/experiments/own';
import { ibug68 } from '../../lib/landmarks/ibug68';
import { presentCount } from '../../lib/landmarks/missing';
import { nmeByFace } from '../../lib/metrics/nme';
import { decisionTable, heldOut, meanShapeErrors, ownDataWords, ownPlan, weightsWords } from '../../lib/notebook/own';
import { SweepResult } from '../../lib/runs/result';
import { meanShapeOf } from '../../lib/runs/run';
import type { RunResult } from '../../lib/runs/run';
import type { CropSpec } from '../../lib/samples/crop';
import { drawHands } from '../../lib/synthetic/hands';

const parameters = { ...own.defaults, width: 32, height: 32 };

describe("a notebook on one's own data", function () {
  this.timeout(60_000);
  let hands: string;
  let few: string;
  before(async () => {
    hands = await mkdtemp(join(tmpdir(), 'hands-'));
    await drawHands(hands);
    few = await mkdtemp(join(tmpdir(), 'few-'));
    const [head, ...rows] = readFileSync(join(hands, 'hands.csv'), 'utf8').trim().split('\n');
    const chosen = rows.slice(0, 24);
    for (const row of chosen) copyFileSync(join(hands, row.split(',')[0]!), join(few, row.split(',')[0]!));
    copyFileSync(join(hands, 'landmarks.json'), join(few, 'landmarks.json'));
    await writeFile(join(few, 'hands.csv'), [head, ...chosen].join('\n'));
  });
  after(() => Promise.all([hands, few].map((folder) => rm(folder, { recursive: true }))));

  it('has hands of 40 people to show, some joints hidden, the same each time', async () => {
    const again = await mkdtemp(join(tmpdir(), 'hands-'));
    await drawHands(again);
    assert.equal(readdirSync(again).length, 122);
    assert.deepEqual(readFileSync(join(again, 'hands.csv')), readFileSync(join(hands, 'hands.csv')));
    await rm(again, { recursive: true });
    const { set, training, validation, decisions } = await own.load({ ...parameters, data: hands });
    assert.deepEqual([set.faces.length, set.landmarkSet.count, set.landmarkSet.subject], [120, 21, 'hand']);
    assert.equal(set.landmarkSet.symmetric, false);
    assert.ok(set.faces.some(({ landmarks }) => presentCount(landmarks) === 19));
    const groups = new Set(training.faces.map(({ group }) => group));
    assert.ok(validation.faces.every(({ group }) => !groups.has(group)));
    assert.match(
      decisionTable({ training, validation, set, split: '', ...(decisions && { decisions }) }).body.text,
      /Mirror pairs/,
    );
  });

  it('says what the data are, and warns where they are few', async () => {
    const words = ownDataWords(await own.load({ ...parameters, data: hands }), true);
    assert.match(
      words,
      /^Drawn hands: 120 hands in 120 photos, each with up to 21 landmarks\. \d+ landmarks are missing, in \d+ hands;/,
    );
    assert.match(
      words,
      /no mirror pairs, so photos are not flipped\. Split .*: \*\*96 for training, 24 for validation\*\*\.$/,
    );
    const data = await own.load({ ...parameters, data: few });
    assert.match(
      ownDataWords(data, true),
      /\*\*There are only 24 photos\*\*.*cross-validation: 5 networks, each tested on hands/,
    );
    assert.match(ownDataWords(data, false), /^\*\*No folder was given/);
  });

  it('cross-validates few photos: each is held out once', async () => {
    const own24 = { ...parameters, data: few };
    const data = await own.load(own24);
    const plan = ownPlan(own24, data);
    assert.deepEqual([plan.crossValidate, plan.base!.folds], [true, 5]);
    const variation = { label: 'default', changes: {} };
    const runs = await Promise.all(
      [1, 2, 3, 4, 5].map(async (fold) => {
        const predictions = [...meanShapeOf(await own.load({ ...own24, fold }))];
        return {
          variation,
          parameters: { ...own24, fold },
          metrics: {},
          training: { predictions },
        } as unknown as RunResult;
      }),
    );
    const tested = await heldOut(own, new SweepResult(own, runs, new Date()), data);
    assert.deepEqual(new Set(tested.data.validation.faces.map(({ id }) => id)).size, 24);
    assert.ok(Number.isFinite(tested.run.metrics.nme));
    assert.equal(meanShapeErrors(tested.data).length, 24);
    // The runs predict each fold's own mean shape, as the baseline does.
    assert.deepEqual(meanShapeErrors(tested.data), nmeByFace(tested.run.training.predictions, tested.data.validation));
  });

  it('says where the weights are and how to use them', async () => {
    const { landmarkSet } = (await own.load(parameters)).training;
    const words = (crop: CropSpec, set = landmarkSet, fewFolds?: number) =>
      weightsWords('own', 'w.safetensors', { training: { crop, landmarkSet: set }, ...(fewFolds && { fewFolds }) });
    assert.match(
      words('photo'),
      /predict -- photo\.jpg --weights w\.safetensors\n.*export -- own --weights w\.safetensors/,
    );
    assert.match(
      words({ scale: 1.5 }),
      /the box is that of the hand.*\n.*\n.*\n.*photo\.jpg --box x,y,width,height --weights/,
    );
    assert.doesNotMatch(words({ scale: 1.5 }, ibug68), /box/);
    assert.match(words('photo', landmarkSet, 5), /network of the first fold/);
  });
});
