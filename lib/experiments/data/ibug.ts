import { load300W } from '../../datasets/load';
import { folds, randomSubset, subset } from '../../datasets/split';
import type { FaceSet, Split } from '../../landmarks/face';
import { dlibBoxes } from '../../landmarks/ibug68';
import type { ParameterValues } from '../../parameters/schema';
import type { ExperimentData } from '../../runs/experiment';
import { makeDataset } from '../../samples/make';
import { dataChoice } from './source';

type DataParameters = Pick<ParameterValues, 'data'>;
type FoldParameters = Pick<ParameterValues, 'fold' | 'folds'>;
type CropParameters = Pick<ParameterValues, 'cropScale' | 'padding' | 'width' | 'height'>;

/** The training part of iBUG 300-W, or synthetic faces in its place. */
export const findIbugFaces = ({ data }: DataParameters): Promise<FaceSet> =>
  load300W({ part: 'training', ...dataChoice(data) });

/**
 * The data of the experiments with iBUG 300-W: crops around the detector's boxes. Validation uses the test photos, or
 * one fold of a cross-validation within the training photos; mirrored copies are used for training only.
 *
 * @param parameters Those of the experiment.
 */
export async function loadIbugData(
  parameters: DataParameters & FoldParameters & CropParameters & Pick<ParameterValues, 'subset' | 'seed'>,
): Promise<ExperimentData> {
  const { width, height, cropScale, subset: count, seed, data, padding } = parameters;
  const set = await findIbugFaces(parameters);
  const test = await load300W({ part: 'test', ...dataChoice(data) });
  const split = ibugSplit(set, test, parameters);
  const training = randomSubset(split.training, count, { seed });
  // The margin is an even number of pixels, so that the crop stays aligned with whole pixels.
  const padded = (size: number): number => size + 2 * Math.round(((padding - 1) * size) / 2);
  const [wide, high] = [padded(width), padded(height)];
  return {
    training: await makeDataset(training, { width: wide, height: high, crop: { scale: (cropScale * wide) / width } }),
    validation: await makeDataset(withoutMirrored(split.validation), { width, height, crop: { scale: cropScale } }),
    set,
    split: split.description,
    box: dlibBoxes,
  };
}

function ibugSplit(set: FaceSet, test: FaceSet, { fold, folds: count }: FoldParameters): Split {
  if (fold > 0) return folds(set, count, { seed: 0 })[fold - 1]!;
  return { training: set, validation: test, description: "into the data set's own training and test photos" };
}

const withoutMirrored = (set: FaceSet): FaceSet => subset(set, ({ labels }) => labels.mirrored !== 'yes');
