import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { drawn, FiguresPage } from './figures-page';

describe('figures in a browser', () => {
  let figures: FiguresPage;

  before(async () => {
    figures = await FiguresPage.open();
  });

  after(() => figures.close());

  it('enlarges images, goes on by arrows, leaves by Escape to where it came from', () =>
    figures.visit(async (page) => {
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

  it('names a landmark and its error at the pointer', () =>
    figures.visit(async (page) => {
      const figure = page.locator('#fig-points');
      await figure.scrollIntoViewIfNeeded();
      const disc = (await figure.locator('.faces-disc').nth(4).boundingBox())!;
      await page.mouse.move(disc.x + disc.width / 2, disc.y + disc.height / 2);
      assert.match(await figure.locator('.faces-readout').innerText(), /^Landmark 4 \(jaw\): 35\.0\spx$/);
      await page.mouse.move(5, 5);
      assert.equal(await figure.locator('.faces-readout').isVisible(), false);
    }));

  it('fills the rows of galleries, in pictures of one height', () =>
    figures.visit(async (page) => {
      for (const width of [1280, 700, 390]) {
        await page.setViewportSize({ width, height: 800 });
        const boxes = await page
          .locator('#fig-worst .faces-items svg')
          .evaluateAll((images) =>
            images
              .map((image) => image.getBoundingClientRect())
              .map(({ top, height, right }) => ({ top, height, right })),
          );
        const rows = [...new Set(boxes.map(({ top }) => top))].map((top) => boxes.filter((box) => box.top === top));
        assert.equal(
          new Set(rows.map((row) => row.length)).size,
          1,
          `${width}: ${rows.map((row) => row.length).join()}`,
        );
        for (const row of rows) assert.equal(new Set(row.map(({ height }) => Math.round(height))).size, 1);
      }
    }));

  it('sorts a gallery and hides its marks', () =>
    figures.visit(async (page) => {
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
    figures.visit(async (page) => {
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
      figures.visit(
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
    figures.visit(
      async (page) => {
        await drawn(page, 'losses');
        await drawn(page, 'pose');
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        const box = page.locator('#tbl-runs .faces-scroll');
        assert.ok(await box.evaluate((element) => element.scrollWidth > element.clientWidth && element.tabIndex === 0));
        const names = box.locator('tbody th').first();
        const before = (await names.boundingBox())!.x;
        await box.evaluate((element) => element.scrollTo({ left: 200 }));
        assert.equal((await names.boundingBox())!.x, before, 'the first column stays in view');
      },
      { viewport: { width: 360, height: 740 }, hasTouch: true },
    ));

  it('prints still images, no controls, in the colors of paper', () =>
    figures.visit(
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
    figures.visit(
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
});
