import { el } from '../../figures/page/elements';
import type { TryItData } from '../try-it/data';
import { startTensorflow } from './try-it/network';
import { startTrial } from './try-it/trial';

/** How far from the screen the section may be when its networks are unpacked, which would delay the rest of the page. */
const NEAR = '800px';

const section = document.querySelector<HTMLElement>('.try-it');
const source = document.getElementById('try-it-data')?.textContent;
if (section && source) {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      void start(section, source);
    },
    { rootMargin: NEAR },
  );
  observer.observe(section);
}

async function start(place: HTMLElement, json: string): Promise<void> {
  place.replaceChildren(el('p', {}, 'Loading the network ...'));
  try {
    const data = JSON.parse(json) as TryItData;
    await startTensorflow();
    startTrial(place, data);
  } catch (error) {
    const message = `The network does not run in this browser: ${(error as Error).message}`;
    place.replaceChildren(el('p', { class: 'failure' }, message));
  }
}
