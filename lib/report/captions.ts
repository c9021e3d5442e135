const kinds: Record<string, string> = { fig: 'Figure', tbl: 'Table' };

/** The tags that matter; a caption's with the number that it has in the notebook. */
const TAGS = /<figure\b[^>]*>|<\/figure>|<figcaption\b[^>]*>(?:\s*<span class="faces-number">[^<]*<\/span>\s*)?/g;

/**
 * Numbers the captions of all figures and tables in their order, and says the number wherever the text links to one:
 * `[Figure](#fig-losses)` becomes `Figure 3`.
 *
 * Figures are `<figure id="fig-losses">...<figcaption>`, tables `<figure id="tbl-runs">...<figcaption>`.
 *
 * @throws Error naming ids that are used twice, or linked to but nowhere shown.
 */
export function numberCaptions(page: string): string {
  const numbers = new Map<string, string>();
  const counts = new Map<string, number>();
  const open: (string | undefined)[] = [];
  const numbered = page.replace(TAGS, (tag) => {
    if (tag === '</figure>') open.pop();
    else if (tag.startsWith('<figure')) {
      const [, id, kind] = /\bid="((fig|tbl)-[\w-]+)"/.exec(tag) ?? [];
      if (id && numbers.has(id)) throw new Error(`Two figures of the report have the id '${id}': give each its own.`);
      if (id && kind) {
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        numbers.set(id, `${kinds[kind]} ${counts.get(kind)}`);
      }
      open.push(id);
    } else if (tag.startsWith('<figcaption') && open.at(-1)) {
      return `<figcaption><span class="faces-number">${numbers.get(open.at(-1)!)}.</span> `;
    }
    return tag;
  });
  return numbered.replace(
    /<a\b([^>]*?)href="#((?:fig|tbl)-[\w-]+)"([^>]*)>([^<]*)<\/a>/g,
    (_, before: string, id: string, after: string, text: string) => {
      const number = numbers.get(id);
      if (!number) throw new Error(`The text refers to '#${id}', but no figure or table has that id.`);
      return `<a${before}href="#${id}"${after}>${/^(figure|table)?$/i.test(text) ? number : text}</a>`;
    },
  );
}
