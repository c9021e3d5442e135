/** The table of contents marks the part being read; on a narrow screen it starts folded and folds after a choice. */
export function startContents(): void {
  const nav = document.querySelector<HTMLElement>('nav.contents');
  const details = nav?.querySelector('details');
  if (!nav || !details) return;
  const narrow = matchMedia('(max-width: 64rem)');
  const fold = (): void => void (details.open = !narrow.matches);
  fold();
  narrow.addEventListener('change', fold);
  nav.addEventListener('click', (event) => {
    if (narrow.matches && (event.target as Element).closest('a')) details.open = false;
  });
  const entries = [...nav.querySelectorAll<HTMLAnchorElement>('a')].flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading ? [{ link, heading }] : [];
  });
  let waiting = false;
  const follow = (): void => {
    waiting = false;
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const passed = entries.filter(({ heading }) => heading.getBoundingClientRect().top < innerHeight * 0.3);
    const current = (atEnd && scrollY > 0 ? entries.at(-1) : passed.at(-1)) ?? entries[0];
    for (const { link } of entries) {
      if (link === current?.link) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
    // Only the list scrolls, never the page.
    if (current && !narrow.matches) keepInView(current.link, nav);
  };
  const later = (): void => {
    if (!waiting) requestAnimationFrame(follow);
    waiting = true;
  };
  addEventListener('scroll', later, { passive: true });
  addEventListener('resize', later);
  follow();
}

function keepInView(link: HTMLElement, list: HTMLElement): void {
  const [item, frame] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
  if (item.top < frame.top) list.scrollTop += item.top - frame.top - 16;
  else if (item.bottom > frame.bottom) list.scrollTop += item.bottom - frame.bottom + 16;
}
