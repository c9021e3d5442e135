import { highlight } from './highlight';
import { Html, html } from '../html';
import { renderMarkdown, type Heading } from './markdown';
import type { Cell, Notebook } from './notebook';
import { renderOutput } from './outputs';
import { duration } from '../format';

/** A part of the report under one heading of the second level. */
export interface Section {
  readonly heading: Heading;
  /** Headings of the third level inside. */
  readonly headings: readonly Heading[];
  readonly html: Html;
  /** Wall time of the section's cells. */
  readonly seconds: number;
}

interface Draft {
  heading: Heading;
  headings: Heading[];
  parts: Html[];
  seconds: number;
}

/** Marks the output of `finish()`, which the report shows in a place of its own. */
const FINISH = '<!--faces:finish-->';

/**
 * An executed notebook as sections, one for each heading of the second level. What comes before the first of them,
 * beside the notebook's title, is its introduction.
 */
export function renderSections(notebook: Notebook, used: Set<string>): Section[] {
  const sections: Draft[] = [];
  const introduction = (): Draft => {
    const heading = { level: 2, text: 'Introduction', id: 'introduction' };
    used.add(heading.id);
    const draft = { heading, headings: [], parts: [], seconds: 0 };
    sections.push(draft);
    return draft;
  };
  for (const cell of notebook.cells) {
    if (cell.cell_type === 'markdown') {
      for (const source of cell.source.split(/^(?=## )/m)) {
        const { html: text, headings } = renderMarkdown(withoutTitle(source), used);
        const [first] = headings;
        if (first?.level === 2) sections.push({ heading: first, headings: [], parts: [], seconds: 0 });
        if (!text.text.trim()) continue;
        const section = sections.at(-1) ?? introduction();
        section.parts.push(html`<div class="text">${text}</div>`);
        section.headings.push(...headings.filter(({ level }) => level === 3));
      }
    } else if (cell.cell_type === 'code' && cell.source.trim()) {
      const section = sections.at(-1) ?? introduction();
      section.parts.push(renderCode(cell));
      section.seconds += cell.metadata.seconds ?? 0;
    }
  }
  return sections.map(({ parts, ...section }) => ({
    ...section,
    html: html`<section aria-labelledby="${section.heading.id}">
      ${section.heading.id === 'introduction' ? html`<h2 id="introduction" class="visually-hidden">Introduction</h2>` : ''}
      ${parts}
    </section>`,
  }));
}

/** The notebook's own title stands in the report's header. */
const withoutTitle = (source: string): string => source.replace(/^# .*$/m, '');

function renderCode(cell: Cell): Html {
  const outputs = cell.outputs.filter((output) => !isFinish(output)).map(renderOutput);
  const lines = cell.source.trimEnd().split('\n').length;
  const { seconds } = cell.metadata;
  const time = seconds !== undefined && seconds >= 0.1 ? html` · ${duration(seconds)}` : '';
  return html`<div class="cell">
    <details class="code">
      <summary>Code <span class="hint">${lines} ${lines === 1 ? 'line' : 'lines'}${time}</span></summary>
      <pre tabindex="0" role="group" aria-label="Code"><code class="hljs">${new Html(
        highlight(cell.source.trimEnd(), 'typescript'),
      )}</code></pre>
    </details>
    ${outputs}
  </div>`;
}

function isFinish(output: Cell['outputs'][number]): boolean {
  return (
    'data' in output && typeof output.data['text/html'] === 'string' && output.data['text/html'].startsWith(FINISH)
  );
}
