import { parse } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Box } from '../geometry';
import { count } from '../format';
import { predictFaces } from '../inference/predict';
import { openPredictor } from '../recipes/predictor';
import { writePrediction } from './common/write-prediction';
import { runCommand } from './common/run-command';

interface PredictFlags {
  box?: Box;
  out?: string;
  weights?: string;
}

/** `npm run predict -- me.jpg others.png` */
const command = new Command('predict')
  .description('Finds the faces in photos and their 68 landmarks; writes NAME-keypoints.png and NAME-keypoints.json.')
  .argument('<photo...>', 'files of any format')
  .option('--box <x,y,w,h>', "the face's box in pixels of the upright photo, in place of the detector; one photo", box)
  .option('--out <folder>', "where to write; beside each photo where it isn't given")
  .option('--weights <file>', "safetensors of the best recipe's network; the project's own by default")
  .action(predict);

async function predict(photos: string[], { box, out, weights }: PredictFlags): Promise<void> {
  if (box && photos.length > 1) command.error('--box is about one photo, but there are several.');
  checkNames(photos, out);
  const predictor = await openPredictor(weights ? { weights } : {});
  let failed = 0;
  for (const file of photos) {
    try {
      const prediction = await predictFaces(file, predictor, box ? { box } : {});
      const { image, data } = await writePrediction(prediction, out);
      const found = prediction.faces.length === 0 ? 'no face found' : count(prediction.faces.length, 'face');
      console.log(`${file}: ${found}; ${image}, ${data}`);
    } catch (error) {
      failed++;
      console.error((error as Error).message);
    }
  }
  predictor.dispose();
  if (failed > 0) process.exitCode = 1;
}

/** Two photos of one name would write over each other's files. */
function checkNames(photos: readonly string[], out: string | undefined): void {
  const bases = photos.map((file) => (out ? parse(file).name : `${parse(file).dir}/${parse(file).name}`));
  const twice = bases.findIndex((base, i) => bases.indexOf(base) < i);
  if (twice >= 0) command.error(`${photos[twice]!} would write over another photo's files: run them one by one.`);
}

function box(text: string): Box {
  const [x, y, width, height, ...more] = text.split(',').map(Number);
  const valid = [x, y, width, height].every((value) => Number.isFinite(value)) && more.length === 0;
  if (!valid || width! <= 0 || height! <= 0) {
    throw new InvalidArgumentError('It is four numbers, x,y,width,height, with a width and height above 0.');
  }
  return { x: x!, y: y!, width: width!, height: height! };
}

runCommand(command);
