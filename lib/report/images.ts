/**
 * Keeps the first of all equal images in a page: figures embed the photos they show as `<image id="pic-HASH">` and
 * use them by that name, so that a photo in many figures needs to be there only once.
 */
export function shareImages(page: string): string {
  const seen = new Set<string>();
  return page.replace(/<image id="(pic-[\w-]+)"[^>]*\/>/g, (element, id: string) => {
    if (seen.has(id)) return '';
    seen.add(id);
    return element;
  });
}
