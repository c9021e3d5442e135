import { median } from 'd3-array';
import { count, significant } from '../../format';
import { faceApiPipeline, ownPipeline, pipelineErrors } from '../../inference/pipelines';
import type { Pipeline } from '../../inference/pipelines';
import type { FaceSet } from '../../landmarks/face';
import { openPredictor } from '../../recipes/predictor';
import { publishBench } from '../../report/bench/page';
import type { BenchSection } from '../../report/bench/record';
import { machine, rounded } from './bench-machine';

/** What `benchPredict` measures. */
export interface BenchPredictOptions {
  /** Annotated faces for the error, and for the speed by default; mirrored twins are left out. */
  readonly set: FaceSet;
  /** Photos for the speed. */
  readonly photos?: readonly string[];
  readonly rounds: number;
  /** The reports' folder. */
  readonly folder: string;
}

const COLUMNS: BenchSection['columns'] = [
  { key: 'pipeline', title: 'Pipeline' },
  { key: 'photosPerSecond', title: 'Photos/s' },
  { key: 'msPerFace', title: 'ms/face' },
  { key: 'nme', title: 'NME (%)' },
  { key: 'found', title: 'Annotated faces found' },
];

/**
 * Measures prediction, from files of photos to landmarks, against face-api's own pipeline: the error on annotated faces, and
 * the speed in turns. Nothing is written meanwhile.
 *
 * @returns Path of the page of benchmarks.
 * @throws DataError when a photo cannot be read.
 */
export async function benchPredict({ set, photos: given, rounds, folder }: BenchPredictOptions): Promise<string> {
  const faces = set.faces.filter(({ labels }) => labels.mirrored !== 'yes');
  const annotated = faces.map(({ photo }) => photo);
  const photos = given ?? [...new Set(annotated)];
  const predictor = await openPredictor();
  const measured = [
    { name: 'this library', run: ownPipeline(predictor) },
    { name: 'face-api, detectAllFaces().withFaceLandmarks()', run: faceApiPipeline },
  ].map((one) => ({ ...one, errors: { found: 0, nme: 0 }, faces: 0, seconds: [] as number[] }));
  for (const one of measured) {
    // Also a warm-up, long enough for graphs to be compiled.
    console.log(`${one.name}: error on ${count(faces.length, 'face')}`);
    one.errors = pipelineErrors(faces, await one.run(annotated));
  }
  for (let round = 1; round <= rounds; round++) {
    for (const one of measured) {
      const { seconds, faces: found } = await timed(one.run, photos);
      one.seconds.push(seconds);
      one.faces = found;
      console.log(`round ${round} of ${rounds}, ${one.name}: ${significant(photos.length / seconds)} photos/s`);
    }
  }
  predictor.dispose();
  const rows = measured.map(({ name, errors, seconds, faces: found }) => ({
    pipeline: name,
    photosPerSecond: rounded(photos.length / median(seconds)!),
    msPerFace: rounded((1000 * median(seconds)!) / found),
    nme: Number(errors.nme.toFixed(2)),
    found: errors.found,
  }));
  return publishBench(folder, 'predict', {
    title: 'Prediction against face-api',
    text:
      `From files to landmarks, in one process and on the same TensorFlow. Speed: ${count(photos.length, 'photo')}. NME: ` +
      `over the faces that each pipeline found among ${count(faces.length, 'annotated face')} ` +
      `(${set.title}${set.generated ? ', synthetic' : ''}), in the boxes of its own detector.`,
    command: 'npm run bench -- predict',
    measuredOn: `${machine()}; Node.js ${process.versions.node}; median of ${count(rounds, 'round')} in turns.`,
    measured: new Date().toISOString(),
    columns: COLUMNS,
    rows,
    charts: [],
  });
}

async function timed(pipeline: Pipeline, photos: readonly string[]): Promise<{ seconds: number; faces: number }> {
  const begin = performance.now();
  const found = await pipeline(photos);
  const seconds = (performance.now() - begin) / 1000;
  return { seconds, faces: found.reduce((sum, { length }) => sum + length, 0) };
}
