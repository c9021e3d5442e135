/** A plain object takes one line up to this length. */
const LINE = 100;

/**
 * JSON for people: indented, but lists of numbers or texts, and objects in lists, take one line each.
 *
 * @param value Plain JSON data.
 * @returns The text, without a newline at its end.
 * @example readableJson({ nme: 3.65, epochs: [{ epoch: 1 }, { epoch: 2 }] })
 */
export function readableJson(value: unknown): string {
  return write(value, '', false);
}

function write(value: unknown, indent: string, inList: boolean): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isFlat = Object.values(value).every((part) => typeof part !== 'object' || part === null);
  if (isFlat) {
    const line = oneLine(value);
    if (Array.isArray(value) || inList || line.length <= LINE - indent.length) return line;
  }
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((part) => write(part, inner, true))
    : Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .map(([key, part]) => `${JSON.stringify(key)}: ${write(part, inner, false)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}

function oneLine(value: object): string {
  if (Array.isArray(value)) return `[${value.map((part) => JSON.stringify(part)).join(', ')}]`;
  const parts = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${JSON.stringify(part)}`);
  return parts.length > 0 ? `{ ${parts.join(', ')} }` : '{}';
}
