import assert from 'node:assert/strict';
import type { Output } from '../../lib/report/notebook';
import { renderOutput, terminalText } from '../../lib/report/outputs';
import { matchSnapshot, readable } from '../snapshot';

describe('outputs', () => {
  it('show of printed text what a terminal would', () => {
    assert.equal(terminalText('1 %\r50 %\r100 %\n\u001b[31mred\u001b[0m\n\n'), '100 %\nred');
    assert.equal(renderOutput({ output_type: 'stream', name: 'stdout', text: '\n' }).text, '');
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
    ];
    matchSnapshot(outputs.map((output) => readable(renderOutput(output).text)).join('\n'), 'outputs.html');
  });
});
