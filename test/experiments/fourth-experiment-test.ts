import assert from 'node:assert/strict';
import { commandForEach } from '../../lib/commands/common/choices';
import { addParameterOptions, parametersFrom } from '../../lib/commands/common/options';
import { experiments } from '../../lib/experiments/all';
import { parameterTable } from '../../lib/figures/parameter-table';
import type { NotebookExperiment } from '../../lib/runs/experiment';
import { planRuns } from '../../lib/runs/plan';
import { toy } from '../runs/toy';

// Its training in a sweep is tested in `runs/sweep-slow-test.ts`, its report's figures in `notebook/`.
describe('a fourth experiment', () => {
  const all: readonly NotebookExperiment[] = [...experiments, toy];

  it('needs no more than a line in the list to become a command with its own parameters', () => {
    const command = commandForEach('report', 'Writes a report.', all, (own, experiment) => {
      addParameterOptions(own, experiment);
    });
    const own = command.commands.find((one) => one.name() === toy.name)!;
    assert.equal(own.description(), toy.title);
    own.parse(['--extra-channels', '4'], { from: 'user' });
    assert.deepEqual(parametersFrom(toy, own.opts()), { extraChannels: 4 });
    assert.deepEqual(Object.keys(own.opts()).sort(), ['extraChannels']);
  });

  it('is planned, run by run, from the file that exports it', async () => {
    const [run] = await planRuns(all.at(-1)!, { repeats: 1 }, 'runs');
    assert.equal(run!.experiment, toy.name);
    assert.equal(run!.source, toy.source);
  });

  it('has a table of its parameters', () => {
    const { body } = parameterTable(toy, toy.parameters({ epochs: 7 }));
    for (const name of Object.keys(toy.defaults)) assert.ok(String(body).includes(`<code>${name}</code>`), name);
  });
});
