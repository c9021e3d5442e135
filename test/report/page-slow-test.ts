import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { lossCurves } from '../../lib/figures/loss-curves';
import { table } from '../../lib/figures/table';
import { renderReport } from '../../lib/report/render';
import { accessibilityFaults, PageBrowser } from './browser';
import { madeUpNotebook, madeUpRecord, madeUpSource, shownHtml } from './made-up';

const LONG = 'Many words that make a paragraph. '.repeat(60);

function makeReport(): Promise<string> {
  const record = madeUpRecord({ smoke: true });
  const curves = lossCurves({ default: record.runs[0]! as never }, { id: 'losses' });
  const numbers = table([{ n: 1 }], [{ title: 'n', value: ({ n }) => n }], 'Numbers.', { id: 'numbers' });
  const notebook = madeUpNotebook(
    `# Title\n\n## Question\n\nSee [Figure](#fig-losses) and [Table](#tbl-numbers).\n\n${LONG}`,
    { code: `const long = '${'x'.repeat(300)}';`, seconds: 1, outputs: [shownHtml(curves.html().text)] },
    `## Result\n\n${LONG}\n\n### A part of it\n\n${LONG}\n\n| a | b |\n| - | - |\n| 1 | 2 |`,
    {
      code: 'console.log(1)',
      outputs: [
        shownHtml(numbers.html().text),
        { output_type: 'stream', name: 'stdout', text: 'printed '.repeat(40) },
        { output_type: 'stream', name: 'stderr', text: 'a warning' },
        { output_type: 'error', ename: 'Error', evalue: 'no', traceback: ['at x'] },
      ],
    },
  );
  return Promise.resolve(
    renderReport(notebook, { record, image: numbers.html().text.replace('tbl-numbers', 'tbl-cover') }, madeUpSource),
  );
}

describe('the report in a browser', () => {
  let browser: PageBrowser;
  before(async () => {
    browser = await PageBrowser.start();
    browser.write('report.html', await makeReport());
  });
  after(() => browser.stop());
  const visit = (look: (page: Page) => Promise<void>, options = {}) => browser.visit('report.html', look, options);

  it('has one title, sections in the contents, and numbers where the text refers to figures', () =>
    visit(async (page) => {
      assert.deepEqual(await page.locator('h1').allTextContents(), ['Finding the nose']);
      const contents = await page.locator('.contents a').allTextContents();
      assert.deepEqual(contents, [
        'Question',
        'Result',
        'A part of it',
        'How this report was made',
        'License and citation',
      ]);
      const references = await page.locator('#main p a').allTextContents();
      assert.deepEqual(references.slice(0, 2), ['Figure 1', 'Table 2']);
    }));

  it('follows the reader in the contents', () =>
    visit(async (page) => {
      const current = () => page.locator('.contents [aria-current]').allTextContents();
      assert.deepEqual(await current(), ['Question']);
      await page.locator('#a-part-of-it').evaluate((heading) => heading.scrollIntoView());
      await page.locator('.contents a[aria-current]', { hasText: 'A part of it' }).waitFor();
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.locator('.contents a[aria-current]', { hasText: 'License and citation' }).waitFor();
    }));

  it('unfolds code by the cell and all at once', () =>
    visit(async (page) => {
      const open = () => page.locator('details.code[open]').count();
      const all = page.locator('[data-action=code]');
      assert.equal(await open(), 0);
      await page.locator('details.code summary').first().click();
      assert.equal(await open(), 1);
      await all.click();
      assert.equal(await open(), 2);
      await page.waitForFunction(() => document.querySelector('[data-action=code]')!.textContent === 'Hide all code');
      await all.click();
      assert.equal(await open(), 0);
    }));

  it('follows the system in light and dark, until its reader says otherwise', async () => {
    const background = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    let light = '';
    await visit(async (page) => void (light = await background(page)), { colorScheme: 'light' });
    await visit(
      async (page) => {
        assert.notEqual(await background(page), light);
        await page.locator('[data-action=theme]').click();
        assert.equal(await background(page), light);
        await page.reload();
        assert.equal(await background(page), light);
      },
      { colorScheme: 'dark' },
    );
  });

  it('never scrolls sideways on a phone', () =>
    visit(
      async (page) => {
        await page.locator('[data-action=code]').click();
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
      },
      { viewport: { width: 390, height: 844 } },
    ));

  it('prints without what only a screen can do', () =>
    visit(async (page) => {
      await page.emulateMedia({ media: 'print' });
      for (const hidden of ['.contents', '.page-controls', 'details.code', '.faces-controls']) {
        assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
      }
      assert.ok(await page.locator('#fig-losses svg').first().isVisible());
      const pdf = await page.pdf({ preferCSSPageSize: true });
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    }));

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`leaves axe-core nothing to find when ${colorScheme}`, () =>
      visit(
        async (page) => {
          await page.locator('[data-action=code]').click();
          assert.deepEqual(await accessibilityFaults(page), []);
        },
        // The policy of the page keeps axe-core out as well.
        { colorScheme, bypassCSP: true },
      ));
  }
});
