import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { loadOwnData } from '../../../lib/datasets/own/load';
import type { Face } from '../../../lib/landmarks/face';
import type { Drawn, Writer } from './writers';

/**
 * Writes faces of a data set in a format, beside links to their photos, and reads them again.
 *
 * @param folder An empty folder.
 * @param tolerance How far coordinates may be off, in pixels.
 */
export async function assertSameFaces(
  folder: string,
  faces: readonly Face[],
  writer: Writer,
  tolerance: number,
): Promise<void> {
  const byPath = new Map<string, Face>();
  const drawn = await Promise.all(
    faces.map(async ({ id, photo, width, height, landmarks, box }): Promise<Drawn> => {
      const name = `${id.replace(/#\d+$/, '')}${extname(photo)}`;
      byPath.set(
        name,
        faces.find((face) => face.id === id)!,
      );
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await symlink(photo, join(folder, name)).catch(() => undefined);
      const points = Array.from({ length: landmarks.length / 2 }, (_, i): [number, number] => [
        landmarks[2 * i]!,
        landmarks[2 * i + 1]!,
      ]);
      return { photo: name, width, height, box, points };
    }),
  );
  const names = drawn[0]!.points.map((_, i) => String(i));
  for (const { name, text } of writer.write(drawn, names)) await writeFile(join(folder, name), text);

  const { set, report, crop } = await loadOwnData(folder);
  assert.deepEqual(report.problems, []);
  assert.deepEqual(
    report.formats.map(({ format, faces }) => [format, faces]),
    [[writer.format, faces.length]],
  );
  assert.deepEqual(report.landmarks, { present: faces.length * names.length, missing: 0 });
  assert.equal(set.faces.length, faces.length);
  if (writer.boxes) assert.equal(crop, 'boxes');
  for (const face of set.faces) {
    const original = byPath.get(face.photo.slice(folder.length + 1))!;
    assert.deepEqual([face.width, face.height, face.group], [original.width, original.height, face.group]);
    face.landmarks.forEach((value, i) => {
      const off = Math.abs(value - original.landmarks[i]!);
      assert.ok(off <= tolerance, `${face.id}: coordinate ${i} is off by ${off}`);
    });
    if (writer.boxes) assert.deepEqual(face.box, original.box);
  }
}
