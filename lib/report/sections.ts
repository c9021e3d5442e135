import { count, duration } from '../format';
import { Html, html } from '../html';
import { foldUnlearned, isFold } from './fold';
import { codeBlock, renderParts } from './markdown';
import type { Heading, RenderedMarkdown } from './markdown';
import type { Cell, Notebook } from './notebook';
import { isForReport, markdownOf, renderOutput } from './outputs';
import { withPictures } from './pictures';

/** A part of the report under one heading of the second level. */
export interface Section {
  readonly heading: Heading;
  /** Headings of the third level inside. */
  readonly headings: readonly Heading[];
  readonly html: Html;
  /** Wall time of the section's cells. */
  readonly seconds: number;
}

/** What a notebook says. */
export interface NotebookText {
  /** Its first heading of the first level; undefined without one. */
  readonly title: string | undefined;
  /** The paragraph below its title: the question. */
  readonly question: Html | undefined;
  readonly sections: readonly Section[];
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

/** Cells with this tag are for the notebook's user; they stay out of the report, as in Jupyter Book. */
const REMOVED = 'remove-cell';

/**
 * An executed notebook as title, question and sections. A heading of the second level begins a section, in the notebook's
 * text or in Markdown that a cell shows; so does one of the first level that is not the notebook's title.
 *
 * @param notebook The notebook with its outputs.
 * @param used Ids already taken in the page; those of the headings are added.
 * @param file The notebook, in whose folder its pictures are.
 * @throws UserError for a picture that is not there.
 */
export function renderNotebook(notebook: Notebook, used: Set<string>, file: string): NotebookText {
  const reading = new Reading(used);
  notebook.cells.forEach((cell, index) => {
    if (cell.metadata.tags?.includes(REMOVED)) return;
    const shown = partsOf(cell, used).map((part) =>
      part instanceof Html
        ? withPictures(part, { index, cell, file })
        : { ...part, html: withPictures(part.html, { index, cell, file }) },
    );
    if (cell.cell_type === 'code') reading.code(cell, shown);
    else shown.forEach((part) => reading.add(part));
  });
  return { title: reading.title, question: reading.question, sections: reading.drafts.map(finished) };
}

/** What a cell shows: texts, which may have headings, and other outputs. */
function partsOf(cell: Cell, used: Set<string>): (RenderedMarkdown | Html)[] {
  if (cell.cell_type === 'markdown') return renderParts(cell.source, used, { html: true });
  return cell.outputs.filter(isForReport).flatMap((output): (RenderedMarkdown | Html)[] => {
    const text = markdownOf(output);
    return text === undefined ? [renderOutput(output)] : renderParts(text, used);
  });
}

/** The sections as they grow. */
class Reading {
  title: string | undefined;
  question: Html | undefined;
  readonly drafts: Draft[] = [];

  constructor(private readonly used: Set<string>) {}

  /** A text belongs to the current section, unless it begins a new one. */
  add(part: RenderedMarkdown | Html): void {
    if (part instanceof Html) {
      this.current.parts.push(part);
      return;
    }
    const [first] = part.headings;
    let { text } = part.html;
    if (first?.level === 1 && this.title === undefined) {
      this.title = first.text;
      const [whole = '', question] = /^\s*<h1[^]*?<\/h1>\s*(<p>[^]*?<\/p>)?/.exec(text) ?? [];
      this.question = question === undefined ? undefined : new Html(question);
      text = text.slice(whole.length);
    } else if (first !== undefined && first.level <= 2) {
      text = text.replace(/^(\s*<\/?)h1\b([^]*?<\/)h1>/, '$1h2$2h2>');
      this.begin({ ...first, level: 2 });
    }
    if (!text.trim()) return;
    this.current.parts.push(html`<div class="text">${new Html(text)}</div>`);
    this.current.headings.push(...part.headings.filter(({ level }) => level === 3));
  }

  /** A cell's code stands above what it shows, but below a heading with which that begins. */
  code(cell: Cell, shown: readonly (RenderedMarkdown | Html)[]): void {
    const [first, ...others] = shown;
    const isHeading = first !== undefined && !(first instanceof Html) && first.headings.length > 0;
    if (isHeading) this.add(first);
    if (cell.source.trim()) this.current.parts.push(renderCode(cell));
    (isHeading ? others : shown).forEach((part) => this.add(part));
    this.current.seconds += cell.metadata.seconds ?? 0;
  }

  private get current(): Draft {
    return this.drafts.at(-1) ?? this.begin(INTRODUCTION);
  }

  private begin(heading: Heading): Draft {
    const draft = { heading, headings: [], parts: [], seconds: 0 };
    this.used.add(heading.id);
    this.drafts.push(draft);
    return draft;
  }
}

function finished({ parts, heading, headings, seconds }: Draft): Section {
  const shown = foldUnlearned(parts);
  const content = html`<section aria-labelledby="${heading.id}">
    ${heading === INTRODUCTION && html`<h2 id="${heading.id}" class="visually-hidden">${heading.text}</h2>`} ${shown}
  </section>`;
  // A finding is none where it is folded away.
  const isOpen = ({ id }: Heading): boolean => !shown.some((part) => isFold(part) && part.text.includes(`id="${id}"`));
  return { heading, headings: headings.filter(isOpen), html: content, seconds };
}

function renderCode(cell: Cell): Html {
  const code = cell.source.trimEnd();
  const { seconds = 0 } = cell.metadata;
  const time = seconds >= SHORT && ` · ${duration(seconds)}`;
  return html`<details class="code">
    <summary>Code <span class="hint">${count(code.split('\n').length, 'line')}${time}</span></summary>
    ${codeBlock(code, 'typescript')}
  </details>`;
}
