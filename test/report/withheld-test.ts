import assert from 'node:assert/strict';
import { DataError } from '../../lib/errors';
import { html, Html } from '../../lib/html';
import type { Attachments } from '../../lib/report/attachments';
import { renderReport } from '../../lib/report/render';
import type { TryItData } from '../../lib/report/try-it/data';
import { checkWithheld, fittingPage, withoutRims } from '../../lib/report/withheld';
import { madeUpNotebook, madeUpRecord, madeUpSource, shownHtml } from './made-up';

const PIXELS = 'data:image/webp;base64,AAAA';

describe('a published page', () => {
  it('may have images of weights, lines and faces drawn by a program', () => {
    const body = html`<svg><image id="pic-1" data-shows="weights" width="200" height="90" href="${PIXELS}" /></svg>`;
    checkWithheld(new Html(body.text.replace(' />', '>')), { areDrawn: true });
    checkWithheld(html`<g id="pic-2"><path d="M0 0L1 1" /></g>`, undefined);
  });

  const photos: Readonly<Record<string, Html>> = {
    'an image of a photo': html`<image id="pic-1" width="200" height="90" href="${PIXELS}"></image>`,
    'a picture in the text': html`<img src="${PIXELS}" />`,
    'a picture in a style': html`<p style="background: url(${PIXELS})"></p>`,
    'an image that only looks like one of weights': html`<img data-shows="weights" src="${PIXELS}" />`,
  };
  for (const [name, body] of Object.entries(photos)) {
    it(`has not ${name}`, () => assert.throws(() => checkWithheld(body, undefined), DataError));
  }

  it('has no rims around marks, which only photos need', () => {
    const marks = html`<path class="faces-truth" d="M1 1"></path>`;
    assert.equal(withoutRims(html`<path class="faces-truth-halo" d="M0 0"></path>${marks}`).text, marks.text);
  });

  it('has no faces of photos to try networks on', () => {
    assert.throws(() => checkWithheld(html``, { networks: [] }), DataError);
  });

  it('is refused if a cell shows pixels, and says at its top what is left out', () => {
    const record = madeUpRecord({ withoutPhotos: true });
    const shown = madeUpNotebook('## Question', {
      code: 'a',
      outputs: [shownHtml(`<img src="${PIXELS}">`)],
    });
    assert.throws(() => renderReport(shown, { record }, madeUpSource), DataError);
    assert.doesNotThrow(() => renderReport(shown, { record: madeUpRecord() }, madeUpSource));
    const page = renderReport(madeUpNotebook('## Question'), { record }, madeUpSource);
    assert.match(page, /<aside class="banner withheld"/);
  });

  const network = (name: string) => ({ name, about: `${name}.`, program: 'x'.repeat(500) });
  const tryIt = {
    networks: [network('First'), network('Second')],
    faces: [{ label: 'a', views: ['of the first', 'of the second'] }],
    areDrawn: true,
  } as unknown as TryItData;
  const render = (all: Attachments): Promise<string> => Promise.resolve(JSON.stringify(all));

  it('leaves out the last networks until it is small enough, and says so', async () => {
    const all = { record: madeUpRecord(), tryIt };
    const whole = await render(all);
    assert.equal(await fittingPage(all, render, whole.length), whole);
    const one = JSON.parse(await fittingPage(all, render, whole.length - 1)) as { tryIt: TryItData };
    assert.deepEqual(
      one.tryIt.networks.map(({ name }) => name),
      ['First'],
    );
    assert.match(one.tryIt.networks[0]!.about, /^First\. Another network is left out/);
    assert.deepEqual(one.tryIt.faces[0]!.views, ['of the first']);
    const bare = await render({ record: all.record });
    assert.equal(await fittingPage(all, render, bare.length), bare);
    await assert.rejects(fittingPage(all, render, bare.length - 1), DataError);
  });
});
