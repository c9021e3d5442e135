import assert from 'node:assert/strict';
import { runtimeHtml } from '../../lib/figures/runtime';
import type { Output } from '../../lib/report/notebook';
import { isForReport, renderOutput, terminalText } from '../../lib/report/outputs';
import { matchSnapshot, readable } from '../snapshot';

describe('outputs', () => {
  it('show of printed text what a terminal would', () => {
    assert.equal(terminalText('1 %\r50 %\r100 %\n\u001b[31mred\u001b[0m\n\n'), '100 %\nred');
    assert.equal(renderOutput({ output_type: 'stream', name: 'stdout', text: '\n' }).text, '');
  });

  it('that only a running notebook needs are not for a report', () => {
    const isShown = (page: string) => isForReport({ output_type: 'display_data', data: { 'text/html': page } });
    const others = ['<div class="faces-finish"><p>end</p></div>', '<p class="faces-live faces-note">cached</p>'];
    for (const page of [runtimeHtml().text, ...others]) assert.equal(isShown(page), false, page.slice(0, 40));
    assert.equal(isShown('<p class="faces-note">A run failed.</p>'), true);
    assert.equal(isForReport({ output_type: 'stream', name: 'stdout', text: 'a' }), true);
    assert.equal(renderOutput({ output_type: 'display_data', data: { 'text/html': ' ' } }).text, '');
  });

  it('of a type that a report cannot show are named', () => {
    const named = (data: Record<string, unknown>) =>
      renderOutput({ output_type: 'display_data', data }).text.replace(/<[^>]+>/g, '');
    const plotly = 'application/vnd.plotly.v1+json';
    assert.equal(named({ 'text/javascript': 'alert(1)' }), 'Not shown here: output of the type text/javascript.');
    assert.equal(named({ [plotly]: {}, 'text/plain': 'a' }), `Not shown here: output of the type ${plotly}.a`);
    assert.equal(named({ 'application/pdf': 'JVBERi0=' }), 'Not shown here: output of the type application/pdf.');
  });

  it('have a form for each kind, displays the richest of theirs', () => {
    const png = 'iVBORw0KGgo=\n';
    const outputs: Output[] = [
      { output_type: 'stream', name: 'stdout', text: 'printed <b>' },
      { output_type: 'stream', name: 'stderr', text: 'a warning' },
      { output_type: 'error', ename: 'TypeError', evalue: 'no', traceback: ['\u001b[1mat x'] },
      { output_type: 'display_data', data: { 'text/html': '<i>html</i>', 'image/png': png } },
      { output_type: 'display_data', data: { 'image/svg+xml': '<svg></svg>', 'image/png': png } },
      { output_type: 'display_data', data: { 'image/png': png, 'text/plain': 'plain' } },
      { output_type: 'execute_result', data: { 'text/markdown': '**markdown**' } },
      { output_type: 'execute_result', data: { 'text/plain': '<p>' } },
      { output_type: 'display_data', data: { 'image/gif': 'R0lGODlh' } },
      { output_type: 'display_data', data: { 'text/latex': '$$x^2$$' } },
      { output_type: 'display_data', data: { 'application/json': { a: [1] } } },
    ];
    matchSnapshot(outputs.map((output) => readable(renderOutput(output).text)).join('\n'), 'outputs.html');
  });
});
