import assert from 'node:assert/strict';
import { renderReport } from '../../lib/report/render';
import { madeUpNotebook, madeUpRecord } from './made-up';

const notebook = madeUpNotebook('# T\n\n## Question\n\nWhy?', { code: 'const a = 1;', seconds: 61 });

describe('a report', () => {
  it('loads nothing from anywhere', async () => {
    const page = renderReport(notebook, { record: madeUpRecord() });
    assert.ok(!/(?:src|href)="(?:https?:)?\/\//.test(page));
    assert.match(page, /Content-Security-Policy" content="default-src &#39;none&#39;/);
  });

  it('says how it was made', async () => {
    const page = renderReport(notebook, { record: madeUpRecord() });
    for (const text of [
      'npm run report -- nose',
      'c0ffee',
      'January 2, 2026, 03:04 UTC',
      'TensorFlow 2.21.0 on the CPU',
    ]) {
      assert.ok(page.includes(text), text);
    }
    assert.match(page, /<strong class="changed">changed<\/strong> from 15/);
    assert.match(page, /<span class="default">default<\/span>/);
    assert.match(page, /Question<\/th>\s*<td class="number">1 min 1 s/);
  });

  it('warns of generated faces and of short runs, and of nothing else', async () => {
    const record = madeUpRecord();
    const { provenance } = record;
    const dataset = { ...provenance.dataset, generated: true };
    const banners = async (changes: Partial<typeof record>) =>
      [...renderReport(notebook, { record: madeUpRecord(changes) }).matchAll(/class="banner (\w+)"/g)].map(
        ([, kind]) => kind,
      );
    assert.deepEqual(await banners({}), []);
    assert.deepEqual(await banners({ smoke: true }), ['smoke']);
    assert.deepEqual(await banners({ provenance: { ...provenance, dataset } }), ['generated']);
  });
});
