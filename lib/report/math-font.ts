import { readFileSync } from 'node:fs';
import subsetFont from 'subset-font';

/** The font that `math.css` names. */
const FONT = require.resolve('@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2');

const FORMULA = /<math\b[^]*?<\/math>/g;

/**
 * The page with no more of its font for formulas than they need: the whole font is half a megabyte.
 *
 * @param page HTML whose style sheet is that of `mathStyle()`; any other page is returned as it is.
 * @returns The page, which looks the same.
 * @example await withSmallFont(renderReport(notebook, attachments, source))
 */
export async function withSmallFont(page: string): Promise<string> {
  const font = readFileSync(FONT);
  const whole = font.toString('base64');
  if (!page.includes(whole)) return page;
  // Character references are written in ASCII, which is in the font's part anyway.
  const text = (page.match(FORMULA) ?? []).join('') + ASCII;
  const part = await subsetFont(font, text, { targetFormat: 'woff2' });
  return page.replace(whole, part.toString('base64'));
}

const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
