import { writeWhole } from '../../files';
import type { PhotoPrediction } from '../../inference/predict';
import { predictionJson } from './prediction-json';
import { pictureOf, PICTURES } from './prediction-picture';
import type { PictureFormat } from './prediction-picture';
import type { PredictionTable } from './prediction-table';

/** What is written for each photo. */
export interface PredictionOutput {
  /** The kind of picture; undefined for none. */
  readonly picture: PictureFormat | undefined;
  /** The file for all photos; undefined if each has its own. */
  readonly table: PredictionTable | undefined;
}

/** The files of a photo's own, given their path without ending; the data come last. */
export const filesOf = (base: string, { picture, table }: PredictionOutput): string[] => [
  ...(picture ? [`${base}.${PICTURES[picture]}`] : []),
  ...(table ? [] : [`${base}.json`]),
];

/**
 * Writes the faces found in a photo: a picture, the upright photo with boxes and landmarks drawn on it, and the boxes and
 * landmarks in pixels of the upright photo, as JSON or as part of a table.
 *
 * @param prediction From `predictFaces`.
 * @param base Path of the photo's own files without their endings, see `resultNames`; its folder is made if it is missing.
 * @param output What is written.
 * @returns The paths of the photo's own files.
 * @throws DataError when the photo is damaged; UserError when a file cannot be written.
 */
export async function writePrediction(
  prediction: PhotoPrediction,
  base: string,
  output: PredictionOutput,
): Promise<string[]> {
  const files = filesOf(base, output);
  if (output.picture) writeWhole(files[0]!, await pictureOf(prediction, output.picture));
  if (output.table) output.table.add(prediction);
  else writeWhole(files.at(-1)!, `${JSON.stringify(predictionJson(prediction), null, 2)}\n`);
  return files;
}
