import { join } from 'node:path';
import { bundle } from '../bundle';
import { Html, html, scriptText } from '../html';

const PAGE = join(__dirname, 'page');

/**
 * The JavaScript that brings figures to life, Plotly included, for one `<script>` at the end of a page. It defines
 * the elements `<faces-chart>`, `<faces-gallery>` and `<faces-table>`; Plotly is evaluated when the first chart comes
 * into view.
 */
export const figuresScript = (): string => bundle(join(PAGE, 'figures-runtime.ts'));

/** The style sheet of all figures. */
export const figuresStyle = (): string => bundle(join(PAGE, 'figures.css'));

/** Script and style as an output of their own; the comments let a report leave them out and bring its own copy. */
export function runtimeHtml(): string {
  const [begin, end] = RUNTIME_MARKS;
  const runtime = html`<style>
      ${new Html(figuresStyle())}
    </style>
    <script>
      ${scriptText(figuresScript())};
    </script>`;
  return `${begin}${runtime.text}${end}`;
}

/** What stands around the runtime in a notebook's output. */
export const RUNTIME_MARKS = ['<!--faces:runtime-->', '<!--/faces:runtime-->'] as const;
