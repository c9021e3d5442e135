import { group, range } from 'd3-array';
import { UserError } from '../errors';
import { formatValue } from '../format';
import { bootstrapInterval } from '../metrics/bootstrap';
import type { Interval } from '../metrics/bootstrap';
import { pairedDifference, welchDifference } from '../metrics/difference';
import type { TestedDifference } from '../metrics/difference';
import { errorsByFace, meanOfNetworks } from '../metrics/face-errors';
import { holm } from '../metrics/holm';
import type { Metric } from '../metrics/metric';
import { mean, meanAndSd } from '../metrics/statistics';
import type { MeanAndSd } from '../metrics/statistics';
import { studentQuantile } from '../metrics/student';
import { verdictOf } from '../metrics/verdict';
import type { Verdict } from '../metrics/verdict';
import { wordsOf } from '../parameters/names';
import type { Experiment, ExperimentParameters } from './experiment';
import type { RunGroup } from './groups';
import { shortKey } from './key';
import { withLearnedLandmarks } from './run';
import type { RunResult } from './run';

/** One group among those compared. */
export interface GroupRow {
  readonly runs: RunGroup;
  /** The values that the other groups do not share, such as `batch size 32`; unique. */
  readonly label: string;
  /** The compared figure over the runs. */
  readonly value: MeanAndSd;
  /** 95% interval of its mean: over faces or people where these are known, else over the runs. */
  readonly interval: Interval;
  /** Difference to the first group; undefined for that one. */
  readonly difference: (TestedDifference & { readonly corrected: number; readonly isPaired: boolean }) | undefined;
  /** What may be claimed of it; undefined for the first group. */
  readonly verdict: Verdict | undefined;
}

/** Groups of runs, compared with the first one. */
export interface GroupComparison {
  readonly metric: Metric;
  readonly rows: readonly GroupRow[];
  /** Each parameter that differs, with its value in each group. */
  readonly parameters: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** What a pair is in paired tests: `person`, `face`. */
  readonly unit: string;
}

/** Errors of the validation faces, the mean over a group's runs. */
interface FaceErrors {
  readonly ids: readonly string[];
  readonly errors: readonly number[];
  /** The person of each face, where the data knows people; else the face itself. */
  readonly units: readonly string[];
  readonly unit: string;
}

/**
 * Compares groups of runs with the first one. Where seeds and validation faces are the same, the test is paired: by
 * person where the data knows people, whose faces are alike, else by face. Otherwise it is Welch's over the runs. Holm's
 * method corrects for several groups.
 *
 * @param groups At least two, of experiments that are compared by the same metric.
 * @param experimentOf The experiment that made a run; undefined for one that is no more.
 * @throws UserError when the groups have different metrics or landmarks.
 * @example await compareGroups([withOtherSeeds(a, folder), withOtherSeeds(b, folder)], ({ experiment }) => find(experiment))
 */
export async function compareGroups(
  groups: readonly RunGroup[],
  experimentOf: (run: RunResult) => Experiment | undefined,
): Promise<GroupComparison> {
  const metric = sharedMetric(groups, experimentOf);
  const parameters = differingParameters(groups);
  const series = groups.map((runs) => runs.map(({ metrics }) => metrics[metric.key] ?? NaN));
  const faces: (FaceErrors | undefined)[] = [];
  for (const runs of groups) faces.push(await facesOf(runs, metric, experimentOf));
  const differences = series.map((values, i) => {
    const pairs = areSame(groups[0]!, groups[i]!) ? pairsOf(faces[i], faces[0]) : undefined;
    const isPaired = pairs !== undefined;
    // Equal runs need no test, of which there is none for differences that are all zero.
    const isEqual = String(values) === String(series[0]);
    return { ...(pairs && !isEqual ? pairedDifference(...pairs) : welchDifference(values, series[0]!)), isPaired };
  });
  const corrected = holm(differences.slice(1).map(({ p }) => p));
  const labels = labelsOf(parameters, groups);
  const rows = groups.map((runs, i): GroupRow => {
    const difference = i === 0 ? undefined : { ...differences[i]!, corrected: corrected[i - 1]! };
    return {
      runs,
      label: labels[i]!,
      value: meanAndSd(series[i]!),
      interval: intervalOf(series[i]!, faces[i]),
      difference,
      verdict: difference && verdictOf(difference),
    };
  });
  return { metric, rows, parameters, unit: faces[0]?.unit ?? 'face' };
}

