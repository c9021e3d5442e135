import { el } from '../../figures/page/elements';
import type { TryItData } from '../try-it/data';
import { startTrial } from './try-it/trial';
import { serve, startEngine } from './try-it/workers';

/** How far from the screen the section may be when its networks are unpacked. */
const NEAR = '800px';

// This script runs in the page, and again in workers, where there is no document.
if (typeof document === 'undefined') serve();
else waitForReader(document.currentScript?.textContent ?? '');

function waitForReader(script: string): void {
  const section = document.querySelector<HTMLElement>('.try-it');
  const source = document.getElementById('try-it-data')?.textContent;
  if (!section || !source) return;
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      void start(section, source, script);
    },
    { rootMargin: NEAR },
  );
  observer.observe(section);
}

async function start(place: HTMLElement, json: string, script: string): Promise<void> {
  place.replaceChildren(el('p', {}, 'Loading the network ...'));
  startTrial(place, JSON.parse(json) as TryItData, await startEngine(script));
}
