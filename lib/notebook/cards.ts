import { relative } from 'node:path';
import { say, withCard } from '../figures/displayed';
import type { Displayed } from '../figures/displayed';
import { lossCurves } from '../figures/loss-curves';
import { table } from '../figures/table';
import { count, duration, fixed, formatValue, pluralOf, significant } from '../format';
import { html } from '../html';
import { subjectOf } from '../landmarks/landmark-set';
import { trainableCount } from '../networks/summary';
import { documentationOf } from '../parameters/schema';
import type { ParameterName } from '../parameters/schema';
import { root } from '../paths';
import { valueText } from '../quantity';
import type { Experiment, ExperimentParameters } from '../runs/experiment';
import { shortKey } from '../runs/key';
import type { SweepResult } from '../runs/result';
import type { RunResult } from '../runs/run';
import type { SearchOutcome } from '../search/search';
import { searchCard } from './search-page';
import { sweepTable } from './sweep-table';

/** A run that is shown as its loss curves and main facts where a cell ends with it. */
export const runWithCard = (run: RunResult, experiment: Pick<Experiment, 'title' | 'metric'>): RunResult =>
  withCard(run, () => runCard(run, experiment));

/** A sweep's result that is shown as its table where a cell ends with it. */
export const sweepWithCard = (result: SweepResult): SweepResult => withCard(result, () => [sweepTable(result)]);

/** A search's outcome that is shown as its figures where a cell ends with it. */
export const searchWithCard = (outcome: SearchOutcome): SearchOutcome => withCard(outcome, () => searchCard(outcome));

/**
 * An experiment that is shown as its data, network, metric and parameters where a cell ends with it.
 *
 * @param experiment Any experiment.
 * @returns The same experiment.
 */
export const experimentWithCard = <E extends Experiment>(experiment: E): E =>
  withCard(experiment, () => experimentCard(experiment));

/** The parts of a run's card. */
function runCard(run: RunResult, { title, metric }: Pick<Experiment, 'title' | 'metric'>): Displayed[] {
  const { metrics, faces, split, generated, networkParameters, seconds, training, weights, label } = run;
  const facts = [
    ['Validation ' + metric.title, valueText(metrics[metric.key]!, metric)],
    ['Training MSE', significant(training.epochs.at(-1)?.trainingMse ?? NaN)],
    ['Data', `${fixed(faces.training, 0)} training and ${count(faces.validation, 'validation image')}, split ${split}`],
    ...(generated ? [['Images', 'synthetic']] : []),
    ['Network', count(networkParameters, 'trainable parameter')],
    ['Training', `${count(training.epochs.length, 'epoch')} in ${duration(seconds)}`],
    ['Parameters', `\`${parametersText(run.parameters)}\``],
    ['Weights', `\`${relative(root(), weights)}\``],
  ];
  return [
    say([`**${title}: ${label}**`, list(facts)].join('\n\n')),
    lossCurves({ [run.variation.label]: training }, { id: `run-${shortKey(run.key)}` }),
  ];
}

/** The parts of an experiment's card. */
export function experimentCard(experiment: Experiment): Displayed[] {
  const { name, title, defaults, landmarkSet, metric } = experiment;
  const learned = experiment.landmarks?.(landmarkSet).length ?? landmarkSet.count;
  const part = learned < landmarkSet.count ? `, of which ${learned} ${learned === 1 ? 'is' : 'are'} learned` : '';
  const network = experiment.network(defaults);
  const { loss, schedule } = experiment.training(defaults);
  const facts = [
    [
      'Data',
      `${pluralOf(subjectOf(landmarkSet))} annotated with the ${landmarkSet.count} landmarks of ${landmarkSet.name}${part}`,
    ],
    [
      'Network',
      `${network.name}, input ${network.inputShape.join(' × ')}, ${count(trainableCount(network), 'trainable parameter')}`,
    ],
    ['Training', `loss ${loss}, Adam with a learning rate of ${formatValue(defaults.learningRate)} (${schedule})`],
    ['Compared by', metric.title + (metric.unit && ` in ${metric.unit}`)],
    ['To train it', `\`const run = await train(${variableOf(name)}, ${variableOf(name)}.parameters())\``],
  ];
  network.dispose();
  const parameters = Object.entries(defaults).map(([parameter, value]) => ({
    parameter,
    value: formatValue(value),
    meaning: documentationOf(parameter as ParameterName).description,
  }));
  return [
    say([`**${title}** (\`${name}\`)`, list(facts)].join('\n\n')),
    table(
      parameters,
      [
        { title: 'Parameter', value: (row) => row.parameter, html: (row) => html`<code>${row.parameter}</code>` },
        { title: 'Default', value: (row) => row.value },
        { title: 'Meaning', value: (row) => row.meaning },
      ],
      `Parameters of ${name} with their defaults.`,
    ),
  ];
}

const list = (facts: readonly (readonly string[])[]): string =>
  facts.map(([name, text]) => `- ${name}: ${text}`).join('\n');

const parametersText = (parameters: Partial<ExperimentParameters>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}: ${formatValue(value)}`)
    .join(', ');

/** The variable that exports an experiment: `fullFace` for `full-face`. */
const variableOf = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
