import { Prose, say } from '../figures/displayed';
import { showHtml } from '../figures/kernel';
import { list } from '../format';
import { html } from '../html';
import { readJob } from '../parameters/job';
import { meanText, valueText } from '../quantity';
import { renderInline } from '../report/markdown';
import type { Experiment, ExperimentData } from '../runs/experiment';
import type { SweepResult } from '../runs/result';
import type { RunResult } from '../runs/run';
import { hasDiverged } from '../training/record';
import { runFindings } from './run-words';
import { seedsFindings } from './seeds-words';

/** Whether a training has come to anything, as text for the reader; empty if it has. */
export type LearningNote = string;

/**
 * Warns at the head of a section that its network has learned nothing: if its error is not significantly below the
 * mean-shape baseline's, or its training has diverged. A report folds the rest of the section away. Shows nothing
 * otherwise.
 *
 * @param experiment The experiment.
 * @param run The training that the section is about.
 * @param data The experiment's data.
 * @example describeLearning(fullFace, run, data)
 */
export const describeLearning = (experiment: Experiment, run: RunResult, data: ExperimentData): Prose =>
  note(runNote(experiment, run, data));

/**
 * Warns that the base of a comparison has learned nothing, so that the comparison cannot tell what helps: if the errors
 * of its networks, averaged, are not significantly below the mean-shape baseline's over the faces. A test over the seeds
 * would need more of them than many comparisons have.
 *
 * @param experiment The experiment.
 * @param result A finished sweep.
 * @param data The experiment's data.
 * @example describeBaseLearning(fullFace, ablation, data)
 */
export const describeBaseLearning = (experiment: Experiment, result: SweepResult, data: ExperimentData): Prose =>
  note(baseNote(experiment, result, data));

/**
 * Says which variations of a sweep have errors that are not significantly below the mean-shape baseline's over the faces.
 * Shows nothing if there are none.
 *
 * @param experiment The experiment.
 * @param result A finished sweep.
 * @param data The experiment's data.
 * @example describeUnlearned(resnet, sizes, data)
 */
export const describeUnlearned = (experiment: Experiment, result: SweepResult, data: ExperimentData): Prose =>
  say(unlearnedWords(experiment, result, data));

/** The wording of `describeLearning`. */
export function runNote(experiment: Experiment, run: RunResult, data: ExperimentData): LearningNote {
  const { metric, value, baseline } = runFindings(experiment, run, data);
  const own = `validation ${metric.title} of ${valueText(value, metric)}`;
  if (hasDiverged(run.training)) {
    return `**This training has diverged** (${own}), so what follows says nothing about faces. Lower the learning rate.`;
  }
  if (baseline.verdict === 'better') return '';
  return (
    `**This network has learned nothing that helps with new faces**: its ${own} is not significantly below that of the ` +
    `mean-shape baseline, ${valueText(baseline.reference, metric)}. So what follows says nothing about faces.`
  );
}

/** The wording of `describeBaseLearning`. */
export function baseNote(experiment: Experiment, result: SweepResult, data: ExperimentData): LearningNote {
  const { metric } = result;
  const [{ label } = { label: '' }] = result.variations;
  const name = label === 'default' ? 'the default' : label;
  const own = `${metric.title} of ${meanText(result.meanAndSd(), metric)}`;
  if (result.runsOf().some(({ training }) => hasDiverged(training))) {
    return `**The trainings with ${name} have diverged** (${own}), so there is nothing to compare with. Lower the learning rate.`;
  }
  const { overFaces, baseline } = seedsFindings(experiment, result, data);
  if (overFaces.verdict === 'better') return '';
  return (
    `**The networks with ${name} have learned nothing that helps with new faces**: their ${own} is not significantly ` +
    `below that of the mean-shape baseline, ${valueText(baseline, metric)}. So this comparison cannot tell what helps.`
  );
}

/** The wording of `describeUnlearned`. That a training has diverged, others say. */
export function unlearnedWords(experiment: Experiment, result: SweepResult, data: ExperimentData): string {
  const { metric } = result;
  const finished = result.variations
    .slice(1)
    .filter(({ label }) => !result.runsOf(label).some(({ training }) => hasDiverged(training)))
    .map(({ label }) => ({ label, ...seedsFindings(experiment, result, data, label) }));
  const found = finished.filter(({ overFaces }) => overFaces.verdict !== 'better');
  if (found.length === 0) return '';
  return (
    `With ${list(found.map(({ label }) => `**${label}**`))}, the ${metric.title} is not significantly below that of the ` +
    `mean-shape baseline, ${valueText(found[0]!.baseline, metric)}: nothing has been learned that helps with new faces.`
  );
}

/** Class of a note after which a report folds the rest of the section away. */
const FOLD = 'faces-unlearned';

/** A note as an element of a class; Markdown in outputs may have no markup. */
class Note extends Prose {
  override show(): void {
    showHtml(html`<div class="${FOLD}"><p>${renderInline(this.markdown)}</p></div>`);
  }
}

/**
 * A note that what follows it in the section says nothing, which a report folds away; nothing for an empty text. A smoke
 * run is there to show everything, and says itself that its networks are barely trained.
 */
export const note = (text: LearningNote): Prose =>
  text === '' || readJob()?.report?.smoke ? say(text) : new Note(text);
