import { el } from '../../figures/page/elements';
import { COLUMNS, compareBy, searchText } from './index/columns';
import { compare } from './index/comparison';
import { sparkline } from './index/curves';
import type { IndexData, IndexRun } from './index/run';

const { runs } = JSON.parse(document.getElementById('index-data')!.textContent) as IndexData;
/** The runs to compare, at most two. */
const chosen: IndexRun[] = [];
let sorting: { column: number; direction: 1 | -1 } = { column: 0, direction: 1 };

const filter = el('input', { type: 'search', id: 'filter', input: () => draw() });
const found = el('output', {});
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
    el('p', { class: 'filter' }, el('label', { for: 'filter' }, 'Filter '), filter, found),
    el('div', region, el('table', {}, el('thead', {}, head), body)),
    side,
  );
draw();

function sortBy(column: number): void {
  sorting = { column, direction: sorting.column === column && sorting.direction === 1 ? -1 : 1 };
  draw();
}

/** Shows the runs that contain every word of the filter. */
function draw(): void {
  const wanted = filter.value.toLowerCase().split(/\s+/);
  const shown = runs.filter((run) => wanted.every((word) => searchText(run).includes(word)));
  shown.sort(compareBy(COLUMNS[sorting.column]!, sorting.direction));
  heads.forEach((cell, column) => {
    if (column !== sorting.column) cell.removeAttribute('aria-sort');
    else cell.setAttribute('aria-sort', sorting.direction === 1 ? 'ascending' : 'descending');
  });
  body.replaceChildren(...shown.map(row));
  found.value = `${shown.length} of ${runs.length} runs`;
}

function row(run: IndexRun): HTMLElement {
  const box = el('input', {
    type: 'checkbox',
    'aria-label': `Compare ${run.report}, ${run.name}`,
    change: () => choose(run),
  });
  box.checked = chosen.includes(run);
  const cells = COLUMNS.map(({ key, show }, column) => {
    const text = show?.(run) ?? String(key(run));
    return el('td', {}, column === 0 ? el('a', { href: `${run.report}.html` }, text) : text);
  });
  return el('tr', {}, el('td', {}, box), ...cells, el('td', {}, sparkline(run.validation)));
}

/** Selects or deselects a run; the last two selected are compared. */
function choose(run: IndexRun): void {
  const at = chosen.indexOf(run);
  if (at >= 0) chosen.splice(at, 1);
  else chosen.push(run);
  if (chosen.length > 2) chosen.shift();
  draw();
  const [a, b] = chosen;
  const hint = el('p', { class: 'hint' }, 'Select a second run to compare.');
  side.replaceChildren(...(a && b ? [compare(a, b)] : a ? [hint] : []));
}
