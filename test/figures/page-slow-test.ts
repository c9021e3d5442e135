import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { errorByLabel } from '../../lib/figures/error-by-label';
import { errorByLandmark } from '../../lib/figures/error-by-landmark';
import { filters } from '../../lib/figures/filters';
import { lossCurves } from '../../lib/figures/loss-curves';
import { predictionGallery } from '../../lib/figures/prediction-gallery';
import { figuresScript, figuresStyle } from '../../lib/figures/runtime';
import { table } from '../../lib/figures/table';
import { Html, html, scriptText } from '../../lib/html';
import { interpret } from '../../lib/metrics/interpretation';
import { closePage, launchChromium, openPage } from '../chromium';
import { resetFigures } from './fake-notebook';
import { madeUpRecord, madeUpSamples, shifted } from './made-up';

describe('figures in a browser', () => {
  let browser: Browser;
  let folder: string;
  let url: string;

  before(async () => {
    browser = await launchChromium();
    folder = mkdtempSync(join(tmpdir(), 'figures-'));
    const file = join(folder, 'page.html');
    writeFileSync(file, await makePage());
    url = pathToFileURL(file).href;
  });

  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens the page off-line and checks at the end that nothing went wrong in it. */
  async function visit(look: (page: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> {
    const page = await openPage(browser, options);
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) complaints.push(request.url());
    });
    await page.goto(url);
    await look(page);
    assert.deepEqual(complaints, []);
    await closePage(page);
  }

  const drawn = async (page: Page, id: string) => {
    await page.locator(`#fig-${id}`).scrollIntoViewIfNeeded();
    await page.locator(`#fig-${id} faces-chart.faces-drawn`).waitFor();
  };

  const yTitles = (page: Page) => page.locator('#fig-losses .ytick text').allTextContents();

  it('draws a chart only when it comes near, in the place of its still image', () =>
    visit(async (page) => {
      assert.equal(await page.locator('#fig-pose .main-svg').count(), 0);
      const before = await page.locator('#fig-losses').boundingBox();
      await drawn(page, 'losses');
      const after = await page.locator('#fig-losses').boundingBox();
      assert.ok(Math.abs(before!.height - after!.height) < 40, `${before!.height} became ${after!.height}`);
      await drawn(page, 'pose');
    }));

  it('switches the axis, smooths, and hides runs by the legend', () =>
    visit(async (page) => {
      await drawn(page, 'losses');
      const log = await yTitles(page);
      await page.getByRole('button', { name: 'Log scale' }).first().click();
      await page.waitForFunction(
        (old) => document.querySelector('#fig-losses .ytick text')?.textContent !== old,
        log[0],
      );
      const line = () => page.locator('#fig-losses .scatterlayer .trace .js-line').last().getAttribute('d');
      const rough = await line();
      await page.locator('#fig-losses').getByRole('button', { name: 'Smooth' }).click();
      await page.waitForFunction(
        (old) =>
          [...document.querySelectorAll('#fig-losses .scatterlayer .trace .js-line')].at(-1)?.getAttribute('d') !== old,
        rough,
      );
      const traces = page.locator('#fig-losses .scatterlayer .trace');
      const all = await traces.count();
      const entry = page.getByRole('button', { name: 'default, validation' });
      await entry.click();
      await page.waitForFunction((n) => document.querySelectorAll('#fig-losses .scatterlayer .trace').length < n, all);
      assert.equal(await entry.getAttribute('aria-pressed'), 'false');
    }));

  it('shows the face behind a point on hover, by a click and by the keyboard', () =>
    visit(async (page) => {
      await drawn(page, 'pose');
      const figure = page.locator('#fig-pose');
      const point = figure.locator('.scatterlayer .points path').first();
      const box = (await point.boundingBox())!;
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      const tip = figure.locator('.faces-tip');
      await tip.locator('svg use').waitFor();
      assert.match(await tip.innerText(), /px/);
      await page.mouse.down();
      await page.mouse.up();
      await figure.locator('.faces-browser .faces-card svg').waitFor();
      const list = figure.getByRole('combobox');
      await list.focus();
      await list.selectOption('02-1m');
      assert.match(await figure.locator('.faces-browser .faces-card').innerText(), /02-1m, frontal/);
    }));

  it('downloads PNG, SVG and CSV', () =>
    visit(async (page) => {
      await drawn(page, 'losses');
      const get = async (name: string) => {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.locator('#fig-losses').getByRole('button', { name, exact: true }).click(),
        ]);
        return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
      };
      const png = await get('PNG');
      assert.equal(png.name, 'losses.png');
      assert.equal(png.content.subarray(1, 4).toString(), 'PNG');
      assert.match((await get('SVG')).content.toString(), /^<svg/);
      const csv = (await get('CSV')).content.toString().split('\r\n');
      assert.equal(csv[0], 'series,label,Epoch,MSE (relative coordinates),low,high');
      assert.equal(csv[1], '"default, validation",,1,0.0105,0.01,0.011');
    }));

  it('enlarges images, goes on by arrows, leaves by Escape to where it came from', () =>
    visit(async (page) => {
      const images = page.locator('#fig-worst .faces-items button');
      await images.first().focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      assert.match(await dialog.innerText(), /1 of 4/);
      const first = await dialog.locator('svg').getAttribute('aria-label');
      await page.keyboard.press('ArrowRight');
      assert.match(await dialog.innerText(), /2 of 4/);
      assert.notEqual(await dialog.locator('svg').getAttribute('aria-label'), first);
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      assert.match(await dialog.innerText(), /4 of 4/);
      await dialog.getByRole('button', { name: 'Ground truth' }).click();
      assert.equal(await dialog.locator('.faces-truth').isVisible(), false);
      await page.keyboard.press('Escape');
      assert.equal(await dialog.count(), 0);
      assert.ok(await images.nth(3).evaluate((element) => element === document.activeElement));
    }));

  it('sorts a gallery and hides its marks', () =>
    visit(async (page) => {
      const gallery = page.locator('#fig-worst');
      const errors = async () => (await gallery.locator('.faces-items strong').allTextContents()).map(parseFloat);
      assert.deepEqual(await errors(), [60, 50, 40, 30]);
      await gallery.getByLabel('Sort by').selectOption('error (px)');
      assert.deepEqual(await errors(), [30, 40, 50, 60]);
      await gallery.getByLabel('Sort by').selectOption('as shown');
      assert.deepEqual(await errors(), [60, 50, 40, 30]);
      await gallery.getByRole('button', { name: 'Prediction' }).click();
      assert.equal(await gallery.locator('.faces-items .faces-prediction').first().isVisible(), false);
      assert.equal(await gallery.locator('.faces-items .faces-truth').first().isVisible(), true);
    }));

  it('sorts a table by number and by name, either way', () =>
    visit(async (page) => {
      const names = () => page.locator('#tbl-runs tbody th').allTextContents();
      const heading = page.getByRole('button', { name: 'MSE' });
      await heading.click();
      assert.deepEqual(await names(), ['run 10', 'run 9', 'run 1']);
      await heading.click();
      assert.deepEqual(await names(), ['run 1', 'run 9', 'run 10']);
      await page.getByRole('button', { name: 'Run' }).click();
      assert.deepEqual(await names(), ['run 1', 'run 9', 'run 10']);
    }));

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has nothing that axe-core complains about, ${colorScheme}`, () =>
      visit(
        async (page) => {
          await drawn(page, 'losses');
          await drawn(page, 'pose');
          await page.locator('#fig-pose').getByRole('combobox').selectOption({ index: 2 });
          const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
          const check = async () => {
            const found = await page.evaluate(`${axe}; axe.run().then((result) => result.violations.map(
              (v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 200) + n.failureSummary).join(' | ')))`);
            assert.deepEqual(found, []);
          };
          await check();
          await page.locator('#fig-worst .faces-items button').first().click();
          await check();
        },
        { colorScheme },
      ));
  }

  it('fits a phone: nothing scrolls sideways but tables in their own box', () =>
    visit(
      async (page) => {
        await drawn(page, 'losses');
        await drawn(page, 'pose');
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        const box = page.locator('#tbl-runs .faces-scroll');
        assert.ok(await box.evaluate((element) => element.scrollWidth > element.clientWidth && element.tabIndex === 0));
      },
      { viewport: { width: 360, height: 740 }, hasTouch: true },
    ));

  it('prints still images, no controls, in the colors of paper', () =>
    visit(
      async (page) => {
        await drawn(page, 'losses');
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        assert.equal(await page.locator('#fig-losses .faces-live-plot').isVisible(), false);
        assert.equal(await page.locator('#fig-losses .faces-controls').isVisible(), false);
        const still = page.locator('#fig-losses .faces-static');
        assert.equal(await still.evaluate((element) => getComputedStyle(element).opacity), '1');
        const color = await still
          .locator('.faces-axis-title')
          .first()
          .evaluate((text) => getComputedStyle(text).fill);
        assert.equal(color, 'rgb(0, 0, 0)');
      },
      { colorScheme: 'dark' },
    ));

  it('means something without scripts', () =>
    visit(
      async (page) => {
        assert.ok((await page.locator('#fig-losses .faces-static .faces-line').count()) >= 4);
        assert.equal(await page.locator('#fig-worst .faces-items use').count(), 4);
        assert.match(
          await page.locator('#fig-worst svg[role=img]').first().getAttribute('aria-label').then(String),
          /px/,
        );
        assert.equal(await page.locator('#tbl-runs tbody tr').count(), 3);
      },
      { javaScriptEnabled: false },
    ));
}).timeout(60_000);

/** A page with one figure of each kind. */
async function makePage(): Promise<string> {
  resetFigures();
  const samples = madeUpSamples();
  const result = interpret(
    samples,
    shifted(samples, (face) => 10 * (face + 1)),
  );
  const seeds = [madeUpRecord([0.01, 0.005, 0.004, 0.0045]), madeUpRecord([0.011, 0.006, 0.003, 0.0035])];
  const runs = [
    { name: 'run 9', mse: 0.002 },
    { name: 'run 10', mse: 0.001 },
    { name: 'run 1', mse: 0.003 },
  ];
  const weights = (factor: number) => ({
    values: Array.from({ length: 75 }, (_, i) => factor * Math.sin(i)),
    shape: [5, 5, 1, 3],
  });
  const figures = [
    lossCurves({ default: seeds, 'learning rate 1e-4': madeUpRecord([0.02, 0.015, 0.012, 0.011]) }, { id: 'losses' }),
    await predictionGallery(result, { count: 4, id: 'worst' }),
    await filters(weights(0.1), weights(0.3), { id: 'filters' }),
    errorByLandmark(result, { id: 'points' }),
    table(
      runs,
      [
        { title: 'Run', value: ({ name }) => name },
        { title: 'MSE', value: ({ mse }) => mse },
        { title: 'What was changed in it', value: () => 'a sentence that is longer than a phone is wide' },
        { title: 'Why it was changed', value: () => 'another sentence that is longer than a phone is wide' },
      ],
      'Three runs.',
      { id: 'runs' },
    ),
    await errorByLabel(result, 'pose', { id: 'pose' }),
  ];
  const spaced = figures.map((figure, i) => html`${figure.html(i + 1)}<div style="height: 500px"></div>`);
  return html`<!doctype html><html lang="en">
    <head>
      <meta charset="utf-8"><title>Figures</title><meta name="viewport" content="width=device-width, initial-scale=1">
      <style>:root { color-scheme: light dark } body { background: Canvas } ${new Html(figuresStyle())}</style>
    </head>
    <body><main><h1>Figures</h1>${spaced}</main><script>${scriptText(figuresScript())}</script></body>
  </html>`.text;
}
