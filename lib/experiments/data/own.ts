import { readingNotice } from '../../datasets/gate/reading';
import { loadOwnData } from '../../datasets/own/load';
import type { OwnData } from '../../datasets/own/own-data';
import { splitOwn } from '../../datasets/own/split';
import { folds } from '../../datasets/split';
import type { Box } from '../../geometry';
import type { FaceSet, Split } from '../../landmarks/face';
import { notice } from '../../notices';
import type { ParameterValues } from '../../parameters/schema';
import { cachePath } from '../../paths';
import type { ExperimentData } from '../../runs/experiment';
import type { CropSpec } from '../../samples/crop';
import { selectFaces } from '../../samples/dataset';
import { makeDataset } from '../../samples/make';
import { drawHands } from '../../synthetic/hands';
import { dataChoice } from './source';

type DataParameters = Pick<ParameterValues, 'data'>;
type SplitParameters = Pick<ParameterValues, 'fold' | 'folds'>;
type SizeParameters = Pick<ParameterValues, 'cropScale' | 'width' | 'height'>;

/** The faces in somebody's own folder, or the drawn hands that come with the project. */
export const findOwnFaces = async ({ data }: DataParameters): Promise<FaceSet> => (await loadOwn(data)).set;

/**
 * The data of the experiment with somebody's own photos, split by group. With few photos there is no single held-out part:
 * the first fold of a cross-validation over all of them stands in.
 *
 * @param parameters Those of the experiment.
 * @throws DataError when the folder cannot be used; ParameterError when there is none.
 */
export async function loadOwnExperiment(
  parameters: DataParameters & SplitParameters & SizeParameters,
): Promise<ExperimentData> {
  const { data, width, height, cropScale } = parameters;
  const { set, crop, decisions } = await loadOwn(data);
  const { split, fewFolds } = ownSplit(set, parameters);
  const spec: CropSpec = crop === 'photo' ? 'photo' : { scale: cropScale };
  const all = await makeDataset(set, { width, height, crop: spec });
  return {
    training: selectFaces(all, split.training.faces),
    validation: selectFaces(all, split.validation.faces),
    set,
    split: split.description,
    decisions,
    ...(fewFolds && { fewFolds }),
  };
}

async function loadOwn(data: ParameterValues['data']): Promise<OwnData> {
  const { folder } = dataChoice(data);
  const hands = cachePath('generated', 'hands');
  if (!folder) await drawHands(hands);
  const own = await loadOwnData(folder ?? hands);
  const text = readingNotice(own.set);
  if (text) notice(text);
  const faces = own.set.faces.map((face) => ({ ...face, box: squared(face.box) }));
  // Whole photos are not cropped, so their boxes stay as they are.
  return { ...own, set: { ...own.set, generated: !folder, ...(own.crop !== 'photo' && { faces }) } };
}

/** The square around a box, so that crops keep the proportions of what they show. */
function squared({ x, y, width, height }: Box): Box {
  const side = Math.max(width, height);
  return { x: x + (width - side) / 2, y: y + (height - side) / 2, width: side, height: side };
}

function ownSplit(set: FaceSet, { fold, folds: count }: SplitParameters): { split: Split; fewFolds?: number } {
  // The split is the same for all seeds, so that runs can be compared.
  const { splits } = splitOwn(set, { seed: 0 });
  if (splits.length > 1) return { split: splits[Math.max(0, fold - 1)] ?? splits[0]!, fewFolds: splits.length };
  const [whole] = splits as [Split];
  return { split: fold === 0 ? whole : folds(whole.training, count, { seed: 0 })[fold - 1]! };
}
