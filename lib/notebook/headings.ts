import { rollups } from 'd3-array';
import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import { extremes } from '../figures/extremes';
import { inSentence } from '../figures/looks';
import { count, list, significant } from '../format';
import type { CropErrors } from '../inference/crop-errors';
import { SIGNIFICANCE } from '../metrics/comparison';
import type { Interpretation } from '../metrics/interpretation';
import { mean } from '../metrics/statistics';
import type { FaceComparison, Verdict } from '../metrics/verdict';
import { valueText } from '../quantity';
import type { Experiment, ExperimentData } from '../runs/experiment';
import type { SweepResult } from '../runs/result';
import type { RunResult } from '../runs/run';
import { hasDiverged } from '../training/record';
import type { EpochRecord } from '../training/record';
import { groupFindings } from './group-words';
import type { GroupFindings } from './group-words';
import { leakFindings } from './leak';
import { cropFindings } from './method-words';
import type { CropFindings } from './method-words';
import { networkResult } from './result';
import type { NetworkResult } from './result';
import { sweepFindings } from './sweep-words';
import type { SweepFindings } from './sweep-words';

// Headings that are findings: whoever reads nothing else still reads what was found. A heading of the second level begins
// a section of the report.
const section = (text: string): Prose => say(`## ${text}`);
const subsection = (text: string): Prose => say(`### ${text}`);

/**
 * A heading that says how many photos of how many people there are.
 *
 * @param data The experiment's data.
 * @example dataHeading(data)
 */
export function dataHeading({ training, validation, set }: ExperimentData): Prose {
  const faces = training.faces.length + validation.faces.length;
  const people = new Set([...training.faces, ...validation.faces].map(({ group }) => group)).size;
  const whose = set.groupName === 'person' ? ` of ${count(people, 'person', 'people')}` : '';
  return section(`The data: ${count(faces, 'photo')}${whose}, ${validation.faces.length} held out`);
}

/**
 * A heading that compares the validation error with the training error.
 *
 * @param run One finished training.
 * @example trainingHeading(run)
 */
export const trainingHeading = ({ training }: Pick<RunResult, 'training'>): Prose =>
  section(`The training: ${hasDiverged(training) ? 'it diverged' : trainingHeadline(training.epochs)}`);

/** The wording of `trainingHeading`, without its beginning. */
export function trainingHeadline(epochs: readonly Pick<EpochRecord, 'trainingMse' | 'validationMse'>[]): string {
  const { trainingMse = NaN, validationMse = NaN } = epochs.at(-1) ?? {};
  const ratio = validationMse / trainingMse;
  if (!Number.isFinite(ratio)) return 'it diverged';
  return `after ${count(epochs.length, 'epoch')}, the validation MSE is ${significant(ratio, 2)} times the training MSE`;
}

/**
 * A heading that says whether the network is better than the mean-shape baseline.
 *
 * @param experiment The experiment.
 * @param result One finished training, or several of the same recipe with different seeds: the base of a sweep.
 * @param data The experiment's data.
 * @example resultHeading(nose, run, data)
 */
export const resultHeading = (experiment: Experiment, result: RunResult | SweepResult, data: ExperimentData): Prose =>
  section(`The result: ${resultHeadline(networkResult(experiment, result, data))}`);

/** The wording of `resultHeading`, without its beginning. */
export function resultHeadline({
  title,
  error,
  baseline,
  seeds,
  diverged,
  verdict,
}: Omit<NetworkResult, 'groups'>): string {
  if (diverged > 0) return seeds > 1 ? `${diverged} of ${seeds} trainings diverged` : 'the training diverged';
  const mean = seeds > 1 ? ` (mean of ${seeds} seeds)` : '';
  const own = title === undefined ? `${error} off${mean}` : `${title} ${error}${mean}`;
  const compared = {
    better: 'better than',
    worse: 'worse than',
    'not significant': 'not significantly better than',
  }[verdict];
  return `${own}, ${compared} the mean face (${baseline})`;
}

/**
 * A heading that says which of two labels the errors depend on.
 *
 * @param result Predictions with their errors.
 * @param labels Two labels that cross each other.
 * @example groupsHeading(result, ['person', 'pose'])
 */
export const groupsHeading = (result: Interpretation, labels: readonly [string, string]): Prose =>
  subsection(groupsHeadline(groupFindings(result, labels)));

/** The wording of `groupsHeading`. */
export function groupsHeadline({ effects }: GroupFindings): string {
  if (effects.length === 0) return 'Errors by face';
  const named = (isFound: boolean): string[] =>
    effects.filter(({ corrected }) => corrected < SIGNIFICANCE === isFound).map(({ label }) => `the ${label}`);
  const [found, others] = [named(true), named(false)];
  if (found.length === 0) return `No effect of ${others.join(' or ')} can be shown`;
  if (others.length === 0) return `Errors depend on ${list(found)}`;
  return `Errors depend on ${list(found)}; no effect of ${others.join(' or ')} can be shown`;
}

