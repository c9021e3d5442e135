import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { html, scriptJson, scriptText, slug } from '../lib/html';

describe('html', () => {
  it('escapes what is put in, but not HTML', () => {
    assert.equal(
      html`<p title="${'"<'}">${['a&', html`<b>${1}</b>`, false, null]}</p>`.text,
      '<p title="&quot;&lt;">a&amp;<b>1</b></p>',
    );
  });

  it('keeps JSON as it is, and inside its script', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('</script>', '<!--', '<'), (value, dangerous) => {
        const text = scriptJson([value, dangerous]).text;
        assert.ok(!text.includes('<'));
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify([value, dangerous])));
      }),
    );
  });

  it('keeps code inside its script', () => {
    const text = scriptText("const a = '</script><!--';").text;
    assert.ok(!/<\/script|<!--/.test(text));
    assert.equal(runInNewContext(`${text} a`), '</script><!--');
  });
});

describe('slugs', () => {
  it('are words of any script, joined by hyphens', () => {
    const slugs = ['Error by pose', '  A/b: c! ', 'Überschrift', '数据 图', 'График 1', 'हिन्दी', '🙂'].map(slug);
    assert.deepEqual(slugs, ['error-by-pose', 'a-b-c', 'überschrift', '数据-图', 'график-1', 'हिन्दी', '']);
    assert.equal(slug('e\u0301'), 'é', 'as macOS writes names of files');
  });

  it('are short, and hold whole characters', () => assert.equal(slug('𝒳'.repeat(50)), '𝒳'.toLowerCase().repeat(40)));
});
