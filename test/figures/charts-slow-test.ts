import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { drawn, FiguresPage } from './figures-page';

describe('charts in a browser', () => {
  let figures: FiguresPage;

  before(async () => {
    figures = await FiguresPage.open();
  });

  after(() => figures.close());

  const yTitles = (page: Page) => page.locator('#fig-losses .ytick text').allTextContents();

  it('draws a chart only when it comes near, in the place of its still image', () =>
    figures.visit(async (page) => {
      assert.equal(await page.locator('#fig-pose .main-svg').count(), 0);
      const before = await page.locator('#fig-losses').boundingBox();
      await drawn(page, 'losses');
      const after = await page.locator('#fig-losses').boundingBox();
      assert.ok(Math.abs(before!.height - after!.height) < 40, `${before!.height} became ${after!.height}`);
      await drawn(page, 'pose');
    }));

  it('writes its labels without an outline, which would make them pale', () =>
    figures.visit(async (page) => {
      await drawn(page, 'losses');
      const texts = page.locator('#fig-losses .faces-live-plot').locator('.xtick text, .ytick text');
      const strokes = await texts.evaluateAll((all) => all.map((text) => getComputedStyle(text).stroke));
      assert.deepEqual([...new Set(strokes)], ['none']);
    }));

  it('switches the axis, smooths, and hides runs by the legend', () =>
    figures.visit(async (page) => {
      await drawn(page, 'losses');
      const log = await yTitles(page);
      await page.getByRole('button', { name: 'Log y-axis' }).first().click();
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
      const entry = page.getByRole('button', { name: 'default' });
      await entry.click();
      await page.waitForFunction((n) => document.querySelectorAll('#fig-losses .scatterlayer .trace').length < n, all);
      assert.equal(await entry.getAttribute('aria-pressed'), 'false');
    }));

  it('has the same axes still and live, also in the ticks of a zoom', () =>
    figures.visit(async (page) => {
      await drawn(page, 'losses');
      const still = await page.locator('#fig-losses .faces-static .faces-tick').allTextContents();
      const live = page.locator('#fig-losses .faces-live-plot').locator('.xtick text, .ytick text');
      assert.deepEqual((await live.allTextContents()).sort(), still.sort());
      const ticks = await page.locator('#fig-losses .xtick').count();
      const box = (await page.locator('#fig-losses .nsewdrag').boundingBox())!;
      await page.mouse.move(box.x + 0.3 * box.width, box.y + 0.2 * box.height);
      await page.mouse.down();
      await page.mouse.move(box.x + 0.6 * box.width, box.y + 0.6 * box.height, { steps: 4 });
      await page.mouse.up();
      await page.waitForFunction(
        (old) => document.querySelectorAll('#fig-losses .faces-live-plot .xtick').length !== old,
        ticks,
      );
      const zoomed = await yTitles(page);
      assert.equal(new Set(zoomed.map((label) => label.includes('e'))).size, 1, zoomed.join());
    }));

  it('reads the values of all lines at the pointer, beside the line', () =>
    figures.visit(async (page) => {
      await drawn(page, 'losses');
      const figure = page.locator('#fig-losses');
      const box = (await figure.locator('.nsewdrag').boundingBox())!;
      const readout = figure.locator('.faces-readout');
      const line = figure.locator('.faces-crosshair');
      for (const [share, epoch] of [
        [0.27, 1],
        [0.98, 4],
      ] as const) {
        await page.mouse.move(box.x + share * box.width, box.y + 0.6 * box.height);
        const text = await readout.innerText();
        assert.match(text, new RegExp(`^Epoch ${epoch}`));
        assert.equal(
          (await readout.locator('tr').count()) - 1,
          4,
          'two runs, validation and training, and the baseline',
        );
        if (epoch === 1) assert.match(text, /default, validation\s+0\.0105 \(0\.0100 to 0\.0110\)/);
        const [list, at] = [(await readout.boundingBox())!, (await line.boundingBox())!];
        assert.ok(list.x > at.x || list.x + list.width < at.x, 'does not cover the line');
        assert.ok(Math.abs(at.x - (box.x + (epoch / 4) * box.width)) < 2, 'at the epoch');
      }
      await page.mouse.move(5, 5);
      assert.equal(await readout.isVisible(), false);
    }));

  it('draws anew in the colors of a theme that is switched', () =>
    figures.visit(async (page) => {
      await drawn(page, 'losses');
      const color = () =>
        page
          .locator('#fig-losses .scatterlayer .js-line')
          .last()
          .evaluate((line) => line.style.stroke);
      const light = await color();
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.waitForFunction(
        (old) =>
          [...document.querySelectorAll<SVGElement>('#fig-losses .scatterlayer .js-line')].at(-1)?.style.stroke !== old,
        light,
      );
    }));

  it('shows the face behind a point on hover, by a click and by the keyboard', () =>
    figures.visit(async (page) => {
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
      assert.match(await figure.locator('.faces-browser .faces-card').innerText(), /person 02, frontal/);
    }));

  it('downloads PNG, SVG and CSV', () =>
    figures.visit(async (page) => {
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
});
