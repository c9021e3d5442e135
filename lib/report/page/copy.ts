/** Gives each block of code a button that copies it. */
export function startCopying(): void {
  if (!('clipboard' in navigator)) return;
  for (const code of document.querySelectorAll<HTMLElement>('pre:has(> code)')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    const frame = document.createElement('div');
    frame.className = 'copyable';
    code.replaceWith(frame);
    frame.append(code, button);
    button.addEventListener('click', () => void copy(code.textContent ?? '', button));
  }
}

async function copy(text: string, button: HTMLButtonElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text.trimEnd());
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Not allowed';
  }
  setTimeout(() => (button.textContent = 'Copy'), 1500);
}
