import { el } from '../../../figures/page/elements';
import type { TryItData, TryItFace } from '../../try-it/data';
import { hasCamera } from './camera';
import { carriedOver } from './crop';
import type { Crop } from './crop';
import { startDragging } from './dragging';
import type { Engine } from './engine';
import { faceButtons } from './face-choice';
import { FaceFinder } from './face-finder';
import { FrameControls } from './frame-controls';
import { photoInput } from './inputs';
import { latestOnly } from './latest-only';
import { LiveView } from './live-view';
import { networkChoice } from './network-choice';
import type { ChosenNetwork } from './network-choice';
import { readersPhoto, reportPhoto } from './photos';
import { Stage } from './stage';
import { firstCrop, foundWords } from './subject';
import type { Subject } from './subject';

const INTRODUCTION = `Choose an image of the report, or a photo of your own. The network sees what is in the frame: drag
  the frame to move it, its corner to change its size, or the handle on its upper edge to turn it.`;

const PRIVACY = 'You can also drop or paste a photo. Your images never leave this page.';

/**
 * Fills the section: networks and photos to choose, the photo with the frame, sliders, and the result.
 *
 * @param place The section's element; its `data-predicted` always holds the last prediction.
 * @param data Networks and faces.
 * @param engine What computes.
 */
export function startTrial(place: HTMLElement, data: TryItData, engine: Engine): void {
  new Trial(place, data, engine).open();
}

class Trial {
  private readonly stage: Stage;
  private readonly finder: FaceFinder;
  private readonly controls = new FrameControls((crop) => this.move(crop));
  private readonly status = el('p', { class: 'status', role: 'status' }, 'Loading the network ...');
  private readonly foundFaces = el('div', { class: 'faces found', role: 'group', 'aria-label': 'Faces found' });
  private readonly photos: readonly HTMLButtonElement[];
  private readonly camera = el('button', { type: 'button', click: () => void this.toggleCamera() }, 'Use the camera');
  private chosen: ChosenNetwork | undefined;
  private subject: Subject | undefined;
  /** Whether the subject's photo is in front already. */
  private isShown = false;
  /** The frame at first, and now. */
  private start: Crop | undefined;
  private crop: Crop | undefined;
  /** Whether the network predicts: not where no face was found, until the reader moves the frame. */
  private isActive = true;
  private live: LiveView | undefined;
  /** Counts what the reader asks for, so that answers to earlier requests are dropped. */
  private requests = 0;

  constructor(
    private readonly place: HTMLElement,
    private readonly data: TryItData,
    private readonly engine: Engine,
  ) {
    this.stage = new Stage(place);
    this.finder = new FaceFinder(engine, data.detector);
    this.photos = data.faces.map((face) => photoButton(face, () => void this.showReportFace(face)));
  }

  open(): void {
    const { place, data, engine, stage, controls, status, foundFaces, photos, camera } = this;
    const ownPhoto = photoInput((file) => void this.showFile(file));
    const privacy = el('span', {}, PRIVACY);
    const say = (message: string): void => void (status.textContent = message);
    stage.left.append(status, foundFaces);
    stage.right.append(controls.element);
    place.replaceChildren(
      el('p', {}, INTRODUCTION),
      networkChoice(engine, data.networks, (next) => this.choose(next), say),
      el('div', { class: 'faces', role: 'group', 'aria-label': 'Photos of the report' }, ...photos),
      el('div', { class: 'own' }, ownPhoto, ...(this.isDetecting && hasCamera() ? [camera] : []), privacy),
      el('div', { class: 'stage' }, stage.left, stage.right),
    );
    const set = (crop: Crop): void => this.move(crop);
    startDragging(stage.scene, { get: () => this.crop, set, onFace: (face) => void this.selectFace(face) });
    void this.showReportFace(data.faces[0]!);
  }

  /** Whether the detector finds what the networks were trained on. */
  private get isDetecting(): boolean {
    return this.data.networks.some(({ frames }) => frames);
  }

  private readonly refresh = latestOnly(async () => {
    const { stage, subject, chosen, start, crop } = this;
    if (!subject || !chosen || !crop || this.live) return;
    const { photo, face } = subject;
    const isUnmoved = JSON.stringify(start) === JSON.stringify(crop);
    const known = face && { face, view: face.views[chosen.index]!, isUnmoved };
    const task = { photo, crop, chosen, ...(known && { known }) };
    if (this.isActive) await stage.predict(task);
    else stage.drawFrame(task);
  });

