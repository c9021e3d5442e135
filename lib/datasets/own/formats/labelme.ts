import { z } from 'zod';
import { issueText } from '../../../issues';
import { Malformed } from '../../malformed';
import type { Point, Reading } from '../annotation';
import { addShapes, boxBetween } from './shapes';
import type { Shape } from './shapes';

/**
 * The JSON files of LabelMe, one for each photo: a shape of the type `point` is a landmark with its label as the name, a
 * `rectangle` is the face's box. Shapes with the same `group_id` are one face. Other shapes are counted as left out.
 *
 * Coordinates are continuous, from the photo's upper left corner, as the library's are: the center of the first pixel is
 * at (0.5, 0.5). They refer to the upright photo.
 *
 * Source: https://github.com/wkentaro/labelme (labelme/label_file.py), which turns photos upright by their EXIF orientation.
 */
export const LABELME = 'LabelMe (JSON)';

/** Whether a JSON file's content looks like LabelMe's. */
export const isLabelme = (content: Record<string, unknown>): boolean =>
  Array.isArray(content.shapes) && 'imagePath' in content;

const point = z.tuple([z.number(), z.number()]);
const schema = z.object({
  imagePath: z.string().min(1),
  imageWidth: z.number().nullish(),
  imageHeight: z.number().nullish(),
  shapes: z.array(
    z.object({
      label: z.string(),
      points: z.array(point),
      shape_type: z.string().nullish(),
      group_id: z.union([z.number(), z.string()]).nullish(),
    }),
  ),
});
type LabelmeShape = z.infer<typeof schema>['shapes'][number];

/**
 * Reads the faces of a LabelMe file.
 *
 * @param content The parsed JSON.
 * @throws Malformed when it is not as LabelMe writes it.
 */
export function readLabelme(content: Record<string, unknown>, reading: Reading): void {
  const result = schema.safeParse(content);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Malformed(issue!.path.join('.'), issueText(issue!));
  }
  const { imagePath, imageWidth, imageHeight, shapes } = result.data;
  const size = imageWidth && imageHeight ? { width: imageWidth, height: imageHeight } : undefined;
  const drawn = shapes.flatMap((shape) => shapeOf(shape) ?? []);
  for (let i = drawn.length; i < shapes.length; i++) reading.leaveOut('shapes that are neither points nor rectangles');
  addShapes('', imagePath, size, drawn, reading);
}

function shapeOf({ label, points, shape_type, group_id }: LabelmeShape): Shape | null {
  const [first, second] = points as readonly (Point | undefined)[];
  const common = { label, group: group_id === null || group_id === undefined ? null : String(group_id) };
  if (shape_type === 'rectangle' && first && second) {
    const box = boxBetween(first, second);
    return box && { ...common, box };
  }
  // Old versions wrote no type for points.
  const isPoint = shape_type === 'point' || (!shape_type && points.length === 1);
  return isPoint && first ? { ...common, point: first } : null;
}
