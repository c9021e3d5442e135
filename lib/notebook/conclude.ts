import { documentationOf } from '../parameters/schema';
import type { ParameterName } from '../parameters/schema';
import type { ExperimentData, ExperimentParameters, NotebookExperiment, NotebookInfo } from '../runs/experiment';
import { finish } from '../report/finish';
import type { Conclusion, Finished } from '../report/finish';
import type { RunRecord } from '../report/record';
import type { SweepResult } from '../runs/result';
import type { RunResult } from '../runs/run';

/**
 * Ends an experiment's notebook: leaves its figures, with all they come from, for the report.
 *
 * @param sweeps All trainings that the notebook tells of.
 * @throws Error naming the figure where the headline lacks one of the experiment's or has one that it does not know.
 * @example conclude(nose, parameters, samples, [variations], { headline, summary });
 */
export function conclude(
  experiment: NotebookExperiment,
  parameters: ExperimentParameters,
  samples: ExperimentData,
  sweeps: readonly SweepResult[],
  { headline, ...rest }: Pick<Conclusion, 'summary' | 'headline' | 'image' | 'tryIt'>,
): Finished {
  checkHeadline(experiment.notebook, headline);
  const { training, validation, set, split } = samples;
  const names = Object.keys(parameters) as ParameterName[];
  const runs = [...new Map(sweeps.flatMap((sweep) => sweep.runs.map((run) => [run.key, run]))).values()];
  return finish({
    ...rest,
    name: experiment.name,
    title: experiment.notebook.title,
    headline: withoutSingleDeviations(headline),
    parameters,
    defaults: experiment.defaults,
    descriptions: Object.fromEntries(names.map((name) => [name, documentationOf(name).description])),
    data: { set, split, training: training.faces.length, validation: validation.faces.length },
    seeds: [...new Set(runs.map(({ parameters: { seed } }) => seed))],
    runs: runs.map((run) => reportRun(parameters, run)),
  });
}

function checkHeadline(
  { headline, bestHeadline }: Pick<NotebookInfo, 'headline' | 'bestHeadline'>,
  given: Readonly<Record<string, number>>,
): void {
  const missing = Object.keys(headline).filter((name) => !(name in given));
  const unknown = Object.keys(given).filter((name) => !(name in headline) && !(name in bestHeadline));
  if (missing.length > 0) throw new Error(`The headline lacks ${missing.join(', ')}.`);
  if (unknown.length > 0) throw new Error(`The experiment's headline knows no ${unknown.join(', ')}.`);
}

/** A single run has no deviation; all other figures have to be numbers. */
function withoutSingleDeviations(headline: Readonly<Record<string, number>>): Record<string, number> {
  const known = Object.entries(headline).filter(([name, value]) => !(name.endsWith('Sd') && Number.isNaN(value)));
  return Object.fromEntries(known);
}

function reportRun(base: Readonly<Record<string, unknown>>, run: RunResult): RunRecord {
  const { label, variation, parameters, training } = run;
  const changes = Object.entries(parameters).filter(([name, value]) => name !== 'seed' && value !== base[name]);
  const unnamed = changes.filter(([name]) => !(name in variation.changes));
  const start = unnamed.map(([name, value]) => `, ${name} ${String(value)}`).join('');
  return {
    name: `${label}${start}`,
    variation: `${variation.label}${start}`,
    seed: parameters.seed,
    parameters: Object.fromEntries(changes),
    epochs: training.epochs.map((epoch) => ({ ...epoch })),
  };
}
