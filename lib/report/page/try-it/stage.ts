import { el } from '../../../figures/page/elements';
import type { FaceView, TryItFace } from '../../try-it/data';
import type { Crop } from './crop';
import { legend } from './legend';
import type { ChosenNetwork } from './network-choice';
import { NetworkView } from './network-view';
import { grayImage } from './photos';
import type { Photo } from './photos';
import { cropGray } from './pixels';
import { describe, ofInterest } from './results';
import { Scene } from './scene';

/** What is to be predicted. */
export interface Task {
  readonly photo: Photo;
  readonly crop: Crop;
  readonly chosen: ChosenNetwork;
  /** Missing for the reader's own photo. */
  readonly known?: { readonly face: TryItFace; readonly view: FaceView; readonly isUnmoved: boolean };
}

/** The photo with its frame, what the network sees, and the prediction in both. */
export class Stage {
  readonly scene = new Scene();
  private readonly view = new NetworkView();
  private readonly key = el('div');
  private readonly result = el('p', { class: 'result', 'aria-live': 'polite' });
  readonly left = el('div', { class: 'left' }, this.scene.element, this.key, this.result);
  readonly right = el('div', { class: 'right' }, this.view.element);

  /**
   * @param place Its `data-predicted` always holds the last prediction, as fractions of the frame in `data-frame`.
   */
  constructor(private readonly place: HTMLElement) {}

  /**
   * Shows another photo.
   *
   * @param photo The photo.
   * @param crop The frame, which must be in view.
   * @param kinds Which marks the legend must explain.
   */
  show(photo: Photo, crop: Crop | undefined, kinds: { readonly truth: boolean; readonly found: boolean }): void {
    this.scene.show(photo, crop);
    this.key.replaceChildren(legend(kinds));
    this.clear();
  }

  /** Removes the frame and the prediction. */
  clear(): void {
    this.scene.clear();
    this.result.textContent = '';
    delete this.place.dataset.predicted;
  }

  /**
   * Draws the frame and what the network sees, without a prediction.
   *
   * @param task The photo, the frame and the network.
   */
  drawFrame({ photo, crop, chosen }: Task): void {
    this.scene.background = chosen.about.outside;
    this.scene.drawFrame(crop, 'Your photo with the frame for the network');
    const { network, about } = chosen;
    this.view.draw(cropGray(photo, crop, network, about.outside), [], network);
  }

  /**
   * Predicts and draws.
   *
   * @param task The photo, the frame and the network.
   * @returns All landmarks as fractions of the crop.
   */
  async predict({ photo, crop, chosen, known }: Task): Promise<Float32Array> {
    const { network, about } = chosen;
    const gray = known?.isUnmoved ? await grayImage(known.view.image) : cropGray(photo, crop, network, about.outside);
    const began = performance.now();
    const all = await network.predict(gray);
    const milliseconds = performance.now() - began;
    const predicted = ofInterest(all, about);
    const words = describe({ crop, predicted, milliseconds, network: about, ...(known && { known }) });
    const truth = known ? ofInterest(known.view.truth, about) : [];
    this.scene.background = about.outside;
    this.scene.draw({ crop, predicted, truth, parts: about.parts, description: words.alternative });
    this.view.draw(gray, predicted, network);
    this.result.textContent = words.text;
    this.place.dataset.frame = JSON.stringify(crop);
    this.place.dataset.predicted = JSON.stringify([...all]);
    return all;
  }
}
