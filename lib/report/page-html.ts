import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundle } from '../bundle';
import { Html, html, scriptText } from '../html';
import { renderInline } from './markdown';

/**
 * Nothing is loaded from anywhere and nothing can be sent; the browser enforces it, and runs no script but the page's own.
 *
 * @param scripts The page's scripts.
 */
const policyOf = (scripts: readonly Script[]): string =>
  [
    "default-src 'none'",
    `script-src ${scripts.map(({ hash }) => `'sha256-${hash}'`).join(' ')} 'wasm-unsafe-eval'`,
    "style-src 'unsafe-inline'",
    'font-src data:',
    'img-src data: blob:',
    'connect-src data: blob:',
    // The network in the page computes in workers, whose script is a part of the page.
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** What a page consists of besides its frame. */
export interface PageContent {
  readonly title: string;
  /** A paragraph of Markdown about it, for whoever links to it. */
  readonly description?: string;
  /** It contains a `<main id="main">`. */
  readonly body: Html;
  /** Style sheet after the frame's own. */
  readonly style?: string;
  /** Scripts for the end of the body. */
  readonly scripts?: readonly string[];
  /** Whether these scripts are compressed, which makes the page smaller by half of its scripts and more. */
  readonly isPacked?: boolean;
}

/**
 * A whole page in one file: frame, theme, contents and everything that the body needs.
 *
 * @param content The page's title, body, style and scripts.
 * @returns HTML from the doctype on.
 */
export function pageHtml({
  title,
  description,
  body,
  style = '',
  scripts = [],
  isPacked = false,
}: PageContent): string {
  const own = bundle(join(__dirname, 'page', 'page.css'));
  const frame = scriptOf(bundle(join(__dirname, 'page', 'frame.ts')));
  const others = scripts.map(isPacked ? packedScriptOf : scriptOf);
  if (isPacked && others.length > 0) others.push(scriptOf(bundle(join(__dirname, 'page', 'unpack-scripts.ts'))));
  return html`<!doctype html>
    <html lang="en" data-theme="light">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policyOf([frame, ...others])}" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        <meta property="og:title" content="${title}" />
        <meta property="og:type" content="article" />
        ${description && descriptionTags(description)}
        <style>
          ${new Html(own + style)}
        </style>
        ${frame.element}
      </head>
      <body id="top">
        <a class="skip" href="#main">Skip to content</a>
        ${body} ${others.map(({ element }) => element)}
      </body>
    </html> `.text;
}

/** A script of the page, and the hash by which the policy knows it. */
interface Script {
  readonly element: Html;
  /** SHA-256 of the text between the tags, base64. */
  readonly hash: string;
}

function scriptOf(source: string): Script {
  const { text } = scriptText(source);
  return {
    element: html`<script>${new Html(text)}</script>`,
    hash: createHash('sha256').update(text).digest('base64'),
  };
}

/** The same, compressed; the page itself unpacks it, see `page/unpack-scripts.ts`. */
function packedScriptOf(source: string): Script {
  const { text } = scriptText(source);
  const packed = gzipSync(text, { level: 9 }).toString('base64');
  return { ...scriptOf(source), element: html`<script type="application/gzip">${new Html(packed)}</script>` };
}

function descriptionTags(markdown: string): Html {
  const text = renderInline(markdown).text.replace(/<[^>]+>/g, '');
  return html`<meta name="description" content="${new Html(text)}" />
    <meta property="og:description" content="${new Html(text)}" />`;
}
