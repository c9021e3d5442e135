/**
 * A text for Plotly, which takes some tags and entities in labels for HTML.
 *
 * @param text As it is to be read, with any characters.
 */
export const plain = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
