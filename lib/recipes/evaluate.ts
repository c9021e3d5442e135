import { inDlibBoxes } from '../inference/dlib-box';
import { predictDataset, predictorOf } from '../inference/two-stage';
import { nmeMetrics } from '../metrics/samples';
import type { Experiment } from '../runs/experiment';
import type { RunResult } from '../runs/run';
import { trainedNetwork } from '../runs/trained-network';
import type { Dataset } from '../samples/dataset';
import type { Evaluation } from './recipe';

/**
 * Evaluates the predictions that a training left behind.
 *
 * @param run A finished run.
 * @returns The run's own predictions and metrics.
 */
export function evaluateRun({ training, metrics }: RunResult): Promise<Evaluation> {
  return Promise.resolve({ predictions: Float32Array.from(training.predictions), metrics });
}

/**
 * Evaluates two-stage inference, which is what `npm run predict` does, so that its users get the error reported.
 *
 * @param experiment Trained the network.
 * @param run A finished run.
 * @param validation Its validation faces, with the 68 landmarks of iBUG 300-W.
 * @returns The two-stage predictions and their metrics; `oneStageNme` is the run's own NME.
 */
export async function evaluateTwoStage(
  experiment: Experiment,
  run: RunResult,
  validation: Dataset,
): Promise<Evaluation> {
  const network = await trainedNetwork(experiment, run);
  const predictor = predictorOf(network, inDlibBoxes(run.parameters));
  try {
    const predictions = await predictDataset(predictor, validation);
    const metrics = { ...run.metrics, oneStageNme: run.metrics.nme!, ...nmeMetrics(predictions, validation) };
    return { predictions, metrics };
  } finally {
    predictor.dispose();
  }
}
