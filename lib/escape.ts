const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe to stand in HTML, in an attribute's quotes too. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter]!);

/** A script block that holds data, numbers with six significant digits; nothing in it can end the block early. */
export function dataBlock(data: unknown): string {
  const rounded = JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(6)) : value,
  );
  return `<script type="application/json">${rounded.replace(/</g, '\\u003c')}</script>`;
}

/** `Error by pose` -> `error-by-pose`: usable as an id and as a file's name. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
}
