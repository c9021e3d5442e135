import sharp from 'sharp';
import { figuresStyle } from './runtime';

/** Width of a still picture and of the charts in it, in drawing units. */
const WIDTH = 720;

/** Pixels per drawing unit. */
const SCALE = 1.5;

/** Drawings of galleries: how many stand side by side, how many are shown at most, and the space between them. */
const GRID = { columns: 4, most: 12, gap: 8 };

/** Mean width of a letter of a legend. */
const LETTER = 6.4;

/** One drawing of a figure. */
interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Whether there is anything in a figure that `stillPicture` would show. */
export const hasDrawings = (html: string): boolean => /<svg[^>]*(class="faces-static"|role="img")/.test(html);

/**
 * A figure's charts and drawings as one still picture, for notebooks that Jupyter does not trust: from their HTML it
 * removes drawings, but it shows pictures.
 *
 * @param html The figure's HTML.
 * @returns A PNG on white; undefined if there is nothing drawn in the figure, such as in a table.
 */
export async function stillPicture(html: string): Promise<Buffer | undefined> {
  const charts = drawingsIn(html, 'class="faces-static"').map((one) => scaled(one, WIDTH));
  const images = drawingsIn(html, 'role="img"').filter(({ svg }) => !svg.includes('class="faces-static"'));
  const cell = images.length === 1 ? WIDTH / 2 : (WIDTH - (GRID.columns - 1) * GRID.gap) / GRID.columns;
  const cells = images.slice(0, GRID.most).map((one) => scaled(one, cell));
  if (charts.length + cells.length === 0) return undefined;

  const { text, height } = arranged([legendIn(html), charts, cells]);
  const defs = await pictures(html, text);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
    width="${WIDTH * SCALE}" height="${height * SCALE}" viewBox="0 0 ${WIDTH} ${height}">
    <style>${style()}</style><defs>${defs}</defs><g class="faces-figure">${withoutVariables(text)}</g></svg>`;
  return sharp(Buffer.from(svg), { unlimited: true })
    .flatten({ background: '#fff' })
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
}

/** Drawings side by side, in rows; each group begins a new row. */
function arranged(groups: readonly (readonly Drawing[])[]): { text: string; height: number } {
  let [x, y, row] = [0, 0, 0];
  const nextRow = (): void => {
    if (x > 0) [x, y, row] = [0, y + row + GRID.gap, 0];
  };
  const place = ({ svg, width, height }: Drawing): string => {
    if (x + width > WIDTH + 1) nextRow();
    const at = `<svg x="${x}" y="${y}" width="${width}" height="${height}"`;
    x += width + GRID.gap;
    row = Math.max(row, height);
    return svg.replace('<svg', at);
  };
  const text = groups.map((group) => {
    nextRow();
    return group.map(place).join('');
  });
  nextRow();
  return { text: text.join(''), height: Math.ceil(y) };
}

/** The entries of a legend: a sample of a line or mark, with what it stands for. */
function legendIn(html: string): Drawing[] {
  const entries = html.matchAll(/<li[^>]*>\s*<svg[^>]*viewBox="0 0 (\d+) (\d+)"([^>]*)>([^]*?)<\/svg>([^<]+)/g);
  return [...entries].map(([, width = '', height = '', attributes = '', drawing = '', words = '']) => {
    const label = words.trim();
    const total = Number(width) + 6 + label.length * LETTER;
    const middle = Number(height) / 2 + 4;
    const color = /style="[^"]*"/.exec(attributes)?.[0] ?? '';
    const svg = `<svg viewBox="0 0 ${total} ${height}"><g class="faces-static"><g ${color}>${drawing}</g>
      <text x="${Number(width) + 6}" y="${middle}">${label}</text></g></svg>`;
    return { svg, width: total, height: Number(height) };
  });
}

/** Definitions of the pictures that drawings use, in a format that the renderer knows. */
async function pictures(html: string, drawings: string): Promise<string> {
  const all = [...html.matchAll(/<image id="([^"]+)"[^>]*?(?:\/>|>\s*<\/image>)/g)].filter(([, id]) =>
    drawings.includes(`href="#${id}"`),
  );
  const converted = await Promise.all(
    all.map(async ([image]) => {
      const [uri = '', base64 = ''] = /data:image\/webp;base64,([\w+/=]+)/.exec(image) ?? [];
      if (uri === '') return image;
      const png = await sharp(Buffer.from(base64, 'base64')).png().toBuffer();
      return image.replace(uri, `data:image/png;base64,${png.toString('base64')}`);
    }),
  );
  return converted.join('');
}

/** The `<svg>` elements of which the tag has a given attribute, with their sizes. */
function drawingsIn(html: string, attribute: string): Drawing[] {
  return [...html.matchAll(/<svg[^>]*>[^]*?<\/svg>/g)].flatMap(([svg]) => {
    const [tag = ''] = /^<svg[^>]*>/.exec(svg) ?? [];
    const [, , width, height] = (/viewBox="([^"]*)"/.exec(tag)?.[1] ?? '').split(' ').map(Number);
    return tag.includes(attribute) && width && height ? [{ svg, width, height }] : [];
  });
}

const scaled = ({ svg, width, height }: Drawing, to: number): Drawing => ({
  svg,
  width: to,
  height: (to * height) / width,
});

/** The style sheet in its light colors, without variables; those of single drawings are inherited in their place. */
const style = (): string =>
  withoutVariables(figuresStyle().replaceAll('var(--c)', 'currentColor').replaceAll('var(--label)', '1em'));

function withoutVariables(text: string): string {
  const variables = lightColors();
  let replaced = text.replaceAll('--c:', 'color:').replaceAll('--label:', 'font-size:');
  // A variable may stand for another one.
  for (let depth = 0; depth < 3; depth++) {
    replaced = replaced.replace(/var\((--f-[\w-]+)\)/g, (all, name: string) => variables.get(name) ?? all);
  }
  return replaced;
}

/** The variables of the palette for light pages, by name. */
function lightColors(): Map<string, string> {
  const definitions = figuresStyle().matchAll(/(--f-[\w-]+):\s*([^;}]+)/g);
  const colors = new Map<string, string>();
  for (const [, name = '', value = ''] of definitions) {
    const light = /light-dark\(\s*(#\w+)/.exec(value)?.[1] ?? value;
    // Later definitions are those of paper and print.
    if (!colors.has(name)) colors.set(name, light);
  }
  return colors;
}
