import { loadImm } from '../../datasets/load';
import { folds, splitByPerson, splitByPhoto } from '../../datasets/split';
import type { FaceSet, Split } from '../../landmarks/face';
import type { ParameterValues } from '../../parameters/schema';
import type { ExperimentData } from '../../runs/experiment';
import { selectFaces } from '../../samples/dataset';
import { makeDataset } from '../../samples/make';
import { dataChoice } from './source';

type DataParameters = Pick<ParameterValues, 'data'>;
type SplitParameters = Pick<ParameterValues, 'split' | 'fold' | 'folds' | 'seed'>;

/** The IMM Face Database, or synthetic faces in its place. */
export const findImmFaces = ({ data }: DataParameters): Promise<FaceSet> => loadImm(dataChoice(data));

/**
 * The data of the experiments with the IMM Face Database: whole photos, split by person or by photo, or one fold of a
 * cross-validation within the training people.
 *
 * @param parameters Those of the experiment.
 */
export async function loadImmData(
  parameters: DataParameters & SplitParameters & Pick<ParameterValues, 'width' | 'height'>,
): Promise<ExperimentData> {
  const set = await findImmFaces(parameters);
  const { width, height } = parameters;
  const all = await makeDataset(set, { width, height });
  const split = immSplit(set, parameters);
  return {
    training: selectFaces(all, split.training.faces),
    validation: selectFaces(all, split.validation.faces),
    set,
    split: split.description,
  };
}

function immSplit(set: FaceSet, { split, seed, fold, folds: count }: SplitParameters): Split {
  const whole = split === 'person' ? splitByPerson(set) : splitByPhoto(set, { seed });
  // The folds are the same for all seeds, so that runs can be compared fold by fold.
  return fold === 0 ? whole : folds(whole.training, count, { seed: 0 })[fold - 1]!;
}
