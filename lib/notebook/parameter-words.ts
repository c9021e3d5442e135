import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import { formatValue, list } from '../format';
import { wordsOf } from '../parameters/names';
import type { Experiment, ExperimentParameters } from '../runs/experiment';

/**
 * A sentence with the parameters that decide an experiment, and those that differ from their defaults.
 *
 * @param experiment The experiment.
 * @param parameters Its parameters.
 * @param decisive Names of those to give in any case.
 * @example describeParameters(nose, parameters, ['epochs', 'learningRate', 'repeats'])
 */
export const describeParameters = (
  experiment: Pick<Experiment, 'defaults'>,
  parameters: ExperimentParameters,
  decisive: readonly (keyof ExperimentParameters)[],
): Prose => say(parameterWords(experiment.defaults, parameters, decisive));

/** The wording of `describeParameters`. */
export function parameterWords(defaults: object, parameters: object, decisive: readonly string[]): string {
  const standard = new Map(Object.entries(defaults).map(([name, value]) => [name, formatValue(value)]));
  const all = Object.entries(parameters).map(([name, value]) => ({ name, value: formatValue(value) }));
  const isChanged = ({ name, value }: (typeof all)[number]): boolean => value !== standard.get(name);
  const shown = all.filter((one) => decisive.includes(one.name) || isChanged(one));
  const texts = shown.map((one) => {
    const text = `${wordsOf(one.name)} **${one.value}**`;
    return isChanged(one) ? `${text} (default: ${standard.get(one.name) ?? 'none'})` : text;
  });
  const rest = shown.length < all.length ? '; all others have their defaults' : '';
  return `Parameters: ${list(texts)}${rest}.`;
}
