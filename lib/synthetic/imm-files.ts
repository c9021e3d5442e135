import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Random } from '../random';
import { imm58 } from '../landmarks/imm58';
import { randomIdentity } from './identity';
import { drawPhoto } from './photo';
import { studioScene } from './scenes';

/** Draws photo number `index` (people in order, six poses each) and writes it as IMM does: PP-Vg.jpg and PP-Vg.asf. */
export async function writeImmFace(folder: string, seed: number, index: number): Promise<void> {
  const person = Math.floor(index / 6) + 1;
  const pose = (index % 6) + 1;
  const random = new Random(seed).split('imm').split(person);
  const identity = randomIdentity(random.split('person'));
  const name = `${String(person).padStart(2, '0')}-${pose}${identity.sex}`;
  const scene = studioScene(identity, pose, random.split(pose));
  const { jpeg, points } = await drawPhoto(scene, random.split(pose).split('photo'));
  const { width, height } = scene.camera;
  await writeFile(join(folder, `${name}.jpg`), jpeg);
  await writeFile(join(folder, `${name}.asf`), asfText(points(imm58), width, height, `${name}.jpg`));
}

/** An AAM shape file, as `parseAsf` reads it. */
function asfText(points: Float32Array, width: number, height: number, photo: string): string {
  const lines = imm58.parts.flatMap(({ landmarks: part, closed }, path) =>
    part.map((i, k) => {
      const before = part[k - 1] ?? (closed ? part.at(-1)! : i);
      const after = part[k + 1] ?? (closed ? part[0]! : i);
      const [x, y] = [points[2 * i]! / width, points[2 * i + 1]! / height];
      return [path, closed ? 0 : 4, x.toFixed(8), y.toFixed(8), i, before, after].join(' \t');
    }),
  );
  const header = ['# AAM Shape File of a drawn face', '#', '# number of model points', '#', imm58.count];
  const format = '# format: <path#> <type> <x rel.> <y rel.> <point#> <connects from> <connects to>';
  return [...header, '#', '# model points', '#', format, '#', ...lines, '#', '# host image', '#', photo, ''].join('\n');
}
