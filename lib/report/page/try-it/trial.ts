import type { BrowserNetwork } from './browser-network';
import { button, photoInput, slider, text } from './controls';
import type { TryItData, TryItFace } from './data';
import { scaled, startDragging } from './dragging';
import { latestOnly } from './latest-only';
import { NetworkView } from './network-view';
import { readersPhoto, reportPhoto } from './photos';
import { describe } from './results';
import { Scene, type Photo } from './scene';
import { centred, lookThrough, type ViewWindow } from './view-window';

/** What is being looked at. */
interface Subject {
  readonly photo: Photo;
  /** Where the window stands at first. */
  readonly start: ViewWindow;
  /** Missing for a photo of the reader's. */
  readonly face?: TryItFace;
}

/** Fills the section: faces to choose, the photo with its window, sliders, and what the network says of it. */
export function startTrial(place: HTMLElement, network: BrowserNetwork, data: TryItData): void {
  const scene = new Scene(data.parts);
  const view = new NetworkView(network);
  const result = text('p', '', 'result');
  const status = text('p', '', 'status');
  result.setAttribute('aria-live', 'polite');
  status.setAttribute('role', 'status');
  let subject: Subject | undefined;
  let window: ViewWindow;

  const refresh = latestOnly(async () => {
    if (!subject) return;
    const [shownSubject, shownWindow] = [subject, window];
    const grey = lookThrough(shownSubject.photo.image, shownWindow, network);
    const began = performance.now();
    const predicted = await network.predict(grey);
    const milliseconds = performance.now() - began;
    const { face, start } = shownSubject;
    const isUnmoved = JSON.stringify(start) === JSON.stringify(shownWindow);
    const found = describe(shownWindow, predicted, face, isUnmoved, milliseconds);
    scene.draw(shownWindow, predicted, face?.truth ?? [], found.alternative);
    view.draw(grey, predicted);
    result.textContent = found.text;
    place.dataset.predicted = JSON.stringify([...predicted]);
  });

  const change = (next: ViewWindow): void => {
    window = next;
    const { photo, start } = subject!;
    across.value = Math.round(((window.x - start.x) / photo.width) * 100);
    down.value = Math.round(((window.y - start.y) / photo.height) * 100);
    size.value = Math.round((window.width / start.width) * 100);
    turn.value = Math.round(window.turn);
    void refresh();
  };
  const move = (axis: 'x' | 'y', side: 'width' | 'height') => (percent: number) =>
    change({ ...window, [axis]: subject!.start[axis] + (percent / 100) * subject!.photo[side] });
  const percent = { min: -50, max: 50, step: 1, unit: ' %' };
  const across = slider({ ...percent, label: 'Left or right', onInput: move('x', 'width') });
  const down = slider({ ...percent, label: 'Up or down', onInput: move('y', 'height') });
  const size = slider({
    ...{ label: 'Size', min: 25, max: 200, step: 1, unit: ' %' },
    onInput: (value) => change(scaled(window, (subject!.start.width * value) / 100 / window.width)),
  });
  const turn = slider({
    ...{ label: 'Turn', min: -180, max: 180, step: 1, unit: '°' },
    onInput: (value) => change({ ...window, turn: value }),
  });

  const show = (next: Subject): void => {
    subject = next;
    scene.show(next.photo);
    status.textContent = '';
    change(next.start);
  };
  const showFace = async (face: TryItFace): Promise<void> =>
    show({ photo: await reportPhoto(face.photo), start: centred(face.window), face });
  const showFile = async (file: File): Promise<void> => {
    try {
      const photo = await readersPhoto(file);
      show({ photo, start: firstWindow(photo, data.faces[0]!) });
      select(undefined);
      status.textContent = 'Your photo stays in this page. Drag the frame over the face.';
    } catch (error) {
      status.textContent = (error as Error).message;
    }
  };

  const choices = data.faces.map((face) =>
    faceButton(face, () => {
      select(face);
      void showFace(face);
    }),
  );
  const select = (chosen: TryItFace | undefined): void =>
    data.faces.forEach((face, i) => choices[i]!.setAttribute('aria-pressed', String(face === chosen)));

  startDragging(
    scene.svg,
    (event) => scene.at(event),
    () => window,
    change,
  );
  const faces = element(
    'div',
    'faces',
    ...choices,
    photoInput(place, (file) => void showFile(file)),
  );
  faces.setAttribute('role', 'group');
  faces.setAttribute('aria-label', 'Photos');
  const again = button('Back to the start', () => change(subject!.start));
  const sliders = element('div', 'sliders', across.element, down.element, size.element, turn.element, again);
  place.replaceChildren(
    text(
      'p',
      'Drag the frame, its corner or the handle on its upper edge. The network looks at what is inside the frame.',
    ),
    faces,
    element('div', 'stage', element('div', 'left', scene.svg), element('div', 'right', view.element, sliders)),
    result,
    status,
  );
  choices[0]?.click();
}

/** As large as it goes where networks see whole photos, else a square where faces often are. */
function firstWindow(photo: Photo, { window, width, height }: TryItFace): ViewWindow {
  const isWhole = window.width >= width * 0.98 && window.height >= height * 0.98;
  const side = isWhole ? 1 : 0.6;
  const factor = side * Math.min(photo.width / window.width, photo.height / window.height);
  return {
    x: photo.width / 2,
    y: photo.height * (isWhole ? 0.5 : 0.45),
    width: window.width * factor,
    height: window.height * factor,
    turn: 0,
  };
}

function faceButton({ label, photo }: TryItFace, onClick: () => void): HTMLButtonElement {
  const control = button('', onClick);
  const image = document.createElement('img');
  image.src = photo;
  image.alt = label;
  image.width = 64;
  control.title = label;
  control.append(image);
  return control;
}

function element(tag: string, className: string, ...children: Element[]): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}
