import { findFaces, lookAgain } from '../../../inference/face-search';
import type { FoundFace, Look } from '../../../inference/face-search';
import type { Graph } from '../../try-it/data';
import { decodeDetections } from './detections';
import type { Engine, Example } from './engine';
import type { Photo } from './photos';
import { cropForDetector } from './pixels';

/** Name of the detector among the engine's graphs. */
const DETECTOR = 'face detector';

/** A typical look: the graph takes any size. */
const EXAMPLE: Example = {
  input: { shape: [1, 160, 160, 3], numbers: new Float32Array(160 * 160 * 3) },
  atOnce: 3,
};

/** Finds faces in photos; the detector is unpacked when it is first needed. */
export class FaceFinder {
  private ready: Promise<void> | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly detector: Graph,
  ) {}

  /**
   * Finds the faces in a photo.
   *
   * @param photo The photo.
   * @returns The faces in pixels of the photo, the largest first.
   */
  async find(photo: Photo): Promise<FoundFace[]> {
    const faces = await findFaces(photo, await this.lookInto(photo));
    return faces.sort((a, b) => b.width * b.height - a.width * a.height);
  }

  /**
   * Looks for a face where one was a moment ago.
   *
   * @param photo The photo.
   * @param face Where the face was.
   * @returns Where it is now; undefined if it is gone.
   */
  async follow(photo: Photo, face: FoundFace): Promise<FoundFace | undefined> {
    return lookAgain(face, await this.lookInto(photo));
  }

  private async lookInto(photo: Photo): Promise<Look> {
    await (this.ready ??= this.engine.load(DETECTOR, this.detector, EXAMPLE));
    return async ({ x, y, side, turn }, size) => {
      const numbers = cropForDetector(photo, { x, y, width: side, height: side, turn }, size);
      return decodeDetections(await this.engine.run(DETECTOR, { shape: [1, size, size, 3], numbers }));
    };
  }
}
