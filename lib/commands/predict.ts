import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { checkWritable } from '../files';
import { count } from '../format';
import type { Box } from '../geometry';
import { predictFaces } from '../inference/predict';
import type { PhotoOutcome } from '../inference/predict-all';
import type { Predictor } from '../inference/two-stage';
import { openPredictor } from '../recipes/predictor';
import { fromCaller } from './common/caller';
import { photosGiven } from './common/photos-given';
import { predictPhotos } from './common/predict-photos';
import type { PhotoCounts } from './common/predict-photos';
import { PICTURES } from './common/prediction-picture';
import type { PictureFormat } from './common/prediction-picture';
import { PredictionTable } from './common/prediction-table';
import { resultNames } from './common/result-names';
import { newCommand, runCommand, stopOnInterrupt } from './common/run-command';
import { filesOf } from './common/write-prediction';
import type { PredictionOutput } from './common/write-prediction';

interface PredictFlags {
  box?: Box;
  format: PictureFormat;
  jsonOnly?: true;
  out?: string;
  outFile?: string;
  skipExisting?: true;
  weights?: string;
}

/** `npm run predict -- me.jpg others.png holidays/` */
const command = newCommand(
  'predict',
  'Finds the faces in photos and predicts the 68 landmarks of each; with --weights, the landmarks of any network trained ' +
    'here. Writes NAME-keypoints.jpg, the photo with the landmarks drawn on it, and NAME-keypoints.json, their ' +
    'coordinates in pixels.',
);
command
  .argument('<photo...>', "Image files of any common format, folders of them, or patterns such as 'photos/*.jpg'.")
  .option('--box <x,y,w,h>', 'Box of the face in pixels of the upright photo; nothing is detected then.', readBox)
  .addOption(
    command
      .createOption('--format <name>', 'Format of the pictures.')
      .choices(Object.keys(PICTURES))
      .default('jpeg' satisfies PictureFormat),
  )
  .option('--json-only', 'Write no pictures.')
  .option('--out <folder>', 'Where to write the results. [the folder of each photo]')
  .option('--out-file <file>', 'Write all coordinates to one file, NAME.jsonl or NAME.csv.')
  .option('--skip-existing', 'Go on after an interruption: leave out photos that have results.')
  .option('--weights <file>', 'Weights of a network trained here. [lib/weights/resnet.safetensors]')
  .action(predict);

async function predict(
  given: string[],
  { box, format, jsonOnly, skipExisting, ...paths }: PredictFlags,
): Promise<void> {
  const photos = await photosGiven(given.map(fromCaller));
  if (box && Math.max(photos.length, given.length) > 1)
    command.error('error: --box applies to a single photo. Give one photo, or no box.');
  const [out, outFile, weights] = [paths.out, paths.outFile, paths.weights].map((path) => path && fromCaller(path));
  const output: PredictionOutput = {
    picture: jsonOnly ? undefined : format,
    table: outFile ? new PredictionTable(outFile, skipExisting ?? false) : undefined,
  };
  if (outFile) checkWritable(dirname(outFile), 2000 * photos.length);
  const all = resultNames(photos, out);
  const names = skipExisting ? new Map([...all].filter(([file, base]) => !hasResults(file, base, output))) : all;
  const signal = stopOnInterrupt('The same command with --skip-existing goes on.');
  const predictor = await openPredictor(weights ? { weights } : {});
  const counts = await predictPhotos(names, predictor, output, {
    signal,
    ...(box && { outcomes: predictInBox(photos[0]!, predictor, box) }),
  });
  predictor.dispose();
  if (all.size > 1 || outFile) console.log(summary(counts, all.size - names.size, outFile));
  if (counts.failed > 0) process.exitCode = 1;
}

function hasResults(file: string, base: string, output: PredictionOutput): boolean {
  return filesOf(base, output).every((one) => existsSync(one)) && (output.table?.has(file) ?? true);
}

async function* predictInBox(file: string, predictor: Predictor, box: Box): AsyncGenerator<PhotoOutcome> {
  yield await predictFaces(file, predictor, { box }).then(
    (prediction) => ({ file, prediction }),
    (error: unknown) => ({ file, error }),
  );
}

function summary({ done, failed }: PhotoCounts, skipped: number, outFile: string | undefined): string {
  const others = [failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`].filter(Boolean);
  const counts = [`${count(done, 'photo')} done`, ...others].join(', ');
  return outFile ? `${counts}; ${outFile}` : counts;
}

function readBox(text: string): Box {
  const [x, y, width, height, ...more] = text.split(',').map(Number);
  const valid = [x, y, width, height].every((value) => Number.isFinite(value)) && more.length === 0;
  if (!valid || width! <= 0 || height! <= 0) {
    throw new InvalidArgumentError('Must be four numbers, x,y,width,height, with a positive width and height.');
  }
  return { x: x!, y: y!, width: width!, height: height! };
}

runCommand(command);
