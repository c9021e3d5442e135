type Theme = 'light' | 'dark';

const KEY = 'facial-keypoints-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

/**
 * Light or dark as the reader's system has it, until the button says otherwise. The choice is kept where the browser
 * allows it; a page opened from a file may not store anything in some browsers.
 */
export function startTheme(): void {
  apply(stored() ?? (system.matches ? 'dark' : 'light'));
  system.addEventListener('change', () => apply(stored() ?? (system.matches ? 'dark' : 'light')));
  document.addEventListener('DOMContentLoaded', () => {
    label();
    button()?.addEventListener('click', () => {
      const theme: Theme = current() === 'dark' ? 'light' : 'dark';
      store(theme);
      apply(theme);
    });
  });
}

const current = (): Theme => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');
const button = (): HTMLElement | null => document.querySelector('[data-action="theme"]');

function apply(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  label();
  document.dispatchEvent(new CustomEvent('faces:theme', { detail: theme }));
}

function label(): void {
  const control = button();
  if (control) control.textContent = current() === 'dark' ? 'Light' : 'Dark';
  control?.setAttribute('aria-label', current() === 'dark' ? 'Light colors' : 'Dark colors');
}

function stored(): Theme | undefined {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : undefined;
  } catch {
    return undefined;
  }
}

function store(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice then lasts as long as the page.
  }
}
