import { count, duration, percent } from '../format';
import { mean } from '../metrics/statistics';
import { compareFaces } from '../metrics/verdict';
import { intervalText } from '../quantity';
import { longerTrainings } from '../recipes/all';
import { readBest } from '../recipes/record';
import type { BestRecord } from '../recipes/record';
import type { Experiment, ExperimentData } from '../runs/experiment';

/** A longer training of an experiment's own network, as its record keeps it. */
export interface LongerTraining {
  /** What is different, e.g. `30 epochs, one-cycle`. */
  readonly title: string;
  /** NME in percent of each validation face, in their order. */
  readonly errors: readonly number[];
  /** Duration of the training. */
  readonly seconds: number;
  /** What it was trained on, e.g. `AMD EPYC, 2 cores`. */
  readonly machine: string;
  /** The command that reproduces it. */
  readonly command: string;
}

/**
 * Reads the record of the longer training of an experiment's network.
 *
 * @param experiment The notebook's experiment.
 * @param data Its data.
 * @returns Undefined if there is no record, or if it is about other photos.
 */
export function longerTraining(
  { name }: Pick<Experiment, 'name'>,
  data: Pick<ExperimentData, 'set' | 'validation'>,
): LongerTraining | undefined {
  const recipe = longerTrainings.find(({ experiment }) => experiment.name === name);
  const record = recipe && readBest(recipe.name);
  return record && longerOf(record, data);
}

/** The training that a record is about; undefined for other photos. */
export function longerOf(
  { name, title, photos, provenance, runs }: BestRecord,
  { set, validation }: Pick<ExperimentData, 'set' | 'validation'>,
): LongerTraining | undefined {
  const byId = new Map(photos.map(({ id, error }) => [id, error]));
  const errors = validation.faces.flatMap(({ id }) => byId.get(id) ?? []);
  if (provenance.dataset.checksum !== set.checksum || errors.length !== validation.faces.length) return undefined;
  const { processor, cores } = provenance;
  return {
    title,
    errors,
    seconds: mean(runs.map(({ seconds }) => seconds)),
    machine: `${processor}, ${count(cores, 'core')}`,
    command: `npm run best -- ${name}`,
  };
}

/**
 * Two sentences on a longer training: its error against the notebook's run, and where it comes from.
 *
 * @param name What the network is called.
 * @param longer The longer training.
 * @param own NME in percent of each face by the notebook's run.
 */
export function longerWords(
  name: string,
  { title, errors, seconds, machine, command }: LongerTraining,
  own: readonly number[],
): string {
  const comparison = compareFaces(errors, own);
  const { error, reference, verdict } = comparison;
  const claim = verdict === 'not significant' ? verdict : `significantly ${verdict}`;
  return (
    `**${name}, ${title}** has an NME of ${percent(error)} instead of ${percent(reference)} (difference ` +
    `${intervalText(comparison, { unit: '%' })}, ${claim}). It was trained once, in ${duration(seconds)} (${machine}), by ` +
    `\`${command}\`; this report reads its record.`
  );
}
