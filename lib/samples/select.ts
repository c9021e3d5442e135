import type { LandmarkScheme } from '../landmarks/landmark-set';
import type { Samples } from './dataset';

/**
 * The same pictures with some of their points only, e.g. the tip of the nose alone.
 *
 * @param points indices in the samples' scheme, in the order wanted; with a point, its mirror image has to be there
 * @throws RangeError for a point that the scheme has not, or whose mirror image is left out
 */
export function selectPoints(samples: Samples, points: readonly number[]): Samples {
  const { scheme, faces } = samples;
  const selected = new Float32Array(faces.length * points.length * 2);
  points.forEach((point, k) => {
    if (!(point in scheme.mirror)) throw new RangeError(`The ${scheme.name} scheme has no point ${point}.`);
    for (let i = 0; i < faces.length; i++) {
      const from = 2 * (i * scheme.count + point);
      selected.set(samples.points.subarray(from, from + 2), 2 * (i * points.length + k));
    }
  });
  return { ...samples, points: selected, scheme: selectScheme(scheme, points) };
}

function selectScheme(scheme: LandmarkScheme, points: readonly number[]): LandmarkScheme {
  const [right, left] = scheme.outerEyeCorners;
  return {
    name: scheme.name,
    count: points.length,
    parts: scheme.parts
      .map((part) => ({ ...part, points: part.points.filter((p) => points.includes(p)).map((p) => points.indexOf(p)) }))
      .filter((part) => part.points.length > 0),
    mirror: points.map((point) => {
      const mirrored = points.indexOf(scheme.mirror[point]!);
      if (mirrored < 0)
        throw new RangeError(`Point ${point} needs its mirror image ${scheme.mirror[point]} beside it.`);
      return mirrored;
    }),
    // -1 where the selection leaves them out: then there is nothing to measure by.
    noseTip: points.indexOf(scheme.noseTip),
    outerEyeCorners: [points.indexOf(right), points.indexOf(left)],
  };
}