  private choose(next: ChosenNetwork): void {
    if (!this.chosen) this.status.textContent = '';
    this.chosen = next;
    void this.reframe();
  }

  private move(crop: Crop): void {
    if (this.live) return;
    this.isActive = true;
    this.change(crop);
  }

  private change(crop: Crop): void {
    this.crop = crop;
    this.controls.show(crop, this.start!, this.subject!.photo);
    void this.refresh();
  }

  private async showReportFace(face: TryItFace): Promise<void> {
    const request = this.begin(face);
    const photo = await reportPhoto(face.photo);
    if (request === this.requests) await this.present({ photo, face, found: [], selected: -1 });
  }

  private async showFile(file: File): Promise<void> {
    const before = this.subject;
    const request = this.begin();
    this.place.scrollIntoView({ block: 'nearest' });
    try {
      const photo = await readersPhoto(file);
      this.stage.show(photo, undefined, { truth: false, found: false });
      this.status.textContent = 'Looking for faces ...';
      const found = this.isDetecting ? await this.finder.find(photo) : [];
      if (request !== this.requests) return;
      this.status.textContent = this.isDetecting ? foundWords(found, this.data.networks[0]!) : '';
      await this.present({ photo, found, selected: found.length > 0 ? 0 : -1 });
    } catch (error) {
      if (request === this.requests) await this.goBack(before, (error as Error).message);
    }
  }

  private async selectFace(selected: number): Promise<void> {
    this.requests++;
    await this.present({ ...this.subject!, selected });
  }

  private async toggleCamera(): Promise<void> {
    if (this.live) {
      this.begin();
      return;
    }
    const before = this.subject;
    const request = this.begin();
    this.status.textContent = 'Starting the camera ...';
    try {
      const say = (isThere: boolean): void =>
        void (this.status.textContent = isThere ? '' : 'No face found in front of the camera.');
      const live = await LiveView.start(this.stage, this.finder, () => this.chosen, say);
      if (request !== this.requests) live.stop();
      else this.setLive(live);
    } catch (error) {
      if (request === this.requests) await this.goBack(before, (error as Error).message);
    }
  }

  /** Shows what was there before something failed, and says what did. */
  private async goBack(before: Subject | undefined, message: string): Promise<void> {
    this.begin(before?.face);
    this.status.textContent = message;
    if (before) await this.present(before);
  }

  /** Ends what was there before something else is shown. */
  private begin(face?: TryItFace): number {
    this.setLive(undefined);
    this.subject = undefined;
    this.foundFaces.replaceChildren();
    this.data.faces.forEach((one, i) => this.photos[i]!.setAttribute('aria-pressed', String(one === face)));
    return ++this.requests;
  }

  private setLive(live: LiveView | undefined): void {
    this.live?.stop();
    this.live = live;
    this.camera.textContent = live ? 'Stop the camera' : 'Use the camera';
    this.camera.setAttribute('aria-pressed', String(live !== undefined));
  }

  private async present(subject: Subject): Promise<void> {
    this.subject = subject;
    this.isShown = false;
    this.isActive = subject.face !== undefined || subject.selected >= 0 || !this.isDetecting;
    await this.reframe();
  }

  /** Sets the frame where it belongs for the photo and the network, moved as the reader has moved it in this photo. */
  private async reframe(): Promise<void> {
    const { subject, chosen, data } = this;
    if (!subject || !chosen) return;
    const request = this.requests;
    const start = await firstCrop(subject, chosen, data.faces[0]!);
    if (request !== this.requests || chosen !== this.chosen) return;
    const crop = this.isShown ? carriedOver(this.crop!, this.start!, start) : start;
    if (!this.isShown) this.showSubject(subject, start);
    this.isShown = true;
    this.start = start;
    this.change(crop);
  }

  private showSubject({ photo, face, found, selected }: Subject, frame: Crop): void {
    const { stage, foundFaces } = this;
    stage.show(photo, frame, { truth: face !== undefined, found: found.length > 1 });
    stage.scene.outline(found, selected);
    const buttons = found.length > 1 ? faceButtons(photo, found, (i) => void this.selectFace(i)) : [];
    buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(i === selected)));
    foundFaces.replaceChildren(...buttons);
  }
}

function photoButton({ label, photo }: TryItFace, onClick: () => void): HTMLButtonElement {
  const image = el('img', { src: photo, alt: label, width: '64' });
  return el('button', { type: 'button', title: label, click: onClick }, image);
}
