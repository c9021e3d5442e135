import assert from 'node:assert/strict';
import { CommanderError } from 'commander';
import { commandForEach } from '../../../lib/commands/common/choices';

const choices = [
  { name: 'nose', title: 'The nose' },
  { name: 'full-face', title: 'The face' },
];

describe('commands/common/choices', () => {
  /** What a command that is called with these arguments runs, or the error that it prints. */
  async function outcome(...options: string[]): Promise<string> {
    let outcome = '';
    const command = commandForEach('try', 'Tries.', choices, (own, choice) => {
      own.option('--fast').action(() => void (outcome = choice.title));
    });
    command.exitOverride().configureOutput({ writeErr: (text) => (outcome += text) });
    await command.parseAsync(['node', 'try', ...options]).catch((error: unknown) => {
      if (!(error instanceof CommanderError)) throw error;
    });
    return outcome;
  }

  it('runs the chosen experiment', async () => {
    assert.equal(await outcome('full-face', '--fast'), 'The face');
  });

  it('names the nearest experiment for any other name, whatever options follow', async () => {
    const message = "error: unknown experiment 'foo' (nearest: nose). Choose one of nose, full-face.\n";
    assert.equal(await outcome('foo'), message);
    assert.equal(await outcome('foo', '--epochs', '3', 'bar'), message);
    assert.equal(await outcome(), 'error: no experiment given. Choose one of nose, full-face.\n');
  });
});
