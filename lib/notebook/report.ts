import type { Figure } from '../figures/figure';
import { predictionGallery } from '../figures/prediction-gallery';
import { formatValue } from '../format';
import { interpret } from '../metrics/interpretation';
import { mean } from '../metrics/statistics';
import { documentationOf } from '../parameters/schema';
import type { ParameterName } from '../parameters/schema';
import { finish } from '../report/finish';
import type { Finished } from '../report/finish';
import type { RunRecord } from '../report/record';
import type { ExperimentData, ExperimentParameters, NotebookExperiment } from '../runs/experiment';
import type { SweepResult } from '../runs/result';
import { baselineMse } from '../runs/run';
import type { RunResult } from '../runs/run';
import { hasDiverged } from '../training/record';
import type { BestSection } from './best';
import { bestSummary } from './best-words';
import { errorScale } from './error-scale';
import { collectHeadline, headlineMeanings } from './headline';
import type { ReportPart } from './headline';
import type { HeldOut } from './own';
import { runFindings, runWords } from './run-words';
import { seedsFindings, seedsWords } from './seeds-words';
import { networksToTry } from './try-it';

/** What an experiment's notebook has computed. */
export interface NotebookResults {
  readonly parameters: ExperimentParameters;
  readonly data: ExperimentData;
  /** The run that the notebook examines; the report's reader can try its network. */
  readonly run: RunResult;
  /** All sweeps; the base of the first is the notebook's main result. */
  readonly sweeps: readonly SweepResult[];
  /** The best recipe, where there is one. */
  readonly best?: BestSection;
  /** The held-out faces and their predictions, where they are not those of `run` alone. */
  readonly heldOut?: HeldOut;
  /** Further parts with results of their own. */
  readonly parts?: readonly ReportPart[];
}

/**
 * Ends an experiment's notebook: collects its main figures and a summary, and shows how to reproduce them. When the
 * notebook is run by `npm run report`, this also hands over everything that the report shows besides the cells.
 *
 * @param experiment The notebook's experiment.
 * @param results What the notebook has computed.
 * @throws UserError when a figure is missing that the experiment's `headline` lists.
 * @example await report(nose, { parameters, data, run, sweeps: [variations], best })
 */
export async function report(experiment: NotebookExperiment, results: NotebookResults): Promise<Finished> {
  const { parameters, data, run, sweeps, best, parts = [], heldOut: tested = { run, data } } = results;
  const baseline = baselineMse(experiment, data);
  const runs = [...new Map(sweeps.flatMap((sweep) => sweep.runs.map((one) => [one.key, one]))).values()];
  const names = Object.keys(parameters) as ParameterName[];
  const { training, validation, set, split } = data;
  return finish({
    name: experiment.name,
    title: experiment.notebook.title,
    summary: summarize(experiment, { ...results, ...tested }),
    headline: collectHeadline(experiment.notebook, {
      sweeps,
      common: { constantMse: baseline, ...runFigures(run) },
      parts: Object.assign({}, ...parts.map(({ headline }) => headline), best?.headline) as Record<string, number>,
      hasBest: best?.findings !== undefined,
    }),
    headlineDescriptions: headlineMeanings(experiment.notebook),
    parameters,
    defaults: experiment.defaults,
    descriptions: Object.fromEntries(names.map((name) => [name, documentationOf(name).description])),
    data: { set, split, training: training.faces.length, validation: validation.faces.length },
    seeds: [...new Set(runs.map(({ parameters: { seed } }) => seed))],
    runs: runs.map((one) => reportRun(parameters, one)),
    image: await coverImage(experiment, tested.run, tested.data),
    ...scaleOf(experiment, { ...results, ...tested }),
    tryIt: await networksToTry(experiment, run, data),
  });
}

/** The sweep whose base is the main result; undefined where that is the single run. */
function mainSweep({ metric }: NotebookExperiment, { sweeps: [main] }: NotebookResults): SweepResult | undefined {
  return main !== undefined && main.runsOf().length > 1 && metric.measure === 'pixels' ? main : undefined;
}

/** The result on a scale from the baseline to the best recipe; left out for trainings that have diverged. */
function scaleOf(experiment: NotebookExperiment, results: NotebookResults): { readonly scale?: Figure } {
  const { run, data, best } = results;
  const runs = mainSweep(experiment, results)?.runsOf() ?? [run];
  if (runs.some(({ training }) => hasDiverged(training))) return {};
  return { scale: errorScale(experiment, runs, data, best, { id: 'scale' }) };
}

/** The report's first paragraph: the results of the network, of the best recipe and of the other parts. */
function summarize(experiment: NotebookExperiment, results: NotebookResults): string {
  const { data, run, best, parts = [] } = results;
  const main = mainSweep(experiment, results);
  const diverged = divergedWords(main?.runsOf() ?? [run]);
  const value = main ? main.meanAndSd().mean : run.metrics[experiment.metric.key]!;
  const own = diverged === '' ? value : undefined;
  return [
    diverged,
    diverged === '' && main && seedsWords(seedsFindings(experiment, main, data)),
    diverged === '' && !main && runWords(runFindings(experiment, run, data)),
    ...(best?.findings ? [bestSummary(best.findings, own)] : []),
    ...parts.map(({ summary }) => summary),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Warns at the top of trainings that have diverged; empty if none has. */
function divergedWords(runs: readonly RunResult[]): string {
  const diverged = runs.filter(({ training }) => hasDiverged(training)).length;
  if (diverged === 0) return '';
  const which = runs.length > 1 ? `${diverged} of ${runs.length} trainings` : 'The training';
  return `**${which} diverged**, so this report says nothing about faces. Lower the learning rate.`;
}

const runFigures = ({ networkParameters, training }: RunResult): Record<string, number> => ({
  trainableParameters: networkParameters,
  imagesPerSecond: mean(training.epochs.map(({ samplesPerSecond }) => samplesPerSecond)),
});

/** Some typical predictions, for the report's top. */
function coverImage(
  { metric }: Pick<NotebookExperiment, 'metric'>,
  run: RunResult,
  { validation }: ExperimentData,
): Promise<Figure> {
  const result = interpret(validation, run.training.predictions, { measure: metric.measure });
  return predictionGallery(result, { choice: 'median', count: 4, id: 'cover' });
}

function reportRun(base: Readonly<Record<string, unknown>>, run: RunResult): RunRecord {
  const { label, variation, parameters, training } = run;
  const changes = Object.entries(parameters).filter(([name, value]) => name !== 'seed' && value !== base[name]);
  const unnamed = changes.filter(([name]) => !(name in variation.changes));
  const start = unnamed.map(([name, value]) => `, ${name} ${formatValue(value)}`).join('');
  return {
    name: `${label}${start}`,
    variation: `${variation.label}${start}`,
    seed: parameters.seed,
    parameters: Object.fromEntries(changes),
    epochs: training.epochs.map((epoch) => ({ ...epoch })),
  };
}
