import { stripVTControlCharacters } from 'node:util';
import { Html, html } from '../html';
import { causeFirst } from './execute';
import { renderMarkdown } from './markdown';
import type { Output } from './notebook';

/**
 * One output of a cell as HTML.
 *
 * @param output The output as the notebook's file has it.
 * @returns Empty HTML for an output without content.
 */
export function renderOutput(output: Output): Html {
  switch (output.output_type) {
    case 'stream':
      return renderStream(output.text, output.name);
    case 'error': {
      const stack = stripVTControlCharacters(output.traceback.join('\n'));
      return html`<div class="output error" role="note">
        <strong>${causeFirst(`${output.ename}: ${output.evalue}`)}</strong>
        <pre tabindex="0" role="group" aria-label="Stack trace">${stack}</pre>
      </div>`;
    }
    default:
      return renderDisplay(output.data);
  }
}

function renderStream(text: string, name: 'stdout' | 'stderr'): Html {
  const shown = terminalText(text);
  if (!shown.trim()) return html``;
  const label = name === 'stderr' ? 'Messages' : 'Printed output';
  return html`<pre class="output ${name}" tabindex="0" role="group" aria-label="${label}">${shown}</pre>`;
}

/**
 * What a terminal finally shows of printed text: no control sequences, and of an overwritten line only its last state.
 *
 * @param text What was printed.
 * @returns Text without trailing blank lines.
 */
export function terminalText(text: string): string {
  return stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.replace(/\r+$/, '').split('\r').at(-1))
    .join('\n')
    .trimEnd();
}

/** The richest of a display's formats. */
function renderDisplay(data: Record<string, unknown>): Html {
  const of = (type: string): string | undefined => (typeof data[type] === 'string' ? data[type] : undefined);
  const page = of('text/html');
  if (page !== undefined) return html`<div class="output">${new Html(page)}</div>`;
  const drawing = of('image/svg+xml');
  if (drawing !== undefined) return html`<div class="output image">${new Html(drawing)}</div>`;
  for (const type of ['image/png', 'image/jpeg', 'image/webp']) {
    const image = of(type)?.replace(/\s/g, '');
    if (image) return html`<div class="output image"><img alt="Image" src="data:${type};base64,${image}" /></div>`;
  }
  const text = of('text/markdown');
  if (text !== undefined) return html`<div class="output">${renderMarkdown(text).html}</div>`;
  return renderStream(of('text/plain') ?? '', 'stdout');
}
