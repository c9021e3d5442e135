import type { FaceSet, Split } from '../../landmarks/face';
import { load300W } from '../../datasets/load';
import { folds, randomSubset, subset } from '../../datasets/split';
import { makeSamples } from '../../samples/make';
import type { ExperimentSamples } from '../../runs/experiment';
import type { Catalogue } from '../../parameters/schema';

type DataParameters = Pick<Catalogue, 'data'>;
type SampleParameters = DataParameters &
  Pick<Catalogue, 'subset' | 'crop' | 'margin' | 'width' | 'height' | 'fold' | 'folds' | 'seed'>;

/** The training part of iBUG 300-W, or faces drawn in its place. */
export const ibugFaces = ({ data }: DataParameters): Promise<FaceSet> =>
  load300W({ part: 'training', generated: data === 'generated' });

/**
 * The samples of the experiments with iBUG 300-W: crops about the detector's boxes. What is measured on are the test
 * photos, or one part of a cross-validation inside the training photos; their mirrored twins are left out.
 */
export async function ibugSamples(parameters: SampleParameters): Promise<ExperimentSamples> {
  const { width, height, crop, subset: count, seed, data, margin } = parameters;
  const set = await ibugFaces(parameters);
  const test = await load300W({ part: 'test', generated: data === 'generated' });
  const split = ibugSplit(set, test, parameters);
  const training = randomSubset(split.training, count, { seed });
  // Rounded to an even number of pixels more, so that the crop lies in the middle of whole pixels.
  const [wide, high] = [width, height].map((size) => size + 2 * Math.round(((margin - 1) * size) / 2)) as [
    number,
    number,
  ];
  return {
    training: await makeSamples(training, { width: wide, height: high, window: { scale: (crop * wide) / width } }),
    validation: await makeSamples(withoutTwins(split.validation), { width, height, window: { scale: crop } }),
    set,
    split: split.description,
  };
}

function ibugSplit(set: FaceSet, test: FaceSet, { fold, folds: count }: Pick<Catalogue, 'fold' | 'folds'>): Split {
  if (fold > 0) return folds(set, count, { seed: 0 })[fold - 1]!;
  return { training: set, validation: test, description: "into the data set's own training and test photos" };
}

const withoutTwins = (set: FaceSet): FaceSet => subset(set, ({ labels }) => labels.mirrored !== 'yes');