/**
 * A heading that names the parts of the face with the largest and the smallest errors.
 *
 * @param result Predictions with their errors.
 * @example landmarksHeading(interpret(data.validation, run.training.predictions))
 */
export const landmarksHeading = (result: Interpretation): Prose => subsection(landmarksHeadline(result));

/** The wording of `landmarksHeading`. Left and right are taken together. */
export function landmarksHeadline({ samples, landmarks, landmarkErrors, unit }: Interpretation): string {
  const partOf = (landmark: number): string | undefined =>
    samples.landmarkSet.parts
      .find((part) => part.landmarks.includes(landmark))
      ?.name.replace(/^(left|right) (.*)$/, '$2s');
  const all = Array.from(landmarkErrors, (error, i) => ({ error, part: partOf(landmarks[i % landmarks.length]!) }));
  const known = all.filter(({ error, part }) => part !== undefined && !Number.isNaN(error));
  const parts = rollups(
    known,
    (errors) => mean(errors.map(({ error }) => error)),
    ({ part }) => part!,
  );
  if (parts.length < 2) return 'Errors by landmark';
  const { highest, lowest, tied } = extremes(
    parts,
    ([, error]) => error,
    (error) => valueText(error, { unit }),
  );
  const names = (ones: typeof highest) => list(ones.map(([part]) => `the ${part}`));
  if (tied) return 'All parts of the face have the same error';
  return `Errors are largest at ${names(highest)}, smallest at ${names(lowest)}`;
}

/** Up to this number of variations, a heading names each. */
const FEW = 3;

/**
 * A heading that says which variations of a sweep are better or worse than its base.
 *
 * @param result A finished sweep.
 * @param topic What was varied, e.g. `Learning rate and width`.
 * @example sweepHeading(variations, 'Learning rate and width')
 */
export function sweepHeading(result: SweepResult, topic: string): Prose {
  const [base] = result.rows();
  const found = base!.diverged > 0 ? `${base!.variation.label} diverged` : sweepHeadline(sweepFindings(result));
  return section(`${topic}: ${found}`);
}

/** The wording of `sweepHeading`, without the topic. */
function sweepHeadline({ variations }: SweepFindings): string {
  if (variations.length === 0) return 'not compared here';
  const named = (verdict: Verdict): string => {
    const found = variations.filter((one) => one.verdict === verdict).map(({ label }) => label);
    return found.length > FEW ? `${found.length} of ${variations.length} changes` : list(found);
  };
  const claims = [
    ['worse with', named('worse')],
    ['better with', named('better')],
    ['diverged with', named('diverged')],
  ] as const;
  const made = claims.filter(([, names]) => names !== '').map(([claim, names]) => `${claim} ${names}`);
  if (made.length > 0) return made.join(', ');
  if (variations.some(({ verdict }) => verdict === 'not significant')) return 'no significant difference';
  if (variations.some(({ verdict }) => verdict === 'no interval')) return 'one run each, so no difference is tested';
  return 'no difference';
}

/**
 * A heading that says whether a split by photo makes the network look better than it is for new people.
 *
 * @param experiment Whose runs they are.
 * @param byPerson A sweep with a base that is split by person.
 * @param byPhoto The same network, split by photo.
 * @example await leakHeading(nose, variations, leaking)
 */
export const leakHeading = async (
  experiment: Experiment,
  byPerson: SweepResult,
  byPhoto: SweepResult,
): Promise<Prose> => {
  const { shared, verdict } = await leakFindings(experiment, byPerson, byPhoto);
  if (verdict === 'diverged') return section('A split by photo: nothing to compare, trainings diverged');
  return section(leakHeadline(shared?.comparison.verdict));
};

/** The wording of `leakHeading`. */
export const leakHeadline = (verdict: FaceComparison['verdict'] | undefined): string =>
  ({
    better: 'A split by photo flatters the network',
    worse: 'A split by photo does not flatter the network',
    'not significant': 'A split by photo: no leak can be shown',
    unknown: 'A split by photo',
  })[verdict ?? 'unknown'];

/**
 * A heading that says which networks a looser crop makes worse.
 *
 * @param networks Errors by crop, by the network's name.
 * @example cropsHeading((await compareCrops('ResNet-18', resnet, run, data)).errors)
 */
export const cropsHeading = (networks: Readonly<Record<string, readonly CropErrors[]>>): Prose =>
  section(cropsHeadline(cropFindings(networks)));

/** The wording of `cropsHeading`. */
export function cropsHeadline(findings: readonly CropFindings[]): string {
  const named = (verdict: FaceComparison['verdict']): string =>
    list(findings.filter(({ comparison }) => comparison.verdict === verdict).map(({ name }) => inSentence(name)));
  const claims = [
    ['worse', named('worse')],
    ['better', named('better')],
    ['not significantly different', named('not significant')],
  ] as const;
  const made = claims.filter(([, names]) => names !== '').map(([claim, names]) => `${claim} for ${names}`);
  return `Crops ${findings[0]!.factor} times as large: ${made.join(', ')}`;
}
