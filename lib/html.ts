import { escapeHtml } from './escape';

/** A string that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Value = string | number | Html | null | undefined | false | readonly Value[];

/**
 * HTML from a template: whatever is put in is escaped, except for Html.
 *
 * @example html`<p>${'a < b'}</p>` // <p>a &lt; b</p>
 */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(strings.map((string, i) => (i === 0 ? '' : insert(values[i - 1])) + string).join(''));
}

function insert(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(insert).join('');
  return value instanceof Html ? value.text : escapeHtml(String(value));
}

/** JSON for a `<script type="application/json">`: nothing in it can end the script. */
export const scriptJson = (value: unknown): Html => new Html(JSON.stringify(value).replaceAll('<', '\\u003c'));

/** JavaScript for a `<script>`: nothing in it can end the script. */
export const scriptText = (source: string): Html => new Html(source.replace(/<(?=\/script|!--)/gi, '\\x3c'));
