import { count, duration } from '../format';
import { html } from '../html';
import type { Html } from '../html';
import { highlight, renderMarkdown } from './markdown';
import type { Heading } from './markdown';
import type { Cell, Notebook } from './notebook';
import { renderOutput } from './outputs';

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
  readonly heading: Heading;
  readonly headings: Heading[];
  readonly parts: Html[];
  seconds: number;
}

const INTRODUCTION: Heading = { level: 2, text: 'Introduction', id: 'introduction' };

/** Times shorter than this are not shown, in seconds. */
const SHORT = 0.1;

/**
 * An executed notebook as sections, one for each heading of the second level. Everything before the first of them, except
 * for the notebook's title, is its introduction.
 *
 * @param notebook The notebook with its outputs.
 * @param used Ids already taken in the page; those of the headings are added.
 * @returns The sections in their order.
 */
export function renderSections(notebook: Notebook, used: Set<string>): Section[] {
  const drafts: Draft[] = [];
  const begin = (heading: Heading): Draft => {
    const draft = { heading, headings: [], parts: [], seconds: 0 };
    used.add(heading.id);
    drafts.push(draft);
    return draft;
  };
  for (const cell of notebook.cells) {
    if (cell.cell_type === 'markdown') {
      for (const source of cell.source.split(/^(?=## )/m)) {
        const { html: text, headings } = renderMarkdown(withoutTitle(source), used);
        const [first] = headings;
        if (first?.level === 2) begin(first);
        if (!text.text.trim()) continue;
        const draft = drafts.at(-1) ?? begin(INTRODUCTION);
        draft.parts.push(html`<div class="text">${text}</div>`);
        draft.headings.push(...headings.filter(({ level }) => level === 3));
      }
    } else if (cell.cell_type === 'code' && cell.source.trim()) {
      const draft = drafts.at(-1) ?? begin(INTRODUCTION);
      draft.parts.push(renderCode(cell));
      draft.seconds += cell.metadata.seconds ?? 0;
    }
  }
  return drafts.map(({ parts, ...section }) => ({ ...section, html: sectionHtml(section.heading, parts) }));
}

function sectionHtml({ id, text }: Heading, parts: readonly Html[]): Html {
  return html`<section aria-labelledby="${id}">
    ${id === INTRODUCTION.id && html`<h2 id="${id}" class="visually-hidden">${text}</h2>`} ${parts}
  </section>`;
}

/** The report's header has the notebook's title. */
const withoutTitle = (source: string): string => source.replace(/^# .*$/m, '');

function renderCode(cell: Cell): Html {
  const code = cell.source.trimEnd();
  const { seconds = 0 } = cell.metadata;
  const time = seconds >= SHORT && ` · ${duration(seconds)}`;
  return html`<div class="cell">
    <details class="code">
      <summary>Code <span class="hint">${count(code.split('\n').length, 'line')}${time}</span></summary>
      <pre tabindex="0" role="group" aria-label="Code"><code class="hljs">${highlight(code, 'typescript')}</code></pre>
    </details>
    ${cell.outputs.map(renderOutput)}
  </div>`;
}
