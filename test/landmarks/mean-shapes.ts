import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LandmarkSet } from '../../lib/landmarks/landmark-set';

/**
 * The mean shape of real faces: of IMM's frontal, neutral photos, or of 300-W's training part. Only means are kept here, so
 * that tests need no private data; `landmark-set-test` compares them with the data where there is some.
 */
export async function readMeanShape({ name }: LandmarkSet): Promise<Float32Array> {
  const text = await readFile(join(__dirname, '..', 'fixtures', 'mean-shapes.json'), 'utf8');
  return Float32Array.from((JSON.parse(text) as Record<string, number[]>)[name]!);
}

/** Mean of shapes rotated, moved and scaled so that the outer eye corners are at (-0.5, 0) and (0.5, 0). */
export function meanShape(landmarkSet: LandmarkSet, shapes: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(2 * landmarkSet.count);
  const [r, l] = landmarkSet.normalizer.pair!;
  for (const p of shapes) {
    const [ax, ay] = [p[2 * l]! - p[2 * r]!, p[2 * l + 1]! - p[2 * r + 1]!];
    const square = ax * ax + ay * ay;
    for (let i = 0; i < landmarkSet.count; i++) {
      const x = p[2 * i]! - (p[2 * l]! + p[2 * r]!) / 2;
      const y = p[2 * i + 1]! - (p[2 * l + 1]! + p[2 * r + 1]!) / 2;
      mean[2 * i]! += (x * ax + y * ay) / square / shapes.length;
      mean[2 * i + 1]! += (y * ax - x * ay) / square / shapes.length;
    }
  }
  return mean;
}
