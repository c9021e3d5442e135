/** A string that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

/** What can stand in a template: text is escaped, Html is not; nothing stands for null, undefined and false. */
export type HtmlValue = string | number | Html | null | undefined | false | readonly HtmlValue[];

/**
 * HTML from a template: whatever is put in is escaped, except for Html.
 *
 * @example html`<p>${'a < b'}</p>` // <p>a &lt; b</p>
 */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(strings.map((string, i) => (i === 0 ? '' : insert(values[i - 1])) + string).join(''));
}

function insert(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(insert).join('');
  return value instanceof Html ? value.text : escapeHtml(String(value));
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe to stand in HTML, in an attribute's quotes too. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter]!);

/** JSON for a `<script type="application/json">`: nothing in it can end the script. */
export const scriptJson = (value: unknown): Html => new Html(JSON.stringify(value).replaceAll('<', '\\u003c'));

/** JavaScript for a `<script>`: nothing in it can end the script. */
export const scriptText = (source: string): Html => new Html(source.replace(/<(?=\/script|!--)/gi, '\\x3c'));

/** A script block that holds data, numbers with six significant digits; nothing in it can end the block early. */
export function dataBlock(data: unknown): Html {
  const rounded: unknown = JSON.parse(
    JSON.stringify(data, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value)),
  );
  return html`<script type="application/json">
    ${scriptJson(rounded)}
  </script>`;
}

/** `Error by pose` -> `error-by-pose`: usable as an id and as a file's name. Letters of all scripts stay. */
export function slug(text: string): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return [...words].slice(0, 40).join('');
}
