/** The frame around every page: theme, folded code, table of contents, copies and previews. */
import { startCopying } from './copy';
import { startPreviews } from './previews';

type Theme = 'light' | 'dark';

const THEME_KEY = 'facial-keypoints-theme';
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

// Before the page is drawn, so that it does not flash in the wrong colors.
startTheme();

document.addEventListener('DOMContentLoaded', () => {
  startThemeButton();
  startPreviews();
  startCopying();
  startCodeFolding();
  startContents();
});

/**
 * The page is light or dark as the reader's system is, until the button is used. The choice is kept if the browser allows
 * it: some allow no storage to a page opened from a file.
 */
function startTheme(): void {
  const apply = (): void => applyTheme(storedTheme() ?? (systemIsDark.matches ? 'dark' : 'light'));
  apply();
  systemIsDark.addEventListener('change', apply);
}

function currentTheme(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}

function themeButton(): HTMLElement | null {
  return document.querySelector('[data-action="theme"]');
}

function startThemeButton(): void {
  labelThemeButton();
  themeButton()?.addEventListener('click', () => {
    const theme = currentTheme() === 'dark' ? 'light' : 'dark';
    storeTheme(theme);
    applyTheme(theme);
  });
}

function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  labelThemeButton();
  document.dispatchEvent(new CustomEvent('faces:theme', { detail: theme }));
}

function labelThemeButton(): void {
  const button = themeButton();
  const other = currentTheme() === 'dark' ? 'Light' : 'Dark';
  if (button) button.textContent = other;
  button?.setAttribute('aria-label', `${other} colors`);
}

function storedTheme(): Theme | undefined {
  try {
    const value = localStorage.getItem(THEME_KEY);
    return value === 'light' || value === 'dark' ? value : undefined;
  } catch {
    return undefined;
  }
}

function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // The choice then lasts until the page is closed.
  }
}

/** Each cell's code has its own disclosure triangle; one button shows or hides all of it. */
function startCodeFolding(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-action="code"]');
  const cells = [...document.querySelectorAll<HTMLDetailsElement>('details.code')];
  if (!button) return;
  if (cells.length === 0) button.hidden = true;
  const update = (): void => {
    const all = cells.every((cell) => cell.open);
    button.textContent = all ? 'Hide all code' : 'Show all code';
    button.setAttribute('aria-pressed', String(all));
  };
  button.addEventListener('click', () => {
    const open = !cells.every((cell) => cell.open);
    for (const cell of cells) cell.open = open;
    update();
  });
  for (const cell of cells) cell.addEventListener('toggle', update);
}

/** The table of contents marks the current section. On a narrow screen it is folded, and folds again after a choice. */
function startContents(): void {
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
  let isScheduled = false;
  const markCurrent = (): void => {
    isScheduled = false;
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const passed = entries.filter(({ heading }) => heading.getBoundingClientRect().top < innerHeight * 0.3);
    const current = (atEnd && scrollY > 0 ? entries.at(-1) : passed.at(-1)) ?? entries[0];
    for (const { link } of entries) {
      if (link === current?.link) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
    if (current && !narrow.matches) scrollIntoList(current.link, nav);
  };
  const schedule = (): void => {
    if (!isScheduled) requestAnimationFrame(markCurrent);
    isScheduled = true;
  };
  addEventListener('scroll', schedule, { passive: true });
  addEventListener('resize', schedule);
  markCurrent();
}

/** Scrolls the list alone, never the page. */
function scrollIntoList(link: HTMLElement, list: HTMLElement): void {
  const [item, frame] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
  if (item.top < frame.top) list.scrollTop += item.top - frame.top - 16;
  else if (item.bottom > frame.bottom) list.scrollTop += item.bottom - frame.bottom + 16;
}
