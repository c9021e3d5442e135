import { ChartElement } from './chart-element';
import { GalleryElement } from './gallery-element';
import { TableElement } from './table-element';
import { TipsElement } from './tips-element';

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
