import type { FoundFace } from '../../../inference/face-search';
import { startCamera } from './camera';
import type { Camera } from './camera';
import type { Crop } from './crop';
import type { FaceFinder } from './face-finder';
import { cropOnFace, cropOnLandmarks } from './framing';
import type { ChosenNetwork } from './network-choice';
import type { Stage } from './stage';

/** How far a face may move from one image to the next, in widths of its box, before it is framed anew. */
const JUMP = 0.3;

/** The camera's image with the landmarks of the largest face in it, again and again. */
export class LiveView {
  private isWanted = true;

  private constructor(
    private readonly camera: Camera,
    private readonly stage: Stage,
    private readonly finder: FaceFinder,
    private readonly network: () => ChosenNetwork | undefined,
  ) {}

  /**
   * Starts the camera.
   *
   * @param stage Where to draw.
   * @param finder Finds the face.
   * @param network The network that is chosen now.
   * @param onFace Called when a face comes into view and when it is gone.
   * @throws Error with a sentence for the reader when there is no camera or no permission.
   */
  static async start(
    stage: Stage,
    finder: FaceFinder,
    network: () => ChosenNetwork | undefined,
    onFace: (isThere: boolean) => void,
  ): Promise<LiveView> {
    const view = new LiveView(await startCamera(), stage, finder, network);
    stage.show(view.camera.photo, undefined, { truth: false, found: false });
    void view.run(onFace);
    return view;
  }

  /** Stops the camera. */
  stop(): void {
    this.isWanted = false;
    this.camera.stop();
  }

  private async run(onFace: (isThere: boolean) => void): Promise<void> {
    const { camera, finder, stage } = this;
    let face: FoundFace | undefined;
    let crop: Crop | undefined;
    let before: ChosenNetwork | undefined;
    while (this.isWanted) {
      camera.update();
      const { photo } = camera;
      const last = face;
      face = last ? await finder.follow(photo, last) : (await finder.find(photo))[0];
      if (!this.isWanted) return;
      if (Boolean(face) !== Boolean(last)) onFace(face !== undefined);
      const chosen = this.network();
      const frames = chosen?.about.frames;
      if (face && frames) {
        const onFace = cropOnFace(face, frames);
        // The landmarks of the last image tell where the face is now, unless it has jumped.
        const isNear = crop && chosen === before && distance(crop, onFace) < JUMP * face.width;
        const now: Crop = isNear && frames.onLandmarks ? crop! : onFace;
        crop = cropOnLandmarks(now, await stage.predict({ photo, crop: now, chosen }), frames);
      } else {
        crop = undefined;
        stage.clear();
      }
      before = chosen;
      await new Promise(requestAnimationFrame);
    }
  }
}

const distance = (a: Crop, b: Crop): number => Math.hypot(a.x - b.x, a.y - b.y);
