import type { Interpretation } from '../metrics/interpretation';
import { fixed, significant } from '../format';
import { bootstrapInterval } from '../metrics/bootstrap';
import { failureRate } from '../metrics/ced';
import { mean } from '../metrics/statistics';
import { argsort } from '../metrics/groups';
import type { MeanAndSd } from '../metrics/statistics';
import type { ExperimentData } from '../runs/experiment';

/** What a notebook says of its data: where they are from, how many there are, and how they were split. */
export function dataWords({ training, validation, set, split }: ExperimentData): string {
  const kind = set.generated
    ? '**These faces are drawn by a program**, because no real photos were at hand or drawn ones were asked for: ' +
      'the figures below show that everything works, and say nothing about real faces.'
    : `The photos are those of the ${set.title}.`;
  const counts = `${training.faces.length} of them train, ${validation.faces.length} validate (split ${split}).`;
  return `${kind} ${counts}`;
}

/** How an error stands to that of a constant guess, in words that fit any result. */
export function againstConstant(mse: number, constant: number): string {
  const share = mse / constant;
  if (share >= 1.02) return `worse than a guess that never looks at the image (${significant(constant)})`;
  if (share > 0.95) return `no better than a guess that never looks at the image (${significant(constant)})`;
  const percent = `${fixed(100 * share, 0)} % of what a guess scores that never looks at the image`;
  return `${percent} (${significant(constant)})`;
}

/**
 * Why the worst predictions may be what they are: which value of a label is most over-represented among them.
 *
 * @param label e.g. `pose`.
 * @param count How many of the worst.
 */
export function worstWords({ samples, errors, unit }: Interpretation, label: string, count: number): string {
  const worst = argsort(errors).reverse().slice(0, count);
  const labelOf = (face: number): string => samples.faces[face]!.labels[label] ?? 'unknown';
  const all = samples.faces.map((_, face) => labelOf(face));
  const share = (faces: readonly string[], name: string) => faces.filter((one) => one === name).length / faces.length;
  const names = [...new Set(all)];
  const among = worst.map(labelOf);
  const excess = (name: string) => share(among, name) - share(all, name);
  const top = names.reduce((a, b) => (excess(b) > excess(a) ? b : a));
  const ratio = mean(worst.map((face) => errors[face]!)) / mean(errors);
  const size = `The ${count} worst predictions are ${significant(ratio, 2)} times as far off as the average one, which is off by ${significant(mean(errors))} ${unit}.`;
  if (excess(top) < 0.15) return `${size} No ${label} stands out among them.`;
  const percents = [among, all].map((faces) => `${fixed(100 * share(faces, top), 0)} %`);
  return `${size} One ${label} stands out: '${top}' makes up ${percents[0]} of them, but ${percents[1]} of all faces.`;
}

/**
 * What an error would have been thought to be if the same people stood on both sides of the split.
 *
 * @param honest,leaking MSE with the split by person and by photo.
 */
export function leakWords(honest: MeanAndSd, leaking: MeanAndSd): string {
  const [apart, mixed] = [significant(honest.mean), significant(leaking.mean)];
  const ratio = leaking.mean / honest.mean;
  const figures = `Split by photo, the MSE is ${mixed} in place of ${apart}`;
  if (ratio > 0.9) return `${figures}: here, knowing the people helps little or not at all.`;
  return (
    `${figures}: ${fixed(100 * (1 - ratio), 0)} % less, because the network knows most of the people already. ` +
    'A figure is worth nothing without its split.'
  );
}

/** The report's first paragraph: the result against its floor and against the best recipe. */
export function summaryWords(
  what: string,
  { mean: mse, sd, count }: MeanAndSd,
  {
    constant,
    pixels,
    best,
    generated,
  }: { constant: number; pixels: number; best?: number | undefined; generated: boolean },
): string {
  const people = generated ? 'generated faces' : 'people it has never seen';
  const seeds = count > 1 ? `, mean of ${count} seeds, deviation ${significant(sd, 2)}` : ', a single training';
  const result = `On ${people}, the network finds ${what} with an MSE of **${significant(mse)}** (${significant(pixels)} px of the photo${seeds}).`;
  const floor = `That is ${againstConstant(mse, constant)}.`;
  if (best === undefined) return `${result} ${floor}`;
  const gain = mse / best;
  const peer = gain > 1.1 ? `, ${significant(gain, 2)} times less` : '';
  return `${result} ${floor} The best recipe found for the same photos reaches **${significant(best)}**${peer}.`;
}

/**
 * The result in the measure of the 300-W challenge, against the mean face in the box.
 *
 * @param errors NME of each face in percent.
 * @param meanShape That of the mean training face.
 */
export function nmeWords(errors: readonly number[], meanShape: readonly number[]): string {
  const { low, high } = bootstrapInterval(errors);
  const [own, floor] = [mean(errors), mean(meanShape)];
  const ratio = floor / own;
  const against =
    ratio > 1.05
      ? `${significant(ratio, 2)} times less than the mean face put into the same boxes (${significant(floor)} %)`
      : `${ratio < 0.95 ? 'worse' : 'no better'} than the mean face put into the same boxes (${significant(floor)} %)`;
  const [beyond8, beyond10] = [8, 10].map((limit) => fixed(100 * failureRate(errors, limit), 0));
  const failures = `${beyond8} % of the faces are off by more than 8 %, ${beyond10} % by more than 10 %`;
  return (
    `On ${errors.length} test photos, the network's NME is **${significant(own)} %** ` +
    `(95 % interval ${significant(low)} to ${significant(high)} %), ${against}. ${failures}.`
  );
}
