/** Each cell's code unfolds by itself; one button unfolds or folds all. */
export function startCodeFolding(): void {
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
