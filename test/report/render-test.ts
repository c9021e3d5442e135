import assert from 'node:assert/strict';
import { table } from '../../lib/figures/table';
import { provenanceBlock } from '../../lib/report/provenance-block';
import { renderReport } from '../../lib/report/render';
import { matchSnapshot, readable } from '../snapshot';
import { madeUpNotebook, madeUpRecord, madeUpSource, shownHtml } from './made-up';

const numbers = table([{ n: 1 }], [{ title: 'n', value: ({ n }) => n }], 'Numbers.', { id: 'numbers' });

const notebook = madeUpNotebook(
  '# The title\n\nAn introduction.',
  { code: 'const a = 1;', seconds: 61 },
  '## Question\n\nSee [Table](#tbl-numbers).\n\n### A part of it',
  {
    code: "console.log('b');\na",
    outputs: [
      shownHtml(numbers.html().text),
      { output_type: 'stream', name: 'stdout', text: 'b\n' },
      { output_type: 'error', ename: 'TypeError', evalue: 'no', traceback: ['\u001b[1mat x'] },
    ],
  },
);

describe('a report', () => {
  const { provenance } = madeUpRecord();
  const synthetic = { ...provenance, dataset: { ...provenance.dataset, generated: true } };

  it('is one page with header, contents, sections and provenance', () => {
    matchSnapshot(readable(renderReport(notebook, { record: madeUpRecord() }, madeUpSource)), 'report.html');
  });

  it('has banners, an image and the network to try where there are any', () => {
    const record = madeUpRecord({ smoke: true, provenance: { ...synthetic, revision: null } });
    const attachments = { record, image: '<p>the image</p>', scale: '<p>the scale</p>', tryIt: { a: '</script>' } };
    const page = renderReport(madeUpNotebook('## Question\n\n$x$'), attachments, madeUpSource);
    matchSnapshot(readable(page), 'report-with-all-parts.html');
  });

  it('says at the top what a trial changes', () => {
    const notebook = madeUpNotebook('## Question');
    const bannersOf = (changes: object): string[] => {
      const page = renderReport(notebook, { record: madeUpRecord(changes) }, madeUpSource);
      return [...page.matchAll(/<aside class="banner (\w+)"[^]*?<\/aside>/g)].map(([, kind]) => kind!);
    };
    assert.deepEqual(bannersOf({}), []);
    assert.deepEqual(bannersOf({ changes: 'epochs 30' }), ['trial']);
    assert.deepEqual(bannersOf({ changes: 'epochs 30', smoke: true }), ['smoke']);
    const page = renderReport(notebook, { record: madeUpRecord({ changes: 'epochs 30' }) }, madeUpSource);
    assert.match(page, /made with changed parameters \(epochs 30\)/);
  });

  it('shows in the notebook how it was made, without times of sections', () => {
    const record = madeUpRecord({ headlineDescriptions: { validationMse: 'validation MSE, mean over seeds' } });
    matchSnapshot(readable(provenanceBlock(record).text), 'provenance.html');
  });
});
