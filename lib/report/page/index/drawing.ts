/** An SVG drawing from its source, which must hold nothing that came from outside. */
export function drawing(source: string): SVGElement {
  const holder = document.createElement('template');
  holder.innerHTML = source;
  return holder.content.firstElementChild as SVGElement;
}
