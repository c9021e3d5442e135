import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { indexPage } from '../../lib/report/index-page';
import { renderReport } from '../../lib/report/render';
import { temporaryFolder } from '../environment';
import { madeUpNotebook, madeUpRecord, madeUpSource, shownHtml } from './made-up';

/** What must never become more than text. */
const MARKUP =
  '<img src=x onerror="run()"><script>run()</script>"\'><svg onload=run()>[a](javascript:run()) ${1} {{1}}';

function* elements(parent: Tree.ParentNode): Generator<Tree.Element> {
  for (const child of parent.childNodes) {
    if (!('tagName' in child)) continue;
    yield child;
    yield* elements(child);
  }
}

const attribute = ({ attrs }: Tree.Element, wanted: string): string | undefined =>
  attrs.find(({ name }) => name === wanted)?.value;

const textOf = ({ childNodes }: Tree.Element): string =>
  childNodes.map((child) => ('value' in child ? child.value : '')).join('');

/** Nothing in a page runs but scripts that its policy knows. */
function assertSafe(page: string): void {
  const all = [...elements(parse(page))];
  const meta = all.find((one) => attribute(one, 'http-equiv') === 'Content-Security-Policy')!;
  const policy = attribute(meta, 'content')!;
  assert.doesNotMatch(/script-src [^;]+/.exec(policy)![0], /unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|https?:|\*/);
  for (const element of all.filter(({ tagName }) => tagName === 'script')) {
    if (attribute(element, 'type') === 'application/json') {
      JSON.parse(textOf(element));
      continue;
    }
    const hash = createHash('sha256').update(textOf(element)).digest('base64');
    const isKnown = policy.includes(`'sha256-${hash}'`);
    assert.ok(isKnown || textOf(element) === 'run()', 'a script of the page that its own policy stops');
    if (!isKnown)
      assert.ok(page.includes('<!-- of a cell -->'), 'only a cell may bring a script, which then does not run');
  }
}

/** The page has no element or attribute that came from a text. */
function assertEscaped(page: string): void {
  for (const element of elements(parse(page))) {
    const { tagName, attrs } = element;
    assert.notEqual(attribute(element, 'src'), 'x', `<${tagName} src=x>`);
    for (const { name, value } of attrs) {
      assert.ok(!name.startsWith('on'), `<${tagName} ${name}>`);
      if (/^(href|src|action)$/.test(name)) assert.doesNotMatch(value, /^\s*javascript:/i);
    }
  }
}

const hostileRecord = () => {
  const { provenance } = madeUpRecord();
  return madeUpRecord({
    title: MARKUP,
    summary: MARKUP,
    command: MARKUP,
    determinism: MARKUP,
    parameters: { [MARKUP]: { value: MARKUP, default: MARKUP, description: MARKUP } },
    headline: { [MARKUP]: 1 },
    headlineDescriptions: { [MARKUP]: MARKUP },
    runs: madeUpRecord().runs.map((run) => ({
      ...run,
      name: MARKUP + run.name,
      variation: MARKUP,
      parameters: { [MARKUP]: MARKUP },
    })),
    provenance: {
      ...provenance,
      revision: MARKUP,
      processor: MARKUP,
      platform: MARKUP,
      packages: { [MARKUP]: MARKUP },
      dataset: {
        ...provenance.dataset,
        title: MARKUP,
        split: MARKUP,
        checksum: MARKUP,
        reading: { read: 1, expected: 2, findings: [MARKUP] },
      },
    },
  });
};

describe('markup in texts', () => {
  const folder = temporaryFolder();

  it('is text in a report: in its record, in printed output, errors, and Markdown that a cell computes', () => {
    const notebook = madeUpNotebook('# Title', {
      code: MARKUP,
      outputs: [
        { output_type: 'stream', name: 'stdout', text: MARKUP },
        { output_type: 'error', ename: MARKUP, evalue: MARKUP, traceback: [MARKUP] },
        { output_type: 'display_data', data: { 'text/markdown': MARKUP } },
        { output_type: 'display_data', data: { 'text/markdown': `# ${MARKUP}\n\n| a |\n| - |\n| ${MARKUP} |` } },
        {
          output_type: 'display_data',
          data: { 'image/svg+xml': '<svg xmlns="http://www.w3.org/2000/svg" onload="run()"/>' },
        },
        { output_type: 'display_data', data: { 'application/json': { [MARKUP]: MARKUP } } },
        { output_type: 'display_data', data: { 'text/latex': MARKUP } },
        { output_type: 'display_data', data: { [MARKUP]: MARKUP, 'text/plain': MARKUP } },
      ],
    });
    const page = renderReport(notebook, { record: hostileRecord() }, madeUpSource);
    assertSafe(page);
    assertEscaped(page);
    assert.ok(page.includes('&lt;script&gt;run()&lt;/script&gt;'));
  });

  it('is text in the index of all reports', () => {
    writeFileSync(join(folder(), 'a.json'), JSON.stringify(hostileRecord()));
    writeFileSync(join(folder(), 'b.json'), JSON.stringify({ [MARKUP]: MARKUP }));
    writeFileSync(join(folder(), 'c"><script>run()<.json'), '{');
    const page = indexPage(folder());
    assertSafe(page);
    assertEscaped(page);
  });

  it('of a cell that shows HTML stays, but none of its scripts runs', () => {
    const shown = '<!-- of a cell --><script>run()</script><p onclick="run()">a</p>';
    assertSafe(
      renderReport(
        madeUpNotebook({ code: '1', outputs: [shownHtml(shown)] }),
        { record: madeUpRecord() },
        madeUpSource,
      ),
    );
  });
});
