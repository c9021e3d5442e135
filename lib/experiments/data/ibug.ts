import type { FaceSet, Split } from '../../landmarks/face';
import { load300W } from '../../datasets/load';
import { folds, randomSubset, subset } from '../../datasets/split';
import { makeDataset } from '../../samples/make';
import type { ExperimentData } from '../../runs/experiment';
import type { ParameterValues } from '../../parameters/schema';

type DataParameters = Pick<ParameterValues, 'data'>;
type DatasetOptions = DataParameters &
  Pick<ParameterValues, 'subset' | 'cropScale' | 'padding' | 'width' | 'height' | 'fold' | 'folds' | 'seed'>;

/** The training part of iBUG 300-W, or faces drawn in its place. */
export const ibugFaces = ({ data }: DataParameters): Promise<FaceSet> =>
  load300W({ part: 'training', generated: data === 'generated' });

/**
 * The samples of the experiments with iBUG 300-W: crops about the detector's boxes. What is measured on are the test
 * photos, or one part of a cross-validation inside the training photos; their mirrored twins are left out.
 */
export async function ibugSamples(parameters: DatasetOptions): Promise<ExperimentData> {
  const { width, height, cropScale, subset: count, seed, data, padding } = parameters;
  const set = await ibugFaces(parameters);
  const test = await load300W({ part: 'test', generated: data === 'generated' });
  const split = ibugSplit(set, test, parameters);
  const training = randomSubset(split.training, count, { seed });
  // Rounded to an even number of pixels more, so that the crop lies in the middle of whole pixels.
  const [wide, high] = [width, height].map((size) => size + 2 * Math.round(((padding - 1) * size) / 2)) as [
    number,
    number,
  ];
  return {
    training: await makeDataset(training, { width: wide, height: high, crop: { scale: (cropScale * wide) / width } }),
    validation: await makeDataset(withoutTwins(split.validation), { width, height, crop: { scale: cropScale } }),
    set,
    split: split.description,
  };
}

function ibugSplit(set: FaceSet, test: FaceSet, { fold, folds: count }: Pick<ParameterValues, 'fold' | 'folds'>): Split {
  if (fold > 0) return folds(set, count, { seed: 0 })[fold - 1]!;
  return { training: set, validation: test, description: "into the data set's own training and test photos" };
}

const withoutTwins = (set: FaceSet): FaceSet => subset(set, ({ labels }) => labels.mirrored !== 'yes');
