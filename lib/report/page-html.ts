import { join } from 'node:path';
import { bundle } from '../bundle';
import { Html, html, scriptText } from '../html';

/** Nothing is loaded from anywhere, and nothing can be sent: the browser itself sees to it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'wasm-unsafe-eval'",
  "style-src 'unsafe-inline'",
  'img-src data: blob:',
  'connect-src data: blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** Beside the page's own. */
  readonly style?: string;
  /** At the end of the body. */
  readonly scripts?: readonly string[];
}

/** A whole page with everything in it. */
export function pageHtml({ title, body, style = '', scripts = [] }: Page): string {
  const own = bundle(join(__dirname, 'page', 'page.css'));
  const frame = bundle(join(__dirname, 'page', 'frame.ts'));
  return html`<!doctype html>
    <html lang="en" data-theme="light">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        <style>
          ${new Html(own + style)}
        </style>
        <script>
          ${scriptText(frame)};
        </script>
      </head>
      <body id="top">
        ${body}
        ${scripts.map(
          (source) =>
            html`<script>
              ${scriptText(source)};
            </script> `,
        )}
      </body>
    </html> `.text;
}
