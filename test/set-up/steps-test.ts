import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { Steps } from '../../scripts/set-up/steps.mjs';

describe('steps of the set-up', () => {
  it('begin once those that they need are done, and run beside the others', async () => {
    const events: string[] = [];
    const steps = new Steps();
    const step = (name: string, needs?: Promise<unknown>[]): Promise<void> =>
      steps.take(
        name,
        async () => {
          events.push(`${name} begins`);
          await setTimeout(20);
          events.push(`${name} ends`);
        },
        needs,
      );
    const python = step('Python');
    await steps.all([python, step('npm'), step('pip', [python])]);
    assert.ok(events.indexOf('npm begins') < events.indexOf('Python ends'));
    assert.ok(events.indexOf('Python ends') < events.indexOf('pip begins'));
    assert.equal(events.at(-1), 'pip ends');
    assert.match(steps.summary(), /^\d+ s$/);
  });

  it('end all before the first failure is told; what needs the failed one does not begin', async () => {
    const steps = new Steps();
    let ended = false;
    const failed = steps.take('Python', () => Promise.reject(new Error('no Python')));
    const slow = steps.take('npm', async () => {
      await setTimeout(1100);
      ended = true;
    });
    const never = steps.take('pip', () => assert.fail('it has begun'), [failed]);
    await assert.rejects(steps.all([failed, slow, never, false]), /no Python/);
    assert.ok(ended);
    assert.match(steps.summary(), /^\d+ s: npm 1 s$/);
  });
});
