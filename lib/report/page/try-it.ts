import { startTensorflow } from './try-it/browser-tensorflow';
import { text } from './try-it/controls';
import type { TryItData } from './try-it/data';
import { startTrial } from './try-it/trial';

/** The network is unpacked when its section comes near, so that the rest of the page is there at once. */
const section = document.querySelector<HTMLElement>('.try-it');
const source = document.getElementById('try-it-data')?.textContent;
if (section && source) {
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      near.disconnect();
      void start(section, source);
    },
    { rootMargin: '800px' },
  );
  near.observe(section);
}

async function start(place: HTMLElement, json: string): Promise<void> {
  place.replaceChildren(text('p', 'Unpacking the network ...'));
  try {
    const data = JSON.parse(json) as TryItData;
    await startTensorflow();
    startTrial(place, data);
  } catch (error) {
    place.replaceChildren(
      text('p', `The network does not run in this browser: ${(error as Error).message}`, 'failure'),
    );
  }
}
