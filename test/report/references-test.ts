import assert from 'node:assert/strict';
import { UserError } from '../../lib/errors';
import { bibliography } from '../../lib/report/bibliography';
import type { Work } from '../../lib/report/bibliography';
import { renderMarkdown } from '../../lib/report/markdown';
import { citation, citedWorks, referenceList } from '../../lib/report/references';
import { matchSnapshot, readable } from '../snapshot';

describe('references', () => {
  it('are named by one author, two, or the first of several', () => {
    assert.equal(citation('rangetest'), 'Smith, 2017');
    assert.equal(citation('adam'), 'Kingma & Ba, 2015');
    assert.equal(citation('resnet'), 'He et al., 2016');
  });

  it('are those that a page cites, in the order of their names', () => {
    const { html } = renderMarkdown('[He et al., 2016](#ref-resnet), [a](#ref-adam), [b](#ref-resnet), [c](#fig-x)');
    assert.deepEqual(citedWorks(html.text), ['resnet', 'adam']);
    assert.deepEqual(citedWorks('<p>none</p>'), []);
  });

  it('must be in the bibliography', () => {
    const isAbout = (error: unknown) => error instanceof UserError && /#ref-nobody'.*adam, /.test(error.message);
    assert.throws(() => citedWorks('<a href="#ref-nobody">Nobody, 2020</a>'), isAbout);
  });

  it('say who, when, what and where, with a link', () => {
    matchSnapshot(
      readable(referenceList(Object.keys(bibliography) as (keyof typeof bibliography)[]).text),
      'references.html',
    );
    for (const work of Object.values<Work>(bibliography)) {
      assert.match(work.url, /^https?:\/\//);
      assert.ok(work.year > 1900 && work.authors.length > 0);
      assert.doesNotMatch(work.venue + work.title, /\.$/);
    }
  });
});
