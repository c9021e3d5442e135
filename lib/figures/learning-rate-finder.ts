import { formatValue } from '../format';
import type { LearningRateTrial } from '../training/learning-rate-finder';
import { chart } from './chart';
import type { Figure, FigureOptions } from './figure';

/**
 * Loss against learning rate, with the suggested rate.
 *
 * @param trial Result of a learning-rate range test.
 * @example learningRateFigure(await tryLearningRates(network, samples, parameters))
 */
export function learningRateFigure(
  { rates, losses, suggestion }: LearningRateTrial,
  options: FigureOptions = {},
): Figure {
  const found = suggestion !== undefined;
  const rate = found ? formatValue(Number(suggestion.toPrecision(2))) : '';
  const result = found
    ? `The loss falls most steeply near ${rate}, the rate that this test suggests.`
    : 'The loss does not fall anywhere in this range: try a wider one.';
  return chart(
    {
      x: { title: 'Learning rate', log: true },
      y: { title: 'Loss', log: true },
      series: [{ name: 'loss', color: 'blue', mark: 'line', x: rates, y: losses }],
      rules: found ? [{ axis: 'x', value: suggestion, label: 'Suggested', remark: rate }] : [],
      logSwitch: 'y',
    },
    `Learning-rate range test: loss while the learning rate increases step by step. ${result}`,
    options,
  );
}