function sharedMetric(groups: readonly RunGroup[], experimentOf: (run: RunResult) => Experiment | undefined): Metric {
  const kinds = groups.map(([run]) => {
    const found = experimentOf(run);
    if (found)
      return { metric: found.metric, what: `${run.landmarkSet.name} (${run.landmarkSet.count} landmarks)`, run };
    throw new UserError(
      `The run ${run.key} is of the experiment '${run.experiment}', which this command does not know.`,
    );
  });
  const [{ metric, what, run }] = kinds as [(typeof kinds)[number], ...typeof kinds];
  const other = kinds.find((one) => one.metric.key !== metric.key || one.what !== what);
  if (!other) return metric;
  throw new UserError(
    `${run.key} and ${other.run.key} cannot be compared: ${run.experiment} is measured by ${metric.title} on ${what}, ` +
      `${other.run.experiment} by ${other.metric.title} on ${other.what}.`,
  );
}

/** Whether two groups have the same seeds. */
function areSame(a: RunGroup, b: RunGroup): boolean {
  const seeds = (runs: RunGroup): string => String(runs.map(({ parameters }) => parameters.seed).sort((x, y) => x - y));
  return seeds(a) === seeds(b);
}

/** The errors of a group's faces; undefined where its data is not there any more, or its runs have different faces. */
async function facesOf(
  runs: RunGroup,
  metric: Metric,
  experimentOf: (run: RunResult) => Experiment | undefined,
): Promise<FaceErrors | undefined> {
  const all: FaceErrors[] = [];
  for (const run of runs) {
    const experiment = experimentOf(run)!;
    const parameters: ExperimentParameters = { ...experiment.defaults, ...run.parameters };
    if ((await experiment.findFaces(parameters)).checksum !== run.dataChecksum) return undefined;
    const data = await experiment.load(parameters);
    const { validation } = withLearnedLandmarks(experiment, data);
    if (run.training.predictions.length !== 2 * validation.landmarkSet.count * validation.faces.length)
      return undefined;
    const isByPerson = validation.faces.every(({ labels }) => labels.person !== undefined);
    all.push({
      ids: validation.faces.map(({ id }) => id),
      errors: errorsByFace(metric, run.training.predictions, validation),
      units: validation.faces.map(({ id, labels }) => (isByPerson ? labels.person! : id)),
      unit: isByPerson ? 'person' : 'face',
    });
  }
  const [first] = all;
  if (!first || all.some(({ ids }) => String(ids) !== String(first.ids))) return undefined;
  return { ...first, errors: meanOfNetworks(all.map(({ errors }) => errors)) };
}

/** The mean errors of each person or face in two groups, and what each counts; undefined for different faces. */
function pairsOf(own?: FaceErrors, base?: FaceErrors): [number[], number[], number[]] | undefined {
  if (!own || !base || String(own.ids) !== String(base.ids)) return undefined;
  const members = [...group(range(own.units.length), (i) => own.units[i]).values()];
  const means = ({ errors }: FaceErrors): number[] => members.map((one) => mean(one.map((i) => errors[i]!)));
  return [means(own), means(base), members.map(({ length }) => length)];
}

/** Over faces where they are known, else over the runs. */
function intervalOf(values: readonly number[], faces: FaceErrors | undefined): Interval {
  if (faces && faces.errors.every(Number.isFinite)) return bootstrapInterval(faces.errors, { groups: faces.units });
  const { mean: center, sd, count } = meanAndSd(values);
  const margin = (studentQuantile(count - 1) * sd) / Math.sqrt(count);
  return { low: center - margin, high: center + margin };
}

function differingParameters(groups: readonly RunGroup[]): GroupComparison['parameters'] {
  const valuesOf = (name: string, runs: RunGroup): string =>
    [...new Set(runs.map(({ parameters }) => shown((parameters as Record<string, unknown>)[name])))].join(', ');
  const names = [...new Set(groups.flat().flatMap(({ parameters }) => Object.keys(parameters)))];
  const parameters = names.map((name) => ({ name, values: groups.map((runs) => valuesOf(name, runs)) }));
  const own = [
    { name: 'experiment', values: groups.map(([run]) => run.experiment) },
    {
      name: 'data',
      values: groups.map(([run]) => `${run.generated ? 'synthetic, ' : ''}${run.dataChecksum.slice(0, 8)}`),
    },
  ];
  const others = own.filter(({ name }) => !names.includes(name));
  return [...others, ...parameters].filter(({ values }) => new Set(values).size > 1);
}

const shown = (value: unknown): string => (value === undefined ? '–' : formatValue(value));

/** Labels of the values that differ; keys where these do not tell the groups apart, as for runs of other code. */
function labelsOf(parameters: GroupComparison['parameters'], groups: readonly RunGroup[]): string[] {
  const labels = groups.map((_, i) => parameters.map(({ name, values }) => `${wordsOf(name)} ${values[i]}`).join(', '));
  return labels.map((label, i) => {
    const isUnique = label !== '' && labels.indexOf(label) === i && labels.lastIndexOf(label) === i;
    return isUnique ? label : [label, shortKey(groups[i]![0].key)].filter(Boolean).join(', ');
  });
}
