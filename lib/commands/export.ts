import { join, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { UserError } from '../errors';
import { experiments } from '../experiments/all';
import { toOnnx } from '../export/onnx/onnx';
import { toGraphModel, WEIGHTS_FILE } from '../export/tfjs/graph-model';
import { writeWhole } from '../files';
import { fixed } from '../format';
import { subjectOf } from '../landmarks/landmark-set';
import { root } from '../paths';
import { recipes } from '../recipes/all';
import { openNetwork } from '../recipes/open-network';
import type { OpenedNetwork } from '../recipes/open-network';
import { bestFiles } from '../recipes/record';
import { metadataOf } from '../runs/description';
import type { NetworkDescription } from '../runs/description';
import { withParameters } from '../runs/experiment';
import type { Experiment } from '../runs/experiment';
import { train } from '../runs/sweep';
import { fromCaller } from './common/caller';
import { commandForEach } from './common/choices';
import { addParameterOptions, parametersFrom } from './common/options';
import { runCommand, stopOnInterrupt } from './common/run-command';

type Format = 'onnx' | 'tfjs';

interface ExportFlags {
  format: Format;
  best?: boolean;
  weights?: string;
  out?: string;
  [parameter: string]: unknown;
}

/** `npm run export -- own --format onnx`; `npm run export -- resnet --best --format tfjs` */
const command = commandForEach(
  'export',
  "Writes an experiment's trained network as a file for other programs. The network is the one that the report with the " +
    'same parameters has trained; it is trained if there is none yet.',
  experiments,
  (own, experiment) => {
    own
      .option('--format <name>', 'onnx for ONNX Runtime, tfjs for TensorFlow.js. [onnx]', readFormat, 'onnx')
      .option('--best', "The network of the best recipe, instead of the experiment's own.")
      .option('--weights <file>', 'The network of a weights file (.safetensors), instead of a training.')
      .option(
        '--out <path>',
        'Where to write: a file for onnx, a folder for tfjs. [reports/NAME.onnx, reports/NAME-tfjs]',
      );
    addParameterOptions(own, experiment).action((flags: ExportFlags) => exportNetwork(experiment, flags));
  },
);

async function exportNetwork(experiment: Experiment, flags: ExportFlags): Promise<void> {
  const { format, best = false, weights, out } = flags;
  const { network, description } = await open(experiment, { ...flags, best, ...(weights && { weights }) });
  const name = best ? `best-${experiment.name}` : experiment.name;
  const metadata = metadataOf(description);
  try {
    if (format === 'onnx') {
      const file = out === undefined ? join(root(), 'reports', `${name}.onnx`) : resolve(fromCaller(out));
      write(file, toOnnx(network, metadata));
    } else {
      const folder = out === undefined ? join(root(), 'reports', `${name}-tfjs`) : resolve(fromCaller(out));
      const { json, weights: numbers } = toGraphModel(network, metadata);
      write(join(folder, 'model.json'), Buffer.from(JSON.stringify(json)));
      write(join(folder, WEIGHTS_FILE), numbers);
    }
  } finally {
    network.dispose();
  }
  console.log(`\n${usage(description, format)}`);
}

async function open(
  experiment: Experiment,
  { best, weights, ...flags }: ExportFlags & { best: boolean },
): Promise<OpenedNetwork> {
  const given = parametersFrom(experiment, flags);
  if ([best, weights, Object.keys(given).length > 0].filter(Boolean).length > 1) {
    throw new UserError('Choose one of --best, --weights, and parameters of a training.');
  }
  if (weights) return openNetwork(resolve(fromCaller(weights)));
  if (!best) {
    const parameters = withParameters(experiment, given);
    const signal = stopOnInterrupt('Run the same command to resume.');
    return openNetwork((await train(experiment, parameters, { signal })).weights);
  }
  const recipe = recipes.find(({ name }) => name === experiment.name);
  if (recipe) return openNetwork(bestFiles(recipe).weights);
  throw new UserError(`There is no best recipe for ${experiment.name}. Leave --best out.`);
}

function write(file: string, bytes: Uint8Array): void {
  writeWhole(file, bytes);
  console.log(`${file}  (${fixed(bytes.length / 1e6, 1)} MB)`);
}

/** How the written network is used. */
function usage(
  { input: { width, height }, landmarkSet, crop, testTimeAugmentation }: NetworkDescription,
  format: Format,
) {
  const shape = format === 'onnx' ? `N, 1, ${height}, ${width}` : `N, ${height}, ${width}, 1`;
  const subject = subjectOf(landmarkSet);
  const part = crop === 'photo' ? 'the whole photo' : `the box around the ${subject}, ${crop.scale} times as large`;
  return [
    `Input   image      gray levels 0..255, float32 [${shape}]: ${part}, resized to ${width}x${height}`,
    `Output  landmarks  x and y as fractions of the width and height of the image, float32 [N, ${landmarkSet.count}, 2]`,
    'Its metadata names the landmarks and says all this for programs, too.',
    ...(testTimeAugmentation
      ? [
          '`npm run predict` averages over the image and its mirror image. The file does not, so its landmarks differ slightly.',
        ]
      : []),
  ].join('\n');
}

function readFormat(text: string): Format {
  if (text === 'onnx' || text === 'tfjs') return text;
  throw new InvalidArgumentError('Must be onnx or tfjs.');
}

runCommand(command);
