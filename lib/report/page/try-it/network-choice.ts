import { loadNetwork  } from './browser-network';
import type {BrowserNetwork} from './browser-network';
import { text } from './controls';
import type { TryItNetwork } from './data';

/** A network with its place among those to choose from. */
export interface Chosen {
  readonly index: number;
  readonly network: BrowserNetwork;
  readonly about: TryItNetwork;
}

/**
 * Radio buttons for the networks, with a sentence on the chosen one. Each network is unpacked when it is first chosen;
 * the first one is chosen at once.
 *
 * @param onChosen Called when the chosen network is ready.
 * @param onFailure Called with what went wrong where a network cannot be unpacked.
 */
export function networkChoice(
  networks: readonly TryItNetwork[],
  onChosen: (chosen: Chosen) => void,
  onFailure: (message: string) => void,
): HTMLElement {
  const ready = new Map<number, Promise<BrowserNetwork>>();
  const sentence = text('p', '', 'about');
  let wanted = -1;
  const choose = async (index: number): Promise<void> => {
    wanted = index;
    const about = networks[index]!;
    sentence.textContent = about.about;
    const loading = ready.get(index) ?? loadNetwork(about.program);
    ready.set(index, loading);
    try {
      const network = await loading;
      if (wanted === index) onChosen({ index, network, about });
    } catch (error) {
      onFailure((error as Error).message);
    }
  };
  const element = document.createElement('div');
  if (networks.length > 1) element.append(radios(networks, (index) => void choose(index)));
  element.append(sentence);
  void choose(0);
  return element;
}

function radios(networks: readonly TryItNetwork[], onChange: (index: number) => void): HTMLElement {
  const group = document.createElement('fieldset');
  group.className = 'networks';
  group.append(text('legend', 'Network'));
  networks.forEach(({ name }, index) => {
    const label = document.createElement('label');
    const input = document.createElement('input');
    Object.assign(input, { type: 'radio', name: 'network', value: String(index), checked: index === 0 });
    input.addEventListener('change', () => onChange(index));
    label.append(input, name);
    group.append(label);
  });
  return group;
}
