import { cssVariable, SERIES_COLORS } from '../palette';
import type { SeriesColor } from '../palette';
import { el } from './elements';

/** Colors of a page, or of paper, as `rgb(...)`. */
export type Theme = Readonly<Record<'text' | 'muted' | 'grid' | 'background' | 'border' | SeriesColor, string>>;

const NAMES = ['text', 'muted', 'grid', 'background', 'border', ...SERIES_COLORS] as const;

/**
 * Reads the colors that the style sheet gives a figure.
 *
 * @param figure An element inside the figure.
 * @param medium Those of the page as it is now, light or dark, or those of downloads.
 */
export function readTheme(figure: HTMLElement, medium: 'page' | 'paper' = 'page'): Theme {
  const probe = el('span', { hidden: true, class: medium === 'paper' ? 'faces-paper' : '' });
  const value = el('span');
  probe.append(value);
  figure.append(probe);
  const colors = NAMES.map((name) => {
    value.style.color = cssVariable(name);
    return [name, getComputedStyle(value).color] as const;
  });
  probe.remove();
  return Object.fromEntries(colors) as Theme;
}

/** The same color, partly transparent. @param color `rgb(r, g, b)`. */
export const faded = (color: string, opacity: number): string =>
  color.replace(/^rgb\((.*)\)$/, (_, channels: string) => `rgba(${channels}, ${opacity})`);

/** Calls back when the page or the system turns from light to dark or back. */
export function onThemeChange(change: () => void): void {
  const observer = new MutationObserver(change);
  const attributeFilter = ['data-theme', 'data-jp-theme-light'];
  for (const element of [document.documentElement, document.body]) {
    observer.observe(element, { attributes: true, attributeFilter });
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', change);
}
