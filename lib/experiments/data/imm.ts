import type { FaceSet, Split } from '../../landmarks/face';
import { loadImm } from '../../datasets/load';
import { folds, splitByPerson, splitByPhoto } from '../../datasets/split';
import { makeDataset } from '../../samples/make';
import { selectFaces } from '../../samples/dataset';
import type { ExperimentData } from '../../runs/experiment';
import type { ParameterValues } from '../../parameters/schema';

type DataParameters = Pick<ParameterValues, 'data'>;
type SplitParameters = Pick<ParameterValues, 'split' | 'fold' | 'folds' | 'seed'>;
type DatasetOptions = DataParameters & SplitParameters & Pick<ParameterValues, 'width' | 'height'>;

/** The IMM Face Database, or faces drawn in its place. */
export const immFaces = ({ data }: DataParameters): Promise<FaceSet> => loadImm({ generated: data === 'generated' });

/**
 * The samples of the experiments with the IMM Face Database: whole photos, split by person or by photo, or one part
 * of a cross-validation inside the people that train.
 */
export async function immSamples(parameters: DatasetOptions): Promise<ExperimentData> {
  const set = await immFaces(parameters);
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
  // The parts are the same for all seeds, so that runs can be compared part by part.
  return fold === 0 ? whole : folds(whole.training, count, { seed: 0 })[fold - 1]!;
}
