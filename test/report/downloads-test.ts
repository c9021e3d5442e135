import assert from 'node:assert/strict';
import { bibtex, citeThis } from '../../lib/report/cite-this';
import { downloads, recordText } from '../../lib/report/downloads';
import { parseRecord } from '../../lib/report/record';
import { madeUpRecord, madeUpSource } from './made-up';

describe('what a report gives out', () => {
  const record = madeUpRecord();

  it('is the notebook and its figures, which are in the page', () => {
    const files = [
      ...downloads(record, madeUpSource).text.matchAll(/download="(.+?)" href="data:.+?;base64,(.+?)"/g),
    ].map(([, name, content]) => [name, Buffer.from(content!, 'base64').toString()] as const);
    assert.deepEqual(
      files.map(([name]) => name),
      ['nose.ipynb', 'nose.json'],
    );
    assert.equal(files[0]![1], madeUpSource.notebook.text);
    assert.deepEqual(parseRecord(JSON.parse(files[1]![1]), 'the download'), record);
  });

  it('gives fractions with the digits of float32, and whole numbers as they are', () => {
    const headline = { mse: 0.017776652212584548, parameters: 11_240_008, small: 5.0212345678e-6 };
    const { headline: written } = JSON.parse(recordText(madeUpRecord({ headline }))) as typeof record;
    assert.deepEqual(written, { mse: 0.01777665, parameters: 11_240_008, small: 5.021235e-6 });
  });

  it('names author, license and the rights of others', () => {
    assert.match(
      citeThis(record).text,
      /^<p>Author: The maintainers .* MIT license\. The photos belong to the Faces\./,
    );
    const { dataset } = record.provenance;
    const synthetic = { ...record.provenance, dataset: { ...dataset, generated: true } };
    assert.match(citeThis(madeUpRecord({ provenance: synthetic })).text, /The images are synthetic/);
    const own = { ...record.provenance, dataset: { ...dataset, own: true } };
    assert.match(citeThis(madeUpRecord({ provenance: own })).text, /are not part of the project; their owners decide/);
  });

  it('can be cited', () => {
    assert.equal(
      bibtex(record),
      [
        '@misc{nose-2026,',
        '  title = {{Finding the nose}},',
        '  author = {{The maintainers of facial-keypoints}},',
        '  year = {2026},',
        '  note = {Report of Facial keypoints in TypeScript 0.1.0, revision aaaaaaaa, made on 2026-01-02}',
        '}',
      ].join('\n'),
    );
  });
});
