import assert from 'node:assert/strict';
import { nose } from '../../lib/experiments/nose';
import { resnet } from '../../lib/experiments/resnet';
import type { ExperimentData } from '../../lib/runs/experiment';
import type { Dataset } from '../../lib/samples/dataset';

const groupsOf = ({ faces }: Dataset): Set<string> => new Set(faces.map(({ group }) => group));
const idsOf = ({ faces }: Dataset): string[] => faces.map(({ id }) => id).sort();

/** Groups that occur on both sides. */
const shared = ({ training, validation }: ExperimentData): string[] =>
  [...groupsOf(training)].filter((group) => groupsOf(validation).has(group));

describe('experiments/data', () => {
  // Real faces if there are some, synthetic ones elsewhere.
  before(() => (process.env.FACES_DOWNLOAD = '0'));
  after(() => Reflect.deleteProperty(process.env, 'FACES_DOWNLOAD'));

  it('splits the IMM Face Database by person or by photo', async () => {
    const byPerson = await nose.load(nose.defaults);
    assert.deepEqual(shared(byPerson), []);
    assert.deepEqual([byPerson.training.width, byPerson.training.height], [80, 60]);
    const byPhoto = await nose.load({ ...nose.defaults, split: 'photo' });
    assert.notDeepEqual(shared(byPhoto), []);
    assert.notDeepEqual(idsOf(byPhoto.validation), idsOf(byPerson.validation));
  });

  it('cross-validates within the training people, the same for every seed', async () => {
    const { validation: heldOut, training } = await nose.load(nose.defaults);
    const folds: string[][] = [];
    for (let fold = 1; fold <= nose.defaults.folds; fold++) {
      const data = await nose.load({ ...nose.defaults, fold });
      assert.deepEqual(shared(data), []);
      folds.push(idsOf(data.validation));
      if (fold > 1) continue;
      const again = await nose.load({ ...nose.defaults, fold, seed: 2 });
      assert.deepEqual(idsOf(again.validation), folds[0]);
    }
    assert.deepEqual(folds.flat().sort(), idsOf(training));
    assert.ok(folds.flat().every((id) => !idsOf(heldOut).includes(id)));
  });

  it('takes a subset of 300-W with a margin for augmentation, and evaluates on photos that are not mirrored', async () => {
    const parameters = { ...resnet.defaults, subset: 32, width: 40, height: 40, padding: 1.4 };
    const { training, validation } = await resnet.load(parameters);
    assert.equal(training.faces.length, 32);
    assert.deepEqual([training.width, validation.width], [56, 40]);
    assert.ok(validation.faces.every(({ labels }) => labels.mirrored !== 'yes'));
    // The same scale on both sides: 56 pixels of a training image show 1.4 times the crop.
    const scaleOf = ({ faces, crops, width }: Dataset): number => crops[0]!.width / faces[0]!.box.width / width;
    assert.ok(Math.abs(scaleOf(training) - scaleOf(validation)) < 1e-6);
    const other = await resnet.load({ ...parameters, seed: 2 });
    assert.notDeepEqual(idsOf(other.training), idsOf(training));
    const fold = await resnet.load({ ...parameters, fold: 1 });
    assert.deepEqual(shared(fold), []);
  });
});
