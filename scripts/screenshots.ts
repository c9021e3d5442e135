// Usage: npm run screenshots
// Makes the README's images: reports on synthetic faces, as Chromium shows them. Takes about two minutes.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { fullFace } from '../lib/experiments/full-face';
import { nose } from '../lib/experiments/nose';
import { cachePath } from '../lib/paths';
import { makeReport } from '../lib/report/make-report';
import { launchChromium } from '../test/chromium';

const IMAGES = join('reports', 'images');
const WORK = cachePath('screenshots');
const VIEW = { width: 1180, height: 860 };

async function main(): Promise<void> {
  mkdirSync(IMAGES, { recursive: true });
  const pages = {
    // Long enough for the network to find most noses.
    nose: await report(nose, { epochs: 40, repeats: 1 }),
    // Its last section is about the best recipe, which a short run shows as well.
    fullFace: await report(fullFace, fullFace.smoke),
  };
  const browser = await launchChromium();
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

/** Writes one image, reduced to 128 colors, which are enough for pages. */
async function image(
  browser: Browser,
  file: string,
  name: string,
  take: (page: Page) => Promise<Buffer>,
): Promise<void> {
  const page = await browser.newPage({ viewport: VIEW });
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(() => document.fonts.ready);
  const taken = await take(page);
  const { size } = await sharp(taken)
    .png({ palette: true, colors: 128, effort: 10, dither: 0.5 })
    .toFile(join(IMAGES, name));
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
