import { stripVTControlCharacters } from 'node:util';
import { Html, html } from '../html';
import { causeFirst } from './execute';
import { codeBlock, renderMarkdown } from './markdown';
import { formula } from './math';
import type { Output } from './notebook';

/** Formats of a display that a report shows, the richest first. */
const FORMATS = {
  'text/html': (text) => new Html(text),
  // As a picture, in which no script runs.
  'image/svg+xml': (text, type) => image(Buffer.from(text).toString('base64'), type),
  'image/png': image,
  'image/jpeg': image,
  'image/webp': image,
  'image/gif': image,
  'text/markdown': (text) => renderMarkdown(text).html,
  'text/latex': (text) =>
    html`<div class="formula">${formula(text.replace(/^\s*(\$\$?)([^]*)\1\s*$/, '$2'), true)}</div>`,
  'application/json': (text) => code(text, 'json'),
} as const satisfies Record<string, (content: string, type: string) => Html>;

/** Formats that a display can have besides one that is shown. */
const PLAIN = 'text/plain';

/**
 * What a notebook shows while it runs, and what a report has in its own place: progress and remarks on it, script and
 * style of the figures, and the end of the notebook.
 */
const NOTEBOOK_ONLY = /^\s*<\w+ class="[^"]*\bfaces-(live|runtime|finish)\b/;

/**
 * Whether an output belongs into a report.
 *
 * @param output The output as the notebook's file has it.
 */
export const isForReport = (output: Output): boolean =>
  !('data' in output && NOTEBOOK_ONLY.test(textOf(output.data['text/html'] ?? '')));

/**
 * The Markdown of an output that is nothing richer.
 *
 * @param output The output as the notebook's file has it.
 * @returns Undefined for other outputs.
 */
export function markdownOf(output: Output): string | undefined {
  if (!('data' in output) || richest(output.data) !== 'text/markdown') return undefined;
  return textOf(output.data['text/markdown']);
}

/**
 * One output of a cell as HTML.
 *
 * @param output The output as the notebook's file has it.
 * @returns Empty HTML for an output without content. A display of other formats is named, since it is not shown.
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

function renderDisplay(data: Record<string, unknown>): Html {
  const type = richest(data);
  if (type !== undefined && !textOf(data[type]).trim()) return html``;
  if (type !== undefined) return html`<div class="output">${FORMATS[type](textOf(data[type]), type)}</div>`;
  const others = Object.keys(data).filter((one) => one !== PLAIN);
  const left =
    others.length > 0 && html`<p class="output not-shown">Not shown here: output of the type ${others.join(', ')}.</p>`;
  return html`${left}${renderStream(textOf(data[PLAIN] ?? ''), 'stdout')}`;
}

/** The richest of a display's formats that a report shows; undefined if there is none. */
const richest = (data: Record<string, unknown>) =>
  (Object.keys(FORMATS) as (keyof typeof FORMATS)[]).find((type) => type in data);

/** Texts are kept as they are, objects (JSON) as text. */
const textOf = (content: unknown): string => (typeof content === 'string' ? content : JSON.stringify(content, null, 2));

function image(base64: string, type: string): Html {
  return html`<div class="image"><img alt="Image" src="data:${type};base64,${base64.replace(/\s/g, '')}" /></div>`;
}

const code = (text: string, language: string): Html => codeBlock(text, language, 'Data');
