import assert from 'node:assert/strict';
import sharp from 'sharp';
import { chart } from '../../lib/figures/chart';
import { hasDrawings, stillPicture } from '../../lib/figures/still';
import { table } from '../../lib/figures/table';

/** The share of a picture's pixels within ten levels of a color. */
async function share(png: Buffer, color: readonly [number, number, number]): Promise<number> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let found = 0;
  for (let i = 0; i < data.length; i += 3) {
    if (color.every((value, channel) => Math.abs(data[i + channel]! - value) <= 10)) found++;
  }
  return found / (info.width * info.height);
}

describe('a still picture', () => {
  const series = [{ name: 'loss', x: [1, 2, 3], y: [3, 2, 1], mark: 'line', color: 'blue' }] as const;
  const figure = chart({ x: { title: 'Epoch' }, y: { title: 'Loss' }, series }, 'Loss by epoch.');

  it('shows a chart in the colors of a light page', async () => {
    const page = figure.html().text;
    assert.ok(hasDrawings(page));
    const png = (await stillPicture(page))!;
    const { width = 0, height = 0 } = await sharp(png).metadata();
    assert.equal(width, 1080);
    assert.ok(height > 400);
    assert.ok((await share(png, [0x00, 0x72, 0xb2])) > 0.001, 'the line');
    assert.ok((await share(png, [255, 255, 255])) > 0.9, 'paper');
  });

  it('shows the pictures of a gallery side by side, with their legend', async () => {
    const red = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#d02020' } })
      .webp({ lossless: true })
      .toBuffer();
    const uri = `data:image/webp;base64,${red.toString('base64')}`;
    const item = '<svg viewBox="0 0 200 150" role="img" aria-label="a"><use href="#pic-1"/></svg>';
    const legend =
      '<ul><li><svg viewBox="0 0 20 20" width="20" height="20"><path d="M0 0h20v20H0z"/></svg>Truth</li></ul>';
    const defs = `<defs><image id="pic-1" width="200" height="150" href="${uri}"/></defs>`;
    const png = (await stillPicture(`<svg class="faces-defs">${defs}</svg>${legend}${item.repeat(6)}`))!;
    const { width = 0, height = 0 } = await sharp(png).metadata();
    // Four columns of 174 drawing units, two rows of 130.5, and a row of 20 for the legend, with gaps of 8.
    assert.deepEqual([width, height], [1080, Math.round(1.5 * Math.ceil(20 + 2 * 130.5 + 3 * 8))]);
    const expected = (6 * 174 * 130.5) / (720 * (height / 1.5));
    assert.ok(Math.abs((await share(png, [0xd0, 0x20, 0x20])) - expected) < 0.02);
  });

  it('is left out where nothing is drawn', async () => {
    const page = table([{ name: 'a' }], [{ title: 'Name', value: ({ name }) => name }], 'A table.').html().text;
    assert.ok(!hasDrawings(page));
    assert.equal(await stillPicture(page), undefined);
  });
});
