// Usage: npm run screenshots
// Makes the README's images as Chromium shows them: predictions and errors in the wild, for light and dark pages, and
// reports on synthetic faces. Takes about two minutes, and some more where the photos of 300-W are.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { fullFace } from '../lib/experiments/full-face';
import { nose } from '../lib/experiments/nose';
import { cachePath } from '../lib/paths';
import { makeReport } from '../lib/report/make-report';
import { launchChromium } from '../test/chromium';
import { inTheWild } from './screenshots/in-the-wild';

const IMAGES = join('reports', 'images');
const WORK = cachePath('screenshots');
const VIEW = { width: 1180, height: 860 };

async function main(): Promise<void> {
  mkdirSync(IMAGES, { recursive: true });
  const wild = join(WORK, 'in-the-wild.html');
  mkdirSync(WORK, { recursive: true });
  writeFileSync(wild, await inTheWild());
  const pages = {
    // Long enough for the network to find most noses.
    nose: await report(nose, { epochs: 40, repeats: 1 }),
    // Its last section is about the best recipe, which a short run shows as well.
    fullFace: await report(fullFace, fullFace.smoke),
  };
  const browser = await launchChromium();
  for (const colorScheme of ['light', 'dark'] as const) {
    await image(browser, wild, `in-the-wild-${colorScheme}.webp`, (page) => page.locator('main').screenshot(), {
      colorScheme,
      deviceScaleFactor: 1.5,
    });
  }
  await image(browser, pages.nose, 'report.png', (page) => page.screenshot());
  await image(browser, pages.fullFace, 'try-it.png', async (page) => {
    const trial = page.locator('.try-it');
    await trial.scrollIntoViewIfNeeded();
    // The element holds the last prediction: once it has one, the first face is marked.
    await page.locator('.try-it[data-predicted]').waitFor();
    return screenshot(trial);
  });
  await browser.close();
}

async function report(
  { name, notebook }: Pick<typeof nose | typeof fullFace, 'name' | 'notebook'>,
  parameters: object,
): Promise<string> {
  const job = { parameters: { ...parameters, data: 'generated' }, force: false, tensorBoard: false };
  const command = `npm run report -- ${name} --data generated`;
  const { html } = await makeReport({ notebook: notebook.file, command, ...job, folder: WORK });
  console.log(html);
  return html;
}

/** Writes one image: a PNG is reduced to 128 colors, which are enough for pages. */
async function image(
  browser: Browser,
  file: string,
  name: string,
  take: (page: Page) => Promise<Buffer>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const page = await browser.newPage({ viewport: VIEW, ...options });
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(() => document.fonts.ready);
  const taken = await take(page);
  const picture = name.endsWith('.webp')
    ? sharp(taken).webp({ quality: 84, effort: 6 })
    : sharp(taken).png({ palette: true, colors: 128, effort: 10, dither: 0.5 });
  const { size } = await picture.toFile(join(IMAGES, name));
  console.log(`${join(IMAGES, name)}: ${Math.round(size / 1000)} kB`);
  await page.close();
}

/** Captures one element with a margin around it. */
async function screenshot(element: Locator): Promise<Buffer> {
  const taken = await element.screenshot();
  return sharp(taken).extend({ top: 16, bottom: 16, left: 16, right: 16, background: '#fff' }).png().toBuffer();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
