import assert from 'node:assert/strict';
import { InvalidArgumentError } from 'commander';
import { positiveInteger, stopOnInterrupt } from '../../../lib/commands/common/run-command';

describe('commands/common/run-command', () => {
  it('parses positive integers, and names the nearest for anything else', () => {
    assert.equal(positiveInteger('12'), 12);
    for (const [text, nearest] of [
      ['2.7', 3],
      ['0', 1],
      ['-4', 1],
      ['many', 1],
    ] as const) {
      assert.throws(
        () => positiveInteger(text),
        (error: unknown) => {
          assert.ok(error instanceof InvalidArgumentError);
          assert.equal(error.message, `Must be a positive integer (nearest: ${nearest}).`);
          return true;
        },
      );
    }
  });

  it('turns an interrupt into an abort with what to do next', () => {
    const before = process.listeners('SIGINT');
    const signal = stopOnInterrupt('Run the same command to resume.');
    process.emit('SIGTERM', 'SIGTERM');
    assert.ok(signal.aborted);
    const { name, message } = signal.reason as DOMException;
    assert.deepEqual([name, message], ['AbortError', 'Stopped. Run the same command to resume.']);
    for (const kind of ['SIGINT', 'SIGTERM'] as const) {
      for (const listener of process.listeners(kind)) {
        if (!before.includes(listener)) process.off(kind, listener);
      }
    }
  });
});
