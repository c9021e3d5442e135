import { el } from '../../../figures/page/elements';
import type { TryItNetwork } from '../../try-it/data';
import type { Engine } from './engine';
import { loadNetwork } from './network';
import type { BrowserNetwork } from './network';

/** A network that is ready, with its place among those to choose from. */
export interface ChosenNetwork {
  readonly index: number;
  readonly network: BrowserNetwork;
  readonly about: TryItNetwork;
}

/**
 * Radio buttons for the networks, and a sentence on the chosen one. The first one is chosen at the start; each is unpacked
 * when it is first chosen.
 *
 * @param engine What computes.
 * @param networks All networks.
 * @param onChosen Called when the chosen network is ready.
 * @param onFailure Called with a message when a network cannot be unpacked.
 * @returns An element with all of it.
 */
export function networkChoice(
  engine: Engine,
  networks: readonly TryItNetwork[],
  onChosen: (chosen: ChosenNetwork) => void,
  onFailure: (message: string) => void,
): HTMLElement {
  const ready = new Map<number, Promise<BrowserNetwork>>();
  const sentence = el('p', { class: 'about' });
  let wanted = -1;
  const choose = async (index: number): Promise<void> => {
    wanted = index;
    const about = networks[index]!;
    sentence.textContent = about.about;
    const loading = ready.get(index) ?? loadNetwork(engine, about);
    ready.set(index, loading);
    try {
      const network = await loading;
      if (wanted === index) onChosen({ index, network, about });
    } catch (error) {
      onFailure((error as Error).message);
    }
  };
  void choose(0);
  const choice = networks.length > 1 ? [radios(networks, (index) => void choose(index))] : [];
  return el('div', {}, ...choice, sentence);
}

function radios(networks: readonly TryItNetwork[], onChange: (index: number) => void): HTMLElement {
  const labels = networks.map(({ name }, index) => {
    const change = (): void => onChange(index);
    return el('label', {}, el('input', { type: 'radio', name: 'network', checked: index === 0, change }), name);
  });
  return el('fieldset', { class: 'networks' }, el('legend', {}, 'Network'), ...labels);
}
