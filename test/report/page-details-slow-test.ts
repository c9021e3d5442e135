import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { lossCurves } from '../../lib/figures/loss-curves';
import { figuresScript, figuresStyle, runtimeHtml } from '../../lib/figures/runtime';
import { html } from '../../lib/html';
import { pageHtml } from '../../lib/report/page-html';
import { renderReport } from '../../lib/report/render';
import { PageBrowser } from './browser';
import { madeUpNotebook, madeUpRecord, madeUpSource, shownHtml } from './made-up';

const curves = lossCurves({ default: madeUpRecord().runs[0]! as never }, { id: 'losses' });

const report = (): string =>
  renderReport(
    madeUpNotebook('# Title\n\n## Question\n\nSee [Figure](#fig-losses).\n\n```ts\nconst copied = 1;\n```', {
      code: 'curves',
      outputs: [shownHtml(curves.html().text)],
    }),
    { record: madeUpRecord() },
    madeUpSource,
  );

/** A page as published reports are: its scripts are compressed. */
const packed = (): string => {
  const scripts = [figuresScript()];
  return pageHtml({ title: 'Packed', body: curves.html(1), style: figuresStyle(), scripts, isPacked: true });
};

/** What a notebook shows after its first cell ran twice: a figure, and script and style twice. */
const notebook = (): string => {
  const outputs = html`${curves.html(1)}
    <div id="first">${runtimeHtml()}</div>
    <div id="second">${runtimeHtml()}</div>`;
  return html`<!doctype html><meta charset="utf-8" /><body>${outputs}</body>`.text;
};

describe('details of pages in a browser', () => {
  let browser: PageBrowser;
  before(async () => {
    browser = await PageBrowser.start();
    browser.write('report.html', report());
    browser.write('packed.html', packed());
    browser.write('notebook.html', notebook());
  });
  after(() => browser.stop());

  const isDrawn = async (page: Page): Promise<void> => {
    await page.locator('faces-chart').scrollIntoViewIfNeeded();
    await page.locator('faces-chart.faces-drawn').waitFor();
  };

  it('copies code, and says so', () =>
    browser.visit(
      'report.html',
      async (page) => {
        const block = page.locator('.copyable').filter({ hasText: 'const copied' });
        await block.getByRole('button', { name: 'Copy' }).click();
        await block.getByRole('button', { name: 'Copied' }).waitFor();
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'const copied = 1;');
        await block.getByRole('button', { name: 'Copy', exact: true }).waitFor();
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    ));

  it('shows what a reference leads to, to pointer and keyboard alike', () =>
    browser.visit('report.html', async (page) => {
      const preview = page.locator('#preview');
      const link = page.locator('#main p a[href="#fig-losses"]');
      assert.equal(await preview.isVisible(), false);
      await link.hover();
      await preview.locator('svg').waitFor();
      assert.match(await preview.innerText(), /Mean squared error/);
      await page.mouse.move(0, 0);
      await preview.waitFor({ state: 'hidden' });
      await link.focus();
      await preview.waitFor();
      assert.equal(await link.getAttribute('aria-describedby'), 'preview');
      await page.keyboard.press('Escape');
      await preview.waitFor({ state: 'hidden' });
    }));

  it('runs the compressed scripts of published pages', () => browser.visit('packed.html', isDrawn));

  it('keeps the style of figures when the cell that brought it runs again', () =>
    browser.visit('notebook.html', async (page) => {
      await isDrawn(page);
      const color = (): Promise<string> => page.locator('figcaption').evaluate((one) => getComputedStyle(one).color);
      const before = await color();
      await page.evaluate(() => ['first', 'second'].forEach((id) => document.getElementById(id)?.remove()));
      assert.equal(await color(), before);
      assert.equal(await page.locator('head style.faces-kept').count(), 1);
    }));
});
