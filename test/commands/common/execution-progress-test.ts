import assert from 'node:assert/strict';
import { executionProgress } from '../../../lib/commands/common/execution-progress';
import type { ExecutionEvent } from '../../../lib/report/execute';

describe('commands/common/execution-progress', () => {
  const events: ExecutionEvent[] = [
    { event: 'begin', cell: 0, cells: 3, title: 'Data' },
    { event: 'progress', text: '40%' },
    { event: 'end', cell: 0, seconds: 1 },
    { event: 'begin', cell: 1, cells: 3, title: 'Training' },
    { event: 'begin', cell: 2, cells: 3, title: 'Training' },
  ];

  /** What is written for these events, to a terminal or a log. */
  function written(isTTY: boolean): string {
    let text = '';
    const output = { isTTY, columns: 30, write: (more: string) => (text += more) } as unknown as NodeJS.WriteStream;
    const progress = executionProgress('notebooks/1-nose.ipynb', output);
    for (const event of events) progress.onEvent(event);
    progress.end();
    return text;
  }

  it('writes one line for each section to a log', () => {
    assert.equal(
      written(false).replace(/ +0\.\d s/g, ' 0.0 s'),
      'notebooks/1-nose.ipynb\n 0.0 s  Data\n 0.0 s  Training\n',
    );
  });

  it('writes what a long cell reports to a log every 15 seconds, and a line for each run', () => {
    const { now } = performance;
    let time = 0;
    performance.now = () => time;
    try {
      let text = '';
      const output = { isTTY: false, write: (more: string) => (text += more) } as unknown as NodeJS.WriteStream;
      const progress = executionProgress('notebooks/2-full-face.ipynb', output);
      progress.onEvent({ event: 'begin', cell: 0, cells: 1, title: 'Ablation' });
      const report = (seconds: number, progressText: string): void => {
        time = seconds * 1000;
        progress.onEvent({ event: 'progress', text: progressText });
      };
      report(0, '0 of 2 runs, started');
      report(1, '0 of 2 runs, 40 s to go');
      report(2, '0 of 2 runs, 39 s to go');
      report(17, '0 of 2 runs, 24 s to go');
      report(20, '1 of 2 runs, 20 s to go; default, seed 1: validation MSE 0.0021');
      report(21, '1 of 2 runs, 19 s to go; default, seed 1: validation MSE 0.0021');
      report(40, '2 of 2 runs, done; default, seed 2: validation MSE 0.0031');
      report(42, 'epoch 1 of 9, 80 s to go');
      report(60, 'epoch 4 of 9, 60 s to go');
      progress.end();
      assert.deepEqual(text.split('\n'), [
        'notebooks/2-full-face.ipynb',
        '          Ablation: 0 of 2 runs, 40 s to go',
        '          Ablation: 0 of 2 runs, 24 s to go',
        '          Ablation: 1 of 2 runs, 20 s to go; default, seed 1: validation MSE 0.0021',
        '          Ablation: 2 of 2 runs, done; default, seed 2: validation MSE 0.0031',
        '          Ablation: epoch 4 of 9, 60 s to go',
        '1 min 0 s  Ablation',
        '',
      ]);
    } finally {
      performance.now = now;
    }
  });

  it('shows the running cell in the last line of a terminal, no wider than that', () => {
    const lines = written(true).replaceAll('\r\x1b[K', '\n').split('\n');
    const shown = lines.map((line) => line.trim());
    assert.ok(shown.includes('Data: 40%'));
    assert.ok(shown.includes('Training (cell 3/3)'.slice(0, 19)));
    for (const line of lines) assert.ok(line.length < 30, line);
  });
});
