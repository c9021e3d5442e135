import { chart } from './chart';
import { RUN_COLOURS } from './colours';
import type { Figure, FigureOptions } from './figure';
import { significant } from './numbers';

/** What a learning-rate finder measured: the smoothed loss at rates that grow from step to step. */
export interface LearningRateTrial {
  readonly rates: readonly number[];
  readonly losses: readonly number[];
  /** The rate to begin with. */
  readonly suggestion: number;
}

/**
 * Loss against learning rate, with the rate suggested.
 *
 * @example learningRateFigure(await findLearningRate(network, samples, parameters))
 */
export function learningRateFigure(
  { rates, losses, suggestion }: LearningRateTrial,
  options: FigureOptions = {},
): Figure {
  const text = significant(suggestion, 2);
  return chart(
    {
      x: { title: 'Learning rate', log: true },
      y: { title: 'Loss', log: true },
      series: [{ name: 'loss', colour: RUN_COLOURS[0], mark: 'line', x: rates, y: losses }],
      rules: [{ axis: 'x', value: suggestion, label: `suggested: ${text}` }],
      logSwitch: 'y',
    },
    `Loss while the learning rate grows from step to step. It falls most steeply at about ${text}: a rate to begin with.`,
    options,
  );
}
