import { el } from '../../../figures/page/elements';
import type { FaceView, TryItData, TryItFace } from '../../try-it/data';
import { photoInput, slider } from './controls';
import { carriedOver, cropGray, cropOf, scaled } from './crop';
import type { Crop } from './crop';
import { startDragging } from './dragging';
import { networkChoice } from './network-choice';
import type { ChosenNetwork } from './network-choice';
import { NetworkView } from './network-view';
import { grayImage, readersPhoto, reportPhoto } from './photos';
import { describe } from './results';
import { Scene } from './scene';
import type { Photo } from './scene';

/** The photo in front. */
interface Subject {
  readonly photo: Photo;
  /** Missing for the reader's own photo. */
  readonly face?: TryItFace;
}

/**
 * Fills the section: networks and faces to choose, the photo with the crop's frame, sliders, and the result.
 *
 * @param place The section's element; its `data-predicted` always holds the last prediction.
 * @param data Networks and faces.
 */
export function startTrial(place: HTMLElement, data: TryItData): void {
  const scene = new Scene();
  const view = new NetworkView();
  const result = el('p', { class: 'result', 'aria-live': 'polite' }, 'Loading the network ...');
  const status = el('p', { class: 'status', role: 'status' });
  let chosen: ChosenNetwork | undefined;
  let subject: Subject | undefined;
  /** The crop at first, and now. */
  let start: Crop;
  let crop: Crop;

  const refresh = latestOnly(async () => {
    if (!subject || !chosen) return;
    const [{ photo, face }, { index, network, about }, now] = [subject, chosen, crop];
    const isUnmoved = JSON.stringify(start) === JSON.stringify(now);
    const known = face && { face, view: face.views[index]!, isUnmoved };
    const gray = known?.isUnmoved ? await grayImage(known.view.image) : cropGray(photo.image, now, network);
    const began = performance.now();
    const predicted = await network.predict(gray);
    const milliseconds = performance.now() - began;
    const words = describe({ crop: now, predicted, milliseconds, network: about, ...(known && { known }) });
    const [truth, description] = [known?.view.truth ?? [], words.alternative];
    scene.draw({ crop: now, predicted, truth, parts: about.parts, description });
    view.draw(gray, predicted, network);
    result.textContent = words.text;
    place.dataset.predicted = JSON.stringify([...predicted]);
  });

  const change = (next: Crop): void => {
    crop = next;
    const { photo } = subject!;
    across.value = Math.round(((crop.x - start.x) / photo.width) * 100);
    down.value = Math.round(((crop.y - start.y) / photo.height) * 100);
    size.value = Math.round((crop.width / start.width) * 100);
    turn.value = Math.round(crop.turn);
    void refresh();
  };
  const move = (axis: 'x' | 'y', side: 'width' | 'height') => (percent: number) =>
    change({ ...crop, [axis]: start[axis] + (percent / 100) * subject!.photo[side] });
  const resize = (percent: number): void => change(scaled(crop, (start.width * percent) / 100 / crop.width));
  const offset = { min: -50, max: 50, unit: '%' };
  const across = slider({ ...offset, label: 'Horizontal', onInput: move('x', 'width') });
  const down = slider({ ...offset, label: 'Vertical', onInput: move('y', 'height') });
  const size = slider({ label: 'Size', min: 25, max: 200, unit: '%', onInput: resize });
  const rotate = (degrees: number): void => change({ ...crop, turn: degrees });
  const turn = slider({ label: 'Rotation', min: -180, max: 180, unit: '°', onInput: rotate });

  const startOf = ({ photo, face }: Subject): Crop => {
    const index = chosen?.index ?? 0;
    if (face) return cropOf(face.views[index]!.crop);
    const [first] = data.faces as [TryItFace];
    return firstCrop(photo, first, first.views[index]!);
  };
  const show = (next: Subject, message = ''): void => {
    subject = next;
    scene.show(next.photo);
    status.textContent = message;
    start = startOf(next);
    change(start);
  };
  const choose = (next: ChosenNetwork): void => {
    chosen = next;
    if (!subject) return;
    const before = start;
    start = startOf(subject);
    change(carriedOver(crop, before, start));
  };
  const showFace = async (face: TryItFace): Promise<void> => {
    select(face);
    show({ photo: await reportPhoto(face.photo), face });
  };
  const showFile = async (file: File): Promise<void> => {
    try {
      const photo = await readersPhoto(file);
      select(undefined);
      show({ photo }, 'Your photo stays in this page. Drag the frame over the face.');
    } catch (error) {
      status.textContent = (error as Error).message;
    }
  };

  const choices = data.faces.map((face) => faceButton(face, () => void showFace(face)));
  const select = (selected: TryItFace | undefined): void =>
    data.faces.forEach((face, i) => choices[i]!.setAttribute('aria-pressed', String(face === selected)));

  startDragging(
    scene.svg,
    (event) => scene.at(event),
    () => crop,
    change,
  );
  const ownPhoto = photoInput(place, (file) => void showFile(file));
  const reset = el('button', { type: 'button', click: () => change(start) }, 'Reset');
  const sliders = [across, down, size, turn].map(({ element }) => element);
  place.replaceChildren(
    el('p', {}, 'Drag the frame, its corner, or the handle on its upper edge. The network sees what is in the frame.'),
    networkChoice(data.networks, choose, (message) => (status.textContent = message)),
    el('div', { class: 'faces', role: 'group', 'aria-label': 'Photos' }, ...choices, ownPhoto),
    el(
      'div',
      { class: 'stage' },
      el('div', { class: 'left' }, scene.svg),
      el('div', { class: 'right' }, view.element, el('div', { class: 'sliders' }, ...sliders, reset)),
    ),
    result,
    status,
  );
  void showFace(data.faces[0]!);
}

/** For a reader's photo: all of it if the network sees whole photos, else a part in which faces often are. */
function firstCrop(photo: Photo, { width, height }: TryItFace, { crop }: FaceView): Crop {
  const isWhole = crop.width >= width * 0.98 && crop.height >= height * 0.98;
  const factor = (isWhole ? 1 : 0.6) * Math.min(photo.width / crop.width, photo.height / crop.height);
  const center = { x: photo.width / 2, y: photo.height * (isWhole ? 0.5 : 0.45) };
  return { ...center, width: crop.width * factor, height: crop.height * factor, turn: 0 };
}

function faceButton({ label, photo }: TryItFace, onClick: () => void): HTMLButtonElement {
  const image = el('img', { src: photo, alt: label, width: '64' });
  return el('button', { type: 'button', title: label, click: onClick }, image);
}

/**
 * The work as a function that may be called at any rate: one run at a time, at most one per frame, and always one more
 * after the last call.
 */
function latestOnly(work: () => Promise<void>): () => Promise<void> {
  let isRunning = false;
  let isWanted = false;
  return async () => {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isWanted) {
        isWanted = false;
        await work();
        await new Promise(requestAnimationFrame);
      }
    } finally {
      isRunning = false;
    }
  };
}
