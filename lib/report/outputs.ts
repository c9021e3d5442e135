import { stripVTControlCharacters } from 'node:util';
import { RUNTIME_MARKS } from '../figures/runtime';
import { causeFirst } from './execute';
import { Html, html } from '../html';
import { renderMarkdown } from './markdown';
import type { Output } from './notebook';

/** One output of a cell as HTML; nothing for outputs without content. */
export function renderOutput(output: Output): Html {
  switch (output.output_type) {
    case 'stream':
      return renderStream(output.text, output.name);
    case 'error': {
      const stack = stripVTControlCharacters(output.traceback.join('\n'));
      return html`<div class="output error" role="note">
        <strong>${causeFirst(`${output.ename}: ${output.evalue}`)}</strong>
        <pre tabindex="0" aria-label="Stack of the error">${stack}</pre>
      </div>`;
    }
    default:
      return renderData(output.data);
  }
}

function renderStream(text: string, name: 'stdout' | 'stderr'): Html {
  const shown = terminalText(text);
  if (!shown.trim()) return html``;
  const label = name === 'stderr' ? 'Messages' : 'Printed output';
  return html`<pre class="output ${name}" tabindex="0" role="group" aria-label="${label}">${shown}</pre>`;
}

/** What a terminal would show in the end: no control sequences, and only the last state of an overwritten line. */
export function terminalText(text: string): string {
  return stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.replace(/\r+$/, '').split('\r').at(-1))
    .join('\n')
    .trimEnd();
}

/** The richest form of a display. */
function renderData(data: Record<string, unknown>): Html {
  const of = (type: string): string | undefined => (typeof data[type] === 'string' ? data[type] : undefined);
  const page = of('text/html');
  if (page !== undefined) {
    const kept = stripRuntime(page);
    return kept.trim() ? html`<div class="output">${new Html(kept)}</div>` : html``;
  }
  const drawing = of('image/svg+xml');
  if (drawing !== undefined) return html`<div class="output image">${new Html(drawing)}</div>`;
  for (const type of ['image/png', 'image/jpeg', 'image/webp']) {
    const image = of(type)?.replace(/\s/g, '');
    if (image) return html`<div class="output image"><img alt="Image" src="data:${type};base64,${image}" /></div>`;
  }
  const text = of('text/markdown');
  if (text !== undefined) return html`<div class="output">${renderMarkdown(text, new Set()).html}</div>`;
  return renderStream(of('text/plain') ?? '', 'stdout');
}

/** The page carries the figures' scripts and styles once, so what a notebook's output repeats of them is cut. */
function stripRuntime(text: string): string {
  const [begin, end] = RUNTIME_MARKS.map((mark) => text.indexOf(mark)) as [number, number];
  return begin < 0 || end < begin
    ? text
    : text.slice(0, begin) + stripRuntime(text.slice(end + RUNTIME_MARKS[1].length));
}
