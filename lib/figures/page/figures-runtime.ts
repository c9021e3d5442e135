import { ChartElement } from './chart-element';
import { GalleryElement } from './gallery-element';
import { TableElement } from './table-element';
import { TipsElement } from './tips-element';

// In a notebook, the style sheet comes with an output, which disappears when its cell runs again: the page keeps a copy.
const brought = document.currentScript?.closest('.faces-runtime')?.querySelector('style');
if (brought) {
  const kept = document.querySelector('style.faces-kept') ?? document.createElement('style');
  kept.className = 'faces-kept';
  kept.textContent = brought.textContent;
  document.head.append(kept);
}

// A notebook may bring this script twice, and an element can be defined only once.
const elements = {
  'faces-chart': ChartElement,
  'faces-gallery': GalleryElement,
  'faces-table': TableElement,
  'faces-tips': TipsElement,
};
for (const [name, element] of Object.entries(elements)) {
  if (!customElements.get(name)) customElements.define(name, element);
}
