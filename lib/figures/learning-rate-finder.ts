import { chart } from './chart';
import { RUN_COLORS } from './colors';
import type { Figure, FigureOptions } from './figure';
import { significant } from '../format';
import type { LearningRateTrial } from '../training/learning-rate-finder';

/**
 * Loss against learning rate, with the rate suggested.
 *
 * @example learningRateFigure(await tryLearningRates(network, samples, parameters))
 */
export function learningRateFigure(
  { rates, losses, suggestion }: LearningRateTrial,
  options: FigureOptions = {},
): Figure {
  const found = suggestion !== undefined;
  const text = found ? significant(suggestion, 2) : '';
  return chart(
    {
      x: { title: 'Learning rate', log: true },
      y: { title: 'Loss', log: true },
      series: [{ name: 'loss', color: RUN_COLORS[0], mark: 'line', x: rates, y: losses }],
      rules: found ? [{ axis: 'x', value: suggestion, label: `suggested: ${text}` }] : [],
      logSwitch: 'y',
    },
    `Loss while the learning rate grows from step to step. ${
      found
        ? `It falls most steeply at about ${text}: a rate to begin with.`
        : 'It falls at no rate in this range: try a wider one.'
    }`,
    options,
  );
}
