import { button, photoInput, slider, text } from './controls';
import type { FaceView, TryItData, TryItFace } from './data';
import { scaled, startDragging } from './dragging';
import { latestOnly } from './latest-only';
import { networkChoice  } from './network-choice';
import type {Chosen} from './network-choice';
import { NetworkView } from './network-view';
import { grayImage, readersPhoto, reportPhoto } from './photos';
import { describe } from './results';
import { Scene  } from './scene';
import type {Photo} from './scene';
import { carriedOver, centerd, lookThrough  } from './view-window';
import type {ViewWindow} from './view-window';

/** What is being looked at. */
interface Subject {
  readonly photo: Photo;
  /** Missing for a photo of the reader's. */
  readonly face?: TryItFace;
}

/** Fills the section: networks and faces to choose, the photo with its window, sliders, and what the network says. */
export function startTrial(place: HTMLElement, data: TryItData): void {
  const scene = new Scene();
  const view = new NetworkView();
  const result = text('p', 'Unpacking the network ...', 'result');
  const status = text('p', '', 'status');
  result.setAttribute('aria-live', 'polite');
  status.setAttribute('role', 'status');
  let chosen: Chosen | undefined;
  let subject: Subject | undefined;
  /** Where the window stands at first, and where it stands now. */
  let start: ViewWindow;
  let window: ViewWindow;

  const refresh = latestOnly(async () => {
    if (!subject || !chosen) return;
    const [{ photo, face }, { index, network, about }, shown] = [subject, chosen, window];
    const isUnmoved = JSON.stringify(start) === JSON.stringify(shown);
    const known = face && { face, view: face.views[index]!, isUnmoved };
    const gray = known?.isUnmoved ? await grayImage(known.view.image) : lookThrough(photo.image, shown, network);
    const began = performance.now();
    const predicted = await network.predict(gray);
    const milliseconds = performance.now() - began;
    const found = describe({ window: shown, predicted, milliseconds, network: about, ...(known && { known }) });
    const [truth, description] = [known?.view.truth ?? [], found.alternative];
    scene.draw({ window: shown, predicted, truth, parts: about.parts, description });
    view.draw(gray, predicted, network);
    result.textContent = found.text;
    place.dataset.predicted = JSON.stringify([...predicted]);
  });

  const change = (next: ViewWindow): void => {
    window = next;
    const { photo } = subject!;
    across.value = Math.round(((window.x - start.x) / photo.width) * 100);
    down.value = Math.round(((window.y - start.y) / photo.height) * 100);
    size.value = Math.round((window.width / start.width) * 100);
    turn.value = Math.round(window.turn);
    void refresh();
  };
  const move = (axis: 'x' | 'y', side: 'width' | 'height') => (percent: number) =>
    change({ ...window, [axis]: start[axis] + (percent / 100) * subject!.photo[side] });
  const percent = { min: -50, max: 50, step: 1, unit: ' %' };
  const across = slider({ ...percent, label: 'Left or right', onInput: move('x', 'width') });
  const down = slider({ ...percent, label: 'Up or down', onInput: move('y', 'height') });
  const size = slider({
    ...{ label: 'Size', min: 25, max: 200, step: 1, unit: ' %' },
    onInput: (value) => change(scaled(window, (start.width * value) / 100 / window.width)),
  });
  const turn = slider({
    ...{ label: 'Turn', min: -180, max: 180, step: 1, unit: '°' },
    onInput: (value) => change({ ...window, turn: value }),
  });

  const startOf = ({ photo, face }: Subject): ViewWindow => {
    const index = chosen?.index ?? 0;
    if (face) return centerd(face.views[index]!.window);
    const [first] = data.faces as [TryItFace];
    return firstWindow(photo, first, first.views[index]!);
  };
  const show = (next: Subject, said = ''): void => {
    subject = next;
    scene.show(next.photo);
    status.textContent = said;
    start = startOf(next);
    change(start);
  };
  const choose = (next: Chosen): void => {
    chosen = next;
    if (!subject) return;
    const before = start;
    start = startOf(subject);
    change(carriedOver(window, before, start));
  };
  const showFace = async (face: TryItFace): Promise<void> => show({ photo: await reportPhoto(face.photo), face });
  const showFile = async (file: File): Promise<void> => {
    try {
      const photo = await readersPhoto(file);
      select(undefined);
      show({ photo }, 'Your photo stays in this page. Drag the frame over the face.');
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
  const select = (selected: TryItFace | undefined): void =>
    data.faces.forEach((face, i) => choices[i]!.setAttribute('aria-pressed', String(face === selected)));

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
  const again = button('Back to the start', () => change(start));
  const sliders = element('div', 'sliders', across.element, down.element, size.element, turn.element, again);
  place.replaceChildren(
    text(
      'p',
      'Drag the frame, its corner or the handle on its upper edge. The network looks at what is inside the frame.',
    ),
    networkChoice(data.networks, choose, (message) => (status.textContent = message)),
    faces,
    element('div', 'stage', element('div', 'left', scene.svg), element('div', 'right', view.element, sliders)),
    result,
    status,
  );
  choices[0]?.click();
}

/** As large as it goes where networks see whole photos, else a square where faces often are. */
function firstWindow(photo: Photo, { width, height }: TryItFace, { window }: FaceView): ViewWindow {
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
