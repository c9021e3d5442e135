import { join } from 'node:path';
import { z } from 'zod';
import { DataError } from '../../lib/errors';
import { resnet } from '../../lib/experiments/resnet';
import { writeWhole } from '../../lib/files';
import { faceApiErrors } from '../../lib/inference/face-api-errors';
import { nmeByFace } from '../../lib/metrics/nme';
import { root } from '../../lib/paths';
import { readBest } from '../../lib/recipes/record';
import { readMeasurements } from '../../lib/report/readme/markdown-table';
import { meanShapeOf } from '../../lib/runs/run';

const FILE = join(root(), 'reports/measured/in-the-wild.json');

const schema = z.object({
  'best recipe': z.array(z.number()),
  'face-api, own detector': z.array(z.number()),
  'face-api, same boxes': z.array(z.number()),
  'mean-shape baseline': z.array(z.number()),
});

/** NME of each face in percent, by method; the detector of face-api does not find all of them. */
export type ErrorsInTheWild = z.infer<typeof schema>;

/**
 * The errors of the best recipe and of face-api on the test photos of 300-W. They are measured where the photos are, and
 * kept in `reports/measured/in-the-wild.json`; elsewhere the kept ones are used.
 *
 * @throws DataError if there are neither photos nor kept errors.
 */
export async function errorsInTheWild(): Promise<ErrorsInTheWild> {
  const parameters = resnet.parameters();
  const data = await resnet.load(parameters);
  const best = new Map(readBest('resnet')?.photos.map(({ id, error }) => [id, error]));
  const own = data.validation.faces.flatMap(({ id }) => best.get(id) ?? []);
  if (!data.set.generated && own.length === data.validation.faces.length) {
    const faceApi = await faceApiErrors(data.validation.faces);
    const measured: ErrorsInTheWild = {
      'best recipe': own,
      'face-api, own detector': faceApi.flatMap(({ detected }) => detected ?? []),
      'face-api, same boxes': faceApi.map(({ inBox }) => inBox),
      'mean-shape baseline': nmeByFace(meanShapeOf(data), data.validation),
    };
    const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(3)) : value);
    writeWhole(FILE, `${JSON.stringify(measured, rounded)}\n`);
  }
  const kept = readMeasurements(FILE, schema);
  if (kept) return kept;
  throw new DataError(`${FILE} is missing: restore it with git, or set FACES_DATA to the folder of the photos.`);
}
