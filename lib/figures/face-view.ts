import type { Samples } from '../samples/dataset';
import type { FaceCard } from './chart-spec';
import { offset } from '../metrics/interpretation';
import type { Interpretation } from '../metrics/interpretation';
import { toDrawing } from './marks';
import type { Marks } from './marks';
import { count, significant } from '../format';
import { photoPicture } from './images';
import type { Picture } from './images';

/** `33-2m, frontal smiling`: how captions call a face. */
export function faceName({ id, labels }: Samples['faces'][number]): string {
  return labels.pose ? `${id}, ${labels.pose}` : id;
}

/** The true points of one sample, those of some indices only, in drawing units. */
export function trueMarks(samples: Samples, face: number, height: number, points?: readonly number[]): number[] {
  const size = 2 * samples.scheme.count;
  const all = samples.points.subarray(face * size, (face + 1) * size);
  const own = points ? points.flatMap((point) => [all[2 * point]!, all[2 * point + 1]!]) : all;
  return toDrawing(own, height);
}

/** The annotated points of a sample's face other than those given, in drawing units. */
export function otherMarks(
  { faces, windows }: Samples,
  face: number,
  height: number,
  learned: readonly number[],
): number[] {
  const [{ points }, window] = [faces[face]!, windows[face]!];
  const fractions = points.map((value, i) =>
    i % 2 === 0 ? (value - window.x) / window.width : (value - window.y) / window.height,
  );
  const all = toDrawing(fractions, height);
  const isLearned = (x: number, y: number) =>
    learned.some((other, i) => i % 2 === 0 && other === x && learned[i + 1] === y);
  return all.flatMap((x, i) => (i % 2 === 1 || isLearned(x, all[i + 1]!) ? [] : [x, all[i + 1]!]));
}

/** Truth and prediction of one face, in drawing units. */
export function resultMarks({ samples, predictions, points }: Interpretation, face: number, height: number): Marks {
  const own = Array.from({ length: 2 * points.length }, (_, i) => predictions[2 * face * points.length + i]!);
  return { truth: trueMarks(samples, face, height, points), prediction: toDrawing(own, height) };
}

/** `23.4 px`, `5.1 %`. */
export const errorText = ({ errors, unit }: Interpretation, face: number): string =>
  `${significant(errors[face]!)} ${unit}`;

/** What the picture of a prediction shows, in words: how far it is off and to which side. */
export function describePrediction(result: Interpretation, face: number): string {
  const { samples, points, predictions, unit } = result;
  const name = faceName(samples.faces[face]!);
  const mean = [0, 0];
  points.forEach((point, i) => {
    const at = 2 * (face * points.length + i);
    const [dx, dy] = offset(samples, face, point, [predictions[at]!, predictions[at + 1]!]);
    mean[0]! += dx / points.length;
    mean[1]! += dy / points.length;
  });
  const many = points.length > 1;
  const what = many ? count(points.length, 'predicted point') : 'Predicted point';
  const error = `${significant(result.errors[face]!)} ${unit === '%' ? '% of the eye distance' : 'px'}`;
  const away = many ? `${error} from the truth on average` : `${error} from the truth`;
  return `Face ${name}. ${what} ${away}${direction(mean[0]!, mean[1]!, result.errors[face]!, many)}.`;
}

/** To which side predictions lie, where they lie to one side on the whole. */
function direction(dx: number, dy: number, error: number, many: boolean): string {
  const length = Math.hypot(dx, dy);
  if (length === 0 || (many && length < 0.3 * error)) return '';
  const parts = [
    Math.abs(dy) > 0.38 * length ? (dy > 0 ? 'below' : 'above') : '',
    Math.abs(dx) > 0.38 * length ? (dx > 0 ? 'to the right' : 'to the left') : '',
  ];
  return `, ${many ? 'shifted ' : ''}${parts.filter(Boolean).join(' and ')}`;
}

/** Pictures and cards of all faces of a result, by face id: what a chart shows behind its points. */
export async function faceCards(
  result: Interpretation,
): Promise<{ faces: Record<string, FaceCard>; pictures: Picture[] }> {
  const { faces } = result.samples;
  const pictures = await Promise.all(faces.map((_, i) => photoPicture(result.samples, i)));
  const cards = faces.map((face, i): [string, FaceCard] => {
    const { id, height } = pictures[i]!;
    const title = faceName(face);
    return [face.id, { picture: id, height, marks: resultMarks(result, i, height), title, text: errorText(result, i) }];
  });
  return { faces: Object.fromEntries(cards), pictures };
}
