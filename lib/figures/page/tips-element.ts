import { el } from './elements';

/** Shows the text of an element's `data-tip` next to the pointer, at once; on a touch screen, after a tap. */
export class TipsElement extends HTMLElement {
  private tip: HTMLElement | undefined;

  connectedCallback(): void {
    if (this.tip) return;
    this.tip = el('div', { class: 'faces-readout', hidden: true });
    this.append(this.tip);
    this.addEventListener('pointermove', (event) => this.show(event));
    this.addEventListener('pointerdown', (event) => this.show(event));
    this.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && this.hide());
  }

  private hide(): void {
    this.tip!.hidden = true;
  }

  private show({ target, clientX, clientY }: PointerEvent): void {
    const text = (target as Element).closest<HTMLElement>('[data-tip]')?.dataset.tip;
    if (text === undefined) return this.hide();
    const tip = this.tip!;
    tip.textContent = text;
    tip.hidden = false;
    const [own, box] = [tip.getBoundingClientRect(), this.getBoundingClientRect()];
    const left = Math.min(clientX - box.left + 14, box.width - own.width);
    tip.style.cssText = `left:${Math.max(0, left)}px;top:${clientY - box.top - own.height - 12}px`;
  }
}
