import type { PhotoPrediction } from '../../inference/predict';

/** A prediction as it is written: boxes and landmarks in pixels of the upright photo, landmarks as [x, y]. */
export const predictionJson = ({ photo, faces, landmarkSet: { name, names } }: PhotoPrediction): object => ({
  photo: photo.file,
  ...photo.size,
  landmarkSet: name,
  ...(names && { names }),
  faces: faces.map(({ box, confidence, landmarks }) => ({
    box,
    confidence,
    landmarks: Array.from({ length: landmarks.length / 2 }, (_, i) => [landmarks[2 * i]!, landmarks[2 * i + 1]!]),
  })),
});
