import { serveTask } from '../processes/serve';
import { writePhoto } from './photo-files';
import type { Annotation, PhotoJob } from './photo-files';

/** The photos that one process draws, each with its number among all. */
export type Share = readonly (readonly [index: number, job: PhotoJob])[];

/** A photo that is drawn and written. */
export interface PhotoDone {
  readonly index: number;
  readonly annotations: Annotation[];
}

serveTask<Share, void, PhotoDone>(async (share, context) => {
  for (const [index, job] of share) {
    context.signal.throwIfAborted();
    context.send({ index, annotations: await writePhoto(job) });
  }
});
