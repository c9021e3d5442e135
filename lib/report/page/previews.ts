/** What a preview shows of a figure: the still image of a chart, a drawing, a table, or a gallery's first image. */
const PICTURES = ['.faces-plot svg', '.faces-wide svg', '.faces-scroll table', '.faces-items svg'].join(', ');

/** Milliseconds before a preview opens, so that a pointer on its way elsewhere opens none. */
const DELAY = 200;

/** Links to figures, tables and references show what they lead to, while a pointer is over them or they have the focus. */
export function startPreviews(): void {
  const links = document.querySelectorAll<HTMLAnchorElement>('a:is([href^="#fig-"], [href^="#tbl-"], [href^="#ref-"])');
  const card = document.createElement('div');
  card.className = 'preview faces-figure';
  card.hidden = true;
  card.setAttribute('role', 'tooltip');
  card.id = 'preview';
  if (links.length > 0) document.body.append(card);
  for (const link of links) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) previewOf(link, contentOf(target), card);
  }
}

/** Copies, taken before the page's scripts replace still images. */
function contentOf(target: HTMLElement): Node[] {
  const caption = target.matches('figure') ? target.querySelector(':scope > figcaption') : target;
  const text = document.createElement('p');
  text.append(...[...(caption?.childNodes ?? [])].map((node) => node.cloneNode(true)));
  const picture = target.querySelector(PICTURES)?.cloneNode(true);
  return picture ? [picture, text] : [text];
}

function previewOf(link: HTMLAnchorElement, content: Node[], card: HTMLElement): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = (): void => {
    clearTimeout(timer);
    card.hidden = true;
    link.removeAttribute('aria-describedby');
  };
  const show = (): void => {
    timer = setTimeout(() => {
      card.replaceChildren(...content);
      card.hidden = false;
      link.setAttribute('aria-describedby', card.id);
      place(card, link.getBoundingClientRect());
    }, DELAY);
  };
  link.addEventListener('mouseenter', show);
  link.addEventListener('focus', show);
  link.addEventListener('mouseleave', hide);
  link.addEventListener('blur', hide);
  link.addEventListener('click', hide);
  link.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hide();
  });
}

/** Below the link, or above it where there is no room. */
function place(card: HTMLElement, link: DOMRect): void {
  const { width, height } = card.getBoundingClientRect();
  const left = Math.max(8, Math.min(link.left, innerWidth - width - 8));
  const isBelow = link.bottom + height + 12 < innerHeight;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(isBelow ? link.bottom + 6 : link.top - height - 6) + scrollY}px`;
}
