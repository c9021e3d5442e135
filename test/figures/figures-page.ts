import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** A page with one figure of each kind, and a browser to look at it. */
export class FiguresPage {
  private constructor(
    private readonly browser: Browser,
    private readonly folder: string,
  ) {}

  /** Makes the page and starts the browser. */
  static async open(): Promise<FiguresPage> {
    const folder = mkdtempSync(join(tmpdir(), 'figures-'));
    writeFileSync(join(folder, 'page.html'), await makePage());
    return new FiguresPage(await launchChromium(), folder);
  }

  /** Visits the page off-line and checks at the end that nothing went wrong in it. */
  async visit(look: (page: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> {
    const page = await openPage(this.browser, options);
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) complaints.push(request.url());
    });
    await page.goto(pathToFileURL(join(this.folder, 'page.html')).href);
    await look(page);
    assert.deepEqual(complaints, []);
    await closePage(page);
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true });
  }
}

/** Waits until a chart has been drawn. */
export async function drawn(page: Page, id: string): Promise<void> {
  await page.locator(`#fig-${id}`).scrollIntoViewIfNeeded();
  await page.locator(`#fig-${id} faces-chart.faces-drawn`).waitFor();
}

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
    lossCurves(
      { default: seeds, 'learning rate 1e-4': madeUpRecord([0.02, 0.015, 0.012, 0.011]) },
      { baseline: 0.005, id: 'losses' },
    ),
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
