import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import type { Figure, FigureOptions } from '../figures/figure';
import { table } from '../figures/table';
import { significant } from '../format';
import { modelSource } from '../networks/models/source';
import { sizeOf } from '../networks/network';
import type { Network } from '../networks/network';
import { tf } from '../ops/tensorflow';
import type { Experiment, ExperimentData, ExperimentParameters } from '../runs/experiment';
import { withLearnedLandmarks } from '../runs/run';
import { lossOf } from '../training/losses';
import type { LossName } from '../training/losses';
import { DataLoader } from '../transforms/data-loader';

/**
 * The source code of a network.
 *
 * @param model A function of `lib/networks/models/`.
 * @example codeOf(noseNetwork)
 */
export function codeOf(model: (...options: never[]) => Network): Prose {
  const { code, file } = modelSource(model);
  return say(`From \`${file}\`:\n\n\`\`\`typescript\n${code}\n\`\`\``);
}

const LOSS_NAMES: Readonly<Record<LossName, string>> = {
  mse: 'the mean squared error',
  l1: 'the mean absolute error',
  smoothL1: "Huber's loss",
  wing: 'the Wing loss',
  softWing: 'the SoftWing loss',
};

/** A tensor of a training step. */
interface BatchTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly meaning: string;
}

/**
 * The tensors of the first training step: what the network gets, what it answers before any training, and the loss.
 *
 * @param experiment The experiment.
 * @param parameters Its parameters.
 * @param data Its data.
 * @example batchTable(nose, parameters, data, { id: 'batch' })
 */
export function batchTable(
  experiment: Experiment,
  parameters: ExperimentParameters,
  data: ExperimentData,
  options: FigureOptions = {},
): Figure {
  const tensors = batchTensors(experiment, parameters, data);
  return table(
    tensors,
    [
      { title: 'Tensor', value: ({ name }) => name },
      { title: 'Shape', value: ({ shape }) => (shape.length === 0 ? 'scalar' : shape.join(' × ')) },
      { title: 'Values', value: rangeOf },
      { title: 'Meaning', value: ({ meaning }) => meaning },
    ],
    'The tensors of the first training step, with random weights.',
    options,
  );
}

const rangeOf = ({ low, high }: BatchTensor): string =>
  low === high ? significant(low) : `${significant(low, 2)} to ${significant(high, 2)}`;

function batchTensors(experiment: Experiment, parameters: ExperimentParameters, data: ExperimentData): BatchTensor[] {
  const { training } = withLearnedLandmarks(experiment, data);
  const { batchSize, seed, augmentation = null, ...how } = experiment.training(parameters, training.landmarkSet);
  const network = experiment.network(parameters, training.landmarkSet);
  const size = sizeOf(network);
  const loader = new DataLoader(training, size, { batchSize, seed, augmentation });
  const rows: BatchTensor[] = [];
  const add = (name: string, tensor: tf.Tensor, meaning: string) => {
    const [low, high] = [tensor.min().dataSync()[0]!, tensor.max().dataSync()[0]!];
    rows.push({ name, shape: tensor.shape, low, high, meaning });
  };
  tf.tidy(() => {
    const { images, landmarks } = loader.batch(loader.batches(1)[0]!);
    const output = network.forward(images, { training: true, precision: 'float32' });
    const predicted = network.landmarks(output);
    const points = `${training.landmarkSet.count === 1 ? 'x and y' : 'x0, y0, x1, y1, ...'}, fractions of width and height`;
    add('images', images, 'batch, height, width, channel; gray levels, shifted to the middle');
    add('targets', landmarks, `ground truth: ${points}`);
    if (predicted !== output) add('output', output, 'logits of the heatmaps');
    add('predictions', predicted, `from random weights: ${points}`);
    add(
      'loss',
      lossOf(how)(predicted, landmarks, { output, size }),
      `what training minimizes: ${LOSS_NAMES[how.loss]}`,
    );
  });
  network.dispose();
  return rows;
}
