import { z } from 'zod';
import { issueText } from '../../../issues';
import { Malformed } from '../../malformed';
import { fromIndex } from '../annotation';
import type { Point, Reading } from '../annotation';

/**
 * The keypoints of COCO (`annotations`, `images`, `categories` in one JSON file): several objects in each photo, names and
 * lines from the category, and the visibility of every keypoint: 0 missing, 1 labeled though hidden, 2 visible. As in
 * COCO's own evaluation, those of 1 count like visible ones. Crowds are left out.
 *
 * Keypoints are indices of pixels counted from 0, so (0, 0) is the center of the first pixel, at (0.5, 0.5). Boxes are
 * continuous already. Sizes are of the upright photo.
 *
 * Source: https://cocodataset.org/#format-data; detectron2 adds the same half pixel (detectron2/data/detection_utils.py).
 */
export const COCO = 'COCO keypoints (JSON)';

/** Whether a JSON file's content looks like COCO's. */
export const isCoco = (content: Record<string, unknown>): boolean =>
  Array.isArray(content.images) && Array.isArray(content.annotations);

const id = z.union([z.number(), z.string()]);
const imageSchema = z.object({
  id,
  file_name: z.string().min(1),
  width: z.number().optional(),
  height: z.number().optional(),
});
const categorySchema = z.object({
  id,
  keypoints: z.array(z.string()).optional(),
  skeleton: z.array(z.tuple([z.number(), z.number()])).optional(),
});
const annotationSchema = z.object({
  id: id.optional(),
  image_id: id,
  category_id: id.optional(),
  iscrowd: z.union([z.number(), z.boolean()]).optional(),
  bbox: z.array(z.number()).length(4).optional(),
  keypoints: z.array(z.number()).optional(),
});
type CocoImage = z.infer<typeof imageSchema>;
type Category = z.infer<typeof categorySchema>;
type CocoAnnotation = z.infer<typeof annotationSchema>;

/**
 * Reads the faces of a COCO file.
 *
 * @param content The parsed JSON.
 * @throws Malformed when its images or categories are not as COCO has them.
 */
export function readCoco(content: Record<string, unknown>, reading: Reading): void {
  const images = byId(parsed(z.array(imageSchema), content.images, 'images'));
  const categories = byId(parsed(z.array(categorySchema), content.categories ?? [], 'categories'));
  for (const { keypoints = [], skeleton = [] } of categories.values()) {
    const more = keypoints.filter((name) => !reading.names.includes(name));
    reading.names = [...reading.names, ...more];
    // The skeleton counts keypoints from 1.
    const edges = skeleton.map(([a, b]): [string, string] => [keypoints[a - 1] ?? '', keypoints[b - 1] ?? '']);
    reading.edges = [...reading.edges, ...edges.filter((edge) => !edge.includes(''))];
  }
  for (const [i, raw] of (content.annotations as unknown[]).entries()) {
    const result = annotationSchema.safeParse(raw);
    if (result.success) readAnnotation(result.data, `annotation ${result.data.id ?? i}`, images, categories, reading);
    else reading.problem(`annotation ${idOf(raw) ?? i}`, describe(result.error));
  }
}

function readAnnotation(
  { image_id, category_id, iscrowd, bbox, keypoints = [] }: CocoAnnotation,
  entry: string,
  images: ReadonlyMap<string, CocoImage>,
  categories: ReadonlyMap<string, Category>,
  reading: Reading,
): void {
  if (iscrowd) return reading.leaveOut('crowds');
  const image = images.get(String(image_id));
  if (!image) return reading.problem(entry, `there is no image with the id ${image_id}`);
  const names = categories.get(String(category_id))?.keypoints ?? [];
  const expected = names.length || Math.floor(keypoints.length / 3);
  if (keypoints.length > 0 && keypoints.length !== 3 * expected) {
    return reading.problem(entry, `expected x, y and v of ${expected} keypoints; got ${keypoints.length} numbers`);
  }
  const points = new Map<string, Point>();
  for (let i = 0; i < keypoints.length / 3; i++) {
    const [x, y, v] = keypoints.slice(3 * i, 3 * i + 3) as [number, number, number];
    const name = names[i] ?? String(i);
    if (![0, 1, 2].includes(v)) return reading.problem(entry, `the visibility of ${name} must be 0, 1 or 2; got ${v}`);
    if (v > 0) points.set(name, [fromIndex(x), fromIndex(y)]);
  }
  const [x = 0, y = 0, width = 0, height = 0] = bbox ?? [];
  reading.add({
    entry,
    photo: { path: image.file_name },
    ...(image.width && image.height && { size: { width: image.width, height: image.height } }),
    ...(width > 0 && height > 0 && { box: { x, y, width, height } }),
    points,
    ...(names.length === 0 && { count: expected }),
  });
}

function byId<T extends { id: number | string }>(list: readonly T[]): Map<string, T> {
  return new Map(list.map((one) => [String(one.id), one]));
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Malformed(name, describe(result.error));
}

/** The id of an annotation that is wrong otherwise, if it has one. */
const idOf = (raw: unknown): number | string | undefined => z.object({ id }).safeParse(raw).data?.id;

/** The first thing wrong: `0.file_name: expected string, got nothing`. */
function describe({ issues: [issue] }: z.ZodError): string {
  return `${issue!.path.join('.')}: ${issueText(issue!)}`;
}
