import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { writeIndexPage } from '../../lib/report/index-page';
import { matchSnapshot, readable } from '../snapshot';
import { accessibilityFaults, PageBrowser } from './browser';
import { madeUpRecord } from './made-up';

describe('the index of all reports', () => {
  let browser: PageBrowser;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reports-'));
    writeFileSync(join(folder, 'nose.json'), JSON.stringify(madeUpRecord()));
    const other = madeUpRecord({ name: 'resnet', title: 'A ResNet', smoke: true });
    writeFileSync(join(folder, 'resnet-smoke.json'), JSON.stringify(other));
    writeFileSync(join(folder, 'nose.html'), '');
    writeFileSync(join(folder, 'broken.json'), '{}');
    browser = await PageBrowser.start();
    browser.write('index.html', readFileSync(writeIndexPage(folder), 'utf8'));
  });
  after(async () => {
    await browser.stop();
    rmSync(folder, { recursive: true });
  });
  const visit = (look: (page: Page) => Promise<void>, options = {}) => browser.visit('index.html', look, options);
  const column = (page: Page, number: number) => page.locator(`.runs tbody td:nth-child(${number})`).allTextContents();

  it('lists all runs, with links to the reports that are there, and names files that are no records', () =>
    visit(async (page) => {
      assert.equal((await column(page, 1)).length, 6);
      assert.equal(await page.locator('.reports a').getAttribute('href'), 'nose.html');
      assert.match((await page.locator('.trials li').textContent())!, /A ResNet.*smoke run/);
      assert.match((await page.locator('.banner').textContent())!, /broken\.json/);
      assert.equal(await page.locator('.sparkline').count(), 6);
    }));

  it('uses the width of the window', () =>
    visit(async (page) => {
      const { x } = (await page.locator('h1').boundingBox())!;
      assert.ok(x < 100, `the title begins at ${x}`);
    }));

  it('sorts by every column, either way', () =>
    visit(async (page) => {
      const sort = page.getByRole('button', { name: 'Validation MSE' });
      await sort.click();
      const rising = (await column(page, 5)).map(Number);
      assert.deepEqual(
        rising,
        [...rising].sort((a, b) => a - b),
      );
      await sort.click();
      assert.deepEqual((await column(page, 5)).map(Number), rising.reverse());
      assert.equal(await page.locator('th[aria-sort]').getAttribute('aria-sort'), 'descending');
    }));

  it('filters by words of any column and by parameters', () =>
    visit(async (page) => {
      await page.getByLabel('Filter').fill('resnet-smoke learningrate=0.0001');
      assert.deepEqual(await column(page, 3), ['learning rate 1e-4']);
      assert.equal(await page.locator('output').textContent(), '1 of 6 runs');
    }));

  it('compares two runs: what differs, metrics and curves', () =>
    visit(async (page) => {
      await page.getByLabel('Compare nose, default, seed 1').check();
      await page.getByLabel('Compare nose, learning rate 1e-4, seed 1').check();
      const differing = await page.locator('.comparison tr.differs th').allTextContents();
      assert.deepEqual(differing, [
        'Validation MSE, last epoch',
        'Validation MSE, best epoch',
        'Training MSE, last epoch',
        'learning rate',
      ]);
      assert.equal(await page.locator('.comparison .chart .curve').count(), 4);
      const comparison = await page.locator('.comparison').evaluate(({ outerHTML }) => outerHTML);
      matchSnapshot(readable(comparison), 'comparison.html');
      await page.getByLabel('Compare nose, default, seed 1').uncheck();
      assert.equal(await page.locator('.comparison').count(), 0);
    }));

  it('fits on a phone, and leaves axe-core nothing to find', () =>
    visit(
      async (page) => {
        await page.getByLabel('Compare nose, default, seed 1').check();
        await page.getByLabel('Compare nose, default, seed 2').check();
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
        assert.deepEqual(await accessibilityFaults(page), []);
      },
      { viewport: { width: 390, height: 844 }, bypassCSP: true },
    ));
});
