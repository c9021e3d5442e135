import assert from 'node:assert/strict';
import { KernelSession } from './kernel-session';
import type { Reply } from './kernel-session';

describe('objects that a cell ends with', () => {
  let kernel: KernelSession;
  before(() => {
    kernel = new KernelSession();
  });
  after(() => kernel.close());

  /** A cell that must succeed, and the HTML and Markdown that it shows without the figures' runtime. */
  const shownBy = async (code: string): Promise<Pick<Reply, 'stdout'> & { shown: string[] }> => {
    const { status, stdout, stderr, displays } = await kernel.run(code);
    assert.deepEqual({ status, stderr }, { status: 'ok', stderr: '' });
    const shown = displays.map((display) => display['text/html'] ?? display['text/markdown'] ?? '');
    return { stdout: stdout.trim(), shown: shown.filter((html) => !html.includes('faces-runtime')) };
  };

  it('are shown as a card: experiments, runs and sweeps', async () => {
    const experiment = await shownBy("import { nose, sweep, train } from './lib/notebook'; nose");
    assert.equal(experiment.stdout, '');
    assert.match(experiment.shown.join('\n'), /\(`nose`\)[^]*<code>learningRate<\/code>/);

    const run = await shownBy("const run = await train(nose, nose.parameters({ data: 'generated', epochs: 2 })); run");
    assert.equal(run.stdout, '');
    assert.match(run.shown.join('\n'), /Validation MSE: 0\.0[^]*id="fig-run-/);

    const { shown, stdout } = await shownBy(
      "const ablation = await sweep(nose, { base: { data: 'generated', epochs: 2 }, repeats: 2 }); ablation",
    );
    assert.equal(stdout, '');
    assert.match(shown.join('\n'), /data-kind="table"/);
  });
});
