/** What tslab was asked to show. */
export interface Shown {
  readonly html: string[];
  readonly markdown: string[];
  readonly pictures: Uint8Array[];
}

/** Runs some code as if in a notebook's kernel. */
export function inFakeNotebook(run: (shown: Shown) => void): Shown {
  const shown: Shown = { html: [], markdown: [], pictures: [] };
  const tslab = {
    newDisplay: () => ({
      html: (html: string) => shown.html.push(html),
      png: (png: Uint8Array) => shown.pictures.push(png),
    }),
    display: { markdown: (text: string) => shown.markdown.push(text) },
  };
  const scope = globalThis as { __tslab__?: unknown };
  scope.__tslab__ = { require: (name: string) => (name === 'tslab' ? tslab : undefined) };
  try {
    run(shown);
  } finally {
    delete scope.__tslab__;
  }
  return shown;
}

/** Forgets the numbers and colors of figures, as a new kernel does. */
export function resetFigures(): void {
  delete (globalThis as { facesFigures?: unknown }).facesFigures;
}
