import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { experiments } from '../../lib/experiments/all';
import { readBest } from '../../lib/recipes/record';
import { makeReport } from '../../lib/report/make-report';
import { accessibilityFaults, PageBrowser } from '../report/browser';

const MEGABYTES = 2 ** 20;

/**
 * Bytes of a page without its scripts, which are larger while coverage is measured: `bundle-test.ts` limits their size.
 */
const sizeWithoutScripts = (file: string): number =>
  Buffer.byteLength(readFileSync(file, 'utf8').replace(/<script>[^]*?<\/script>/g, ''));

for (const { name, notebook: info, smoke } of experiments) {
  const { file: notebook, headline, bestHeadline } = info;
  describe(`report of ${notebook}`, () => {
    const page = `${name}-smoke.html`;
    let browser: PageBrowser;
    before(async () => (browser = await PageBrowser.start()));
    after(() => browser.stop());

    it('is made by its notebook, run in short form in the real kernel', async () => {
      const job = { parameters: {}, smoke, force: false, tensorBoard: false };
      const command = `npm run report -- ${name} --smoke`;
      const { folder } = browser;
      const { html, record } = await makeReport({ notebook, ...job, command, folder });
      assert.equal(html, join(folder, page));
      assert.ok(sizeWithoutScripts(html) < info.pageBudget + 3 * MEGABYTES);
      assert.equal(record.name, name);
      assert.ok(record.smoke);
      for (const [figure, value] of Object.entries(record.headline)) {
        assert.ok(figure in headline || figure in bestHeadline, figure);
        assert.ok(Number.isFinite(value), figure);
      }
      for (const [parameter, value] of Object.entries(smoke)) {
        assert.deepEqual(record.parameters[parameter]!.value, value);
      }
      assert.ok(record.runs.length > 0);
    });

    it('opens off-line without a complaint, with every chart drawn, and leaves axe-core nothing to find', async () => {
      await browser.visit(page, async (page) => {
        const charts = page.locator('faces-chart');
        for (const chart of await charts.all()) await chart.scrollIntoViewIfNeeded();
        await page.waitForFunction(() => !document.querySelector('faces-chart:not(.faces-drawn)'));
        assert.ok((await charts.count()) > 1);
        await tryNetworks(page);
        assert.deepEqual(await accessibilityFaults(page), []);
      });
    });

    it('never scrolls sideways on a phone', async () => {
      const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
      await browser.visit(
        page,
        async (page) => assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390),
        phone,
      );
    });

    /** Each network of the page finds what Node has found; the best recipe's is there at first. */
    async function tryNetworks(page: Page): Promise<void> {
      const place = page.locator('.try-it');
      await place.scrollIntoViewIfNeeded();
      const says = place.getByText(
        /When the report was made, the network predicted the same, to within 0\.[0-4]\d pixels/,
      );
      await says.waitFor();
      const choice = place.getByRole('radio');
      const known = readBest(name) !== undefined;
      assert.ok(!known || (await place.getByText("The best recipe's network").count()) === 1);
      for (const radio of (await choice.all()).slice(1)) {
        const before = await place.getAttribute('data-predicted');
        await radio.check();
        await page.waitForFunction(
          (old) => document.querySelector<HTMLElement>('.try-it')!.dataset.predicted !== old,
          before,
        );
        await says.waitFor();
      }
    }
  });
}
