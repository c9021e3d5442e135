import assert from 'node:assert/strict';
import { runtimeHtml } from '../../lib/figures/runtime';
import { renderOutput, terminalText } from '../../lib/report/outputs';

describe('outputs', () => {
  it('shows streams as a terminal would', () => {
    assert.equal(terminalText('1 %\r50 %\r100 %\n\u001b[31mred\u001b[0m\n\n'), '100 %\nred');
    const stream = renderOutput({ output_type: 'stream', name: 'stderr', text: 'a <b>' }).text;
    assert.match(stream, /class="output stderr"[^>]*>a &lt;b&gt;<\/pre>/);
    assert.equal(renderOutput({ output_type: 'stream', name: 'stdout', text: '\n' }).text, '');
  });

  it('takes the richest form of a display', () => {
    const png = 'iVBORw0KGgo=\n';
    assert.match(
      renderOutput({ output_type: 'display_data', data: { 'image/png': png, 'text/plain': 'p' } }).text,
      /base64,iVBORw0KGgo="/,
    );
    assert.match(
      renderOutput({ output_type: 'display_data', data: { 'text/html': '<i>h</i>', 'image/png': png } }).text,
      /<i>h<\/i>/,
    );
    assert.match(renderOutput({ output_type: 'execute_result', data: { 'text/markdown': '**m**' } }).text, /<strong>m/);
    assert.match(renderOutput({ output_type: 'execute_result', data: { 'text/plain': '<p>' } }).text, /&lt;p&gt;/);
  });

  it('leaves out the scripts that figures bring into a notebook', () => {
    const show = (html: string) => renderOutput({ output_type: 'display_data', data: { 'text/html': html } }).text;
    assert.equal(show(runtimeHtml().text), '');
    assert.equal(show(`<p>a</p>${runtimeHtml().text}<p>b</p>`), '<div class="output"><p>a</p><p>b</p></div>');
  });

  it('shows an error with its cause first', () => {
    const error = { output_type: 'error' as const, ename: 'TypeError', evalue: 'no', traceback: ['\u001b[1mat x'] };
    assert.match(renderOutput(error).text, /<strong>TypeError: no<\/strong>[\s\S]*>at x</);
  });
});
