import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../../lib/paths';
import { assertTypeScript, readNotebook } from '../../../../lib/report/notebook';
import { renderNotebook } from '../../../../lib/report/sections';
import type { Loader } from '../judge';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';

/** Every kind of cell and output that a report shows. */
const cells = [
  { cell_type: 'markdown', metadata: {}, source: ['# Title\n', 'A question with $x^2$.'] },
  {
    cell_type: 'markdown',
    metadata: {},
    source: '## Data\n\n| a | b |\n| --- | --- |\n| 1 | **2** |\n\n![pixel](attachment:p.png)',
    attachments: { 'p.png': { 'image/png': PIXEL } },
  },
  {
    cell_type: 'code',
    metadata: { tags: ['raises-exception'], seconds: 1.5 },
    execution_count: 1,
    source: 'const a = 1; // # not a heading',
    outputs: [
      { output_type: 'stream', name: 'stdout', text: ['one\n', '\u001b[31mtwo\u001b[0m'] },
      { output_type: 'display_data', metadata: {}, data: { 'text/html': '<b>bold</b>', 'text/plain': 'bold' } },
      { output_type: 'display_data', metadata: {}, data: { 'image/png': PIXEL } },
      {
        output_type: 'execute_result',
        metadata: {},
        execution_count: 1,
        data: { 'text/markdown': '*text*', 'text/plain': '1' },
      },
      { output_type: 'error', ename: 'Error', evalue: 'wrong', traceback: ['Error: wrong', '    at cell'] },
    ],
  },
  { cell_type: 'raw', metadata: {}, source: 'raw' },
];

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: 'tslab', language: 'typescript' }, language_info: { name: 'typescript' } },
  cells,
};

/** A notebook as a report reads and shows it. */
function notebookLoader(folder: string, content: Buffer): Promise<Loader> {
  const file = join(folder, 'notebook.ipynb');
  return Promise.resolve({
    content,
    isText: true,
    file,
    read(changed) {
      writeFileSync(file, changed);
      const read = readNotebook(file);
      assertTypeScript(read, file);
      const { question, sections } = renderNotebook(read, new Set(), file);
      const pages = sections.map(({ html }) => html.text).join('');
      const impossible = /<script|\son\w+=/i.test(pages.replace(/&lt;.*?&gt;/g, ''))
        ? 'a script is in the page'
        : undefined;
      return Promise.resolve({ value: [read, question, pages], doubts: 0, impossible });
    },
  });
}

/** Notebooks, by name; each makes its loader in an empty folder. */
export const notebookLoaders: Readonly<Record<string, (folder: string) => Promise<Loader>>> = {
  'a notebook with outputs': (folder) => notebookLoader(folder, Buffer.from(JSON.stringify(notebook, null, 1))),
  'the notebook of the nose': (folder) =>
    notebookLoader(folder, readFileSync(join(root(), 'notebooks', '1-nose.ipynb'))),
};
