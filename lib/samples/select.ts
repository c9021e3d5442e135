import type { LandmarkSet } from '../landmarks/landmark-set';
import type { Dataset } from './dataset';

/**
 * The same images with some of their landmarks only, e.g. the tip of the nose alone.
 *
 * @param landmarks indices in the samples' landmarkSet, in the order wanted; with a landmark, its mirror image has to be there
 * @throws RangeError for a landmark that the landmarkSet has not, or whose mirror image is left out
 */
export function selectLandmarks(samples: Dataset, landmarks: readonly number[]): Dataset {
  const { landmarkSet, faces } = samples;
  const selected = new Float32Array(faces.length * landmarks.length * 2);
  landmarks.forEach((landmark, k) => {
    if (!(landmark in landmarkSet.mirror))
      throw new RangeError(`The ${landmarkSet.name} landmarkSet has no landmark ${landmark}.`);
    for (let i = 0; i < faces.length; i++) {
      const from = 2 * (i * landmarkSet.count + landmark);
      selected.set(samples.landmarks.subarray(from, from + 2), 2 * (i * landmarks.length + k));
    }
  });
  return { ...samples, landmarks: selected, landmarkSet: selectScheme(landmarkSet, landmarks) };
}

function selectScheme(landmarkSet: LandmarkSet, landmarks: readonly number[]): LandmarkSet {
  const [right, left] = landmarkSet.outerEyeCorners;
  return {
    name: landmarkSet.name,
    count: landmarks.length,
    parts: landmarkSet.parts
      .map((part) => ({
        ...part,
        landmarks: part.landmarks.filter((p) => landmarks.includes(p)).map((p) => landmarks.indexOf(p)),
      }))
      .filter((part) => part.landmarks.length > 0),
    mirror: landmarks.map((landmark) => {
      const mirrored = landmarks.indexOf(landmarkSet.mirror[landmark]!);
      if (mirrored < 0)
        throw new RangeError(`Point ${landmark} needs its mirror image ${landmarkSet.mirror[landmark]} beside it.`);
      return mirrored;
    }),
    // -1 where the selection leaves them out: then there is nothing to measure by.
    noseTip: landmarks.indexOf(landmarkSet.noseTip),
    outerEyeCorners: [landmarks.indexOf(right), landmarks.indexOf(left)],
  };
}
