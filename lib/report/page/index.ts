import { el } from '../../figures/page/elements';
import { COLUMNS, compareBy, searchText } from './index/columns';
import { compare } from './index/comparison';
import { sparkline } from './index/curves';
import type { IndexData, IndexRun } from './index/data';
import { drawing } from './index/drawing';

const { runs } = JSON.parse(document.getElementById('index-data')!.textContent) as IndexData;
const chosen: IndexRun[] = [];
let sorting: { column: number; direction: 1 | -1 } = { column: 0, direction: 1 };

const search = el('input', { type: 'search', id: 'search', input: () => draw() });
const count = el('output', {});
const body = el('tbody');
const heads = COLUMNS.map(({ title }, column) =>
  el('th', { scope: 'col' }, el('button', { type: 'button', click: () => sortBy(column) }, title)),
);
const side = el('div', { 'aria-live': 'polite' });

const head = el('tr', {}, el('th', { scope: 'col' }, 'Compare'), ...heads, el('th', { scope: 'col' }, 'Validation'));
const region = { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': 'All runs' };
document
  .querySelector('.runs')!
  .append(
    el('p', { class: 'filter' }, el('label', { for: 'search' }, 'Filter '), search, count),
    el('div', region, el('table', {}, el('thead', {}, head), body)),
    side,
  );
draw();

function sortBy(column: number): void {
  sorting = { column, direction: sorting.column === column && sorting.direction === 1 ? -1 : 1 };
  draw();
}

/** Every word has to occur. */
function draw(): void {
  const wanted = search.value.toLowerCase().split(/\s+/);
  const found = runs.filter((run) => wanted.every((word) => searchText(run).includes(word)));
  found.sort(compareBy(COLUMNS[sorting.column]!, sorting.direction));
  heads.forEach((cell, column) => {
    if (column !== sorting.column) cell.removeAttribute('aria-sort');
    else cell.setAttribute('aria-sort', sorting.direction === 1 ? 'ascending' : 'descending');
  });
  body.replaceChildren(...found.map(row));
  count.value = `${found.length} of ${runs.length} runs`;
}

function row(run: IndexRun): HTMLElement {
  const box = el('input', {
    type: 'checkbox',
    'aria-label': `Compare ${run.experiment}, ${run.name}`,
    change: () => choose(run),
  });
  box.checked = chosen.includes(run);
  const cells = COLUMNS.map(({ key, show }, column) => {
    const text = show?.(run) ?? String(key(run));
    return el('td', {}, column === 0 ? el('a', { href: `${run.experiment}.html` }, text) : text);
  });
  return el('tr', {}, el('td', {}, box), ...cells, el('td', {}, drawing(sparkline(run.validation))));
}

/** The last two that were chosen are compared. */
function choose(run: IndexRun): void {
  const at = chosen.indexOf(run);
  if (at >= 0) chosen.splice(at, 1);
  else chosen.push(run);
  if (chosen.length > 2) chosen.shift();
  draw();
  const [a, b] = chosen;
  const hint = el('p', { class: 'hint' }, 'Choose a second run to compare it with.');
  side.replaceChildren(...(a && b ? [compare(a, b)] : a ? [hint] : []));
}
