import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { executeNotebook } from '../../lib/report/execute';
import { ownRecord } from '../../lib/report/own-record';
import { renderReport } from '../../lib/report/render';
import { temporaryFolder } from '../environment';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** What tslab can show, one call a line. */
const SHOWN = `import { display } from 'tslab';
display.text('plain text');
display.html('<b>bold</b>');
display.markdown('*markdown*');
display.latex('$x^2$');
display.svg('<svg xmlns="http://www.w3.org/2000/svg"/>');
display.png(Buffer.from('${PNG}', 'base64'));
display.jpeg(Buffer.from('/9j/', 'base64'));
display.gif(Buffer.from('R0lGODlh', 'base64'));
display.pdf(Buffer.from('JVBERi0=', 'base64'));
display.javascript('alert(1)');
display.raw('application/json', '{"a": 1}');
display.raw('application/vnd.plotly.v1+json', '{}');
console.log({ printed: 1 });
console.error('to stderr');`;

describe('a notebook from another source', () => {
  const folder = temporaryFolder();

  it('goes on after expected errors, shows all that its cells show, and takes any script and any kernel', async () => {
    const file = join(folder(), '数据 "1".ipynb');
    const text = (source: string, attachments = {}) => ({ cell_type: 'markdown', metadata: {}, source, attachments });
    const code = (source: string, tags: string[] = []) => ({
      cell_type: 'code',
      metadata: { tags },
      execution_count: null,
      outputs: [],
      source,
    });
    const chart = (caption: string) =>
      `chart({ x: { title: '轴' }, y: { title: 'Ошибка' }, series: [] }, '${caption}')`;
    const cells = [
      text('# 图表\n\nВопрос?'),
      text('## Überschrift\n\n$L = \\frac{1}{N}\\sum_i \\|x_i\\|^2$\n\n```sh\n# first line\n## second\nnpm start\n```'),
      text('![a](attachment:image.png) ![b](me.png)', { 'image.png': { 'image/png': PNG } }),
      code("throw new Error('an expected error')", ['raises-exception']),
      code("console.log('second');"),
      code("console.log('third', 'number')"),
      code('export const x = 40;\nfor await (const y of [1, Promise.resolve(1)]) console.log(x + y + y);'),
      code(SHOWN),
      code(`import { chart } from './lib/figures/chart';\n${chart('图')}`),
      code(chart('图')),
    ];
    writeFileSync(join(folder(), 'me.png'), Buffer.from(PNG, 'base64'));
    const metadata = { kernelspec: { name: 'python3', display_name: 'x' }, language_info: { name: 'typescript' } };
    writeFileSync(file, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }));

    const executed = await executeNotebook(file, { job: { parameters: {}, force: false, tensorBoard: false } });
    const record = ownRecord(executed, '数据-1', 'npm run report');
    const source = { name: '数据-1', notebook: { file, text: '{}' } };
    const page = renderReport(executed, { record }, source);

    const shown = page.replace(/<(script|style)\b[^]*?<\/\1>/g, '').replace(/<[^>]+>/g, '');
    for (const expected of [
      ...['图表', 'Вопрос?', 'Überschrift', '# first line\n## second\nnpm start\n'],
      ...['an expected error', 'second', 'third number', '42', 'plain text', 'bold', 'printed: 1', 'to stderr'],
      ...['output of the type application/pdf', 'type text/javascript', 'type application/vnd.plotly.v1+json'],
      ...['Figure 1. 图', 'Figure 2. 图'],
    ]) {
      assert.ok(shown.includes(expected), expected);
    }
    assert.equal(page.split(`src="data:image/png;base64,${PNG}"`).length, 4, 'attached, beside the notebook, shown');
    for (const mark of ['<em>markdown</em>', '<mfrac>', '<msup>', 'data:image/gif;base64,R0lGODlh', 'image/svg+xml']) {
      assert.ok(page.includes(mark), mark);
    }
    assert.ok(!page.includes('attachment:') && !page.includes('src="me.png"'));
  });
});
