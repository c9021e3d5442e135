import { InvalidArgumentError } from 'commander';
import { count } from '../format';
import type { Box } from '../geometry';
import { predictFaces } from '../inference/predict';
import type { Predictor } from '../inference/two-stage';
import { subjectOf } from '../landmarks/landmark-set';
import { openPredictor } from '../recipes/predictor';
import { fromCaller } from './common/caller';
import { errorMessage } from './common/error-message';
import { resultNames } from './common/result-names';
import { newCommand, runCommand } from './common/run-command';
import { writePrediction } from './common/write-prediction';

interface PredictFlags {
  box?: Box;
  out?: string;
  weights?: string;
}

/** `npm run predict -- me.jpg others.png` */
const command = newCommand(
  'predict',
  'Finds the faces in photos and predicts the 68 landmarks of each; with --weights, the landmarks of any network trained ' +
    'here. Writes NAME-keypoints.png, the photo with the landmarks drawn on it, and NAME-keypoints.json, their ' +
    'coordinates in pixels.',
)
  .argument('<photo...>', 'Image files of any common format.')
  .option('--box <x,y,w,h>', 'Box of the face in pixels of the upright photo; nothing is detected then.', readBox)
  .option('--out <folder>', 'Where to write the results. [the folder of each photo]')
  .option('--weights <file>', 'Weights of a network trained here. [lib/weights/resnet.safetensors]')
  .action(predict);

async function predict(given: string[], { box, ...paths }: PredictFlags): Promise<void> {
  const photos = given.map(fromCaller);
  const [out, weights] = [paths.out, paths.weights].map((path) => path && fromCaller(path));
  if (box && photos.length > 1) command.error('error: --box applies to a single photo. Give one photo, or no box.');
  const predictor = await openPredictor(weights ? { weights } : {});
  for (const [file, base] of resultNames(photos, out)) {
    try {
      console.log(await predictPhoto(file, base, predictor, box));
    } catch (error) {
      console.error(errorMessage(error));
      process.exitCode = 1;
    }
  }
  predictor.dispose();
}

/** Predicts and writes the faces of one photo, and returns a line about them. */
async function predictPhoto(file: string, base: string, predictor: Predictor, box?: Box): Promise<string> {
  const prediction = await predictFaces(file, predictor, box ? { box } : {});
  const { image, data } = await writePrediction(prediction, base);
  const subject = subjectOf(prediction.landmarkSet);
  const found = prediction.faces.length === 0 ? `no ${subject} found` : count(prediction.faces.length, subject);
  return `${file}: ${found}; ${image}, ${data}`;
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
