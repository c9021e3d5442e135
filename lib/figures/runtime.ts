import { join } from 'node:path';
import { bundle } from '../bundle';
import { Html, html, scriptText } from '../html';

const PAGE = join(__dirname, 'page');

/**
 * The JavaScript that makes figures interactive, Plotly included, for one `<script>` at the end of a page. It defines
 * the elements `<faces-chart>`, `<faces-gallery>` and `<faces-table>`; Plotly is evaluated when the first chart comes
 * into view.
 */
export const figuresScript = (): string => bundle(join(PAGE, 'figures-runtime.ts'));

/** The style sheet of all figures. */
export const figuresStyle = (): string => bundle(join(PAGE, 'figures.css'));

/**
 * Script and style as an output of their own, in an element of the class `faces-runtime`: a report, which brings its own
 * copy, leaves them out.
 */
export const runtimeHtml = (): Html =>
  html`<div class="faces-runtime">
    <style>${new Html(figuresStyle())}</style>
    <script>${scriptText(figuresScript())}</script>
  </div>`;
