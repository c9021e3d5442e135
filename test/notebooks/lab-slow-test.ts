import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { experiments } from '../../lib/experiments/all';
import { launchChromium } from '../chromium';
import { withExercises } from './exercises';

// Outside `notebooks/`, as JupyterLab saves what it has run.
const FOLDER = 'reports/lab-test';
const REQUEST = `${FOLDER}/parameters.json`;

/** Milliseconds that a busy machine may take to show something. */
const PATIENCE = 120_000;

describe('the notebooks in JupyterLab', () => {
  let lab: ChildProcess;
  const log: string[] = [];
  let browser: Browser;
  let page: Page;

  before(async () => {
    mkdirSync(FOLDER, { recursive: true });
    const server = await startLab(log);
    lab = server.lab;
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    page.setDefaultTimeout(PATIENCE);
    page.on('crash', () => log.push('The page has crashed.'));
    await page.goto(`${server.address}/lab?token=secret`);
    await page.waitForFunction(() => 'jupyterapp' in window);
    await page.evaluate(async () => void (await jupyterapp.restored));
    await page.locator('.jp-DirListing').waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') console.log([await whereItIs(page), ...log.slice(-20)].join('\n'));
  });
  after(async () => {
    await browser.close();
    const ended = once(lab, 'close');
    lab.kill('SIGTERM');
    await ended;
    rmSync(FOLDER, { recursive: true });
  });

  for (const {
    name,
    notebook: { file: notebook },
    smoke,
  } of experiments) {
    it(`runs ${notebook} from top to bottom, cell by cell, and its exercises`, async () => {
      request({ ...smoke, data: 'generated' });
      writeFileSync(join(FOLDER, `${name}.ipynb`), withExercises(notebook));
      await open(page, `${FOLDER}/${name}.ipynb`);
      await runAll(page);
      const cells = await outputs(page);
      // Processes that take long say how far they are, such as the one that needs the faces first and draws them.
      const complaints = cells.map(
        ({ stderr, error }) => error + stderr.replace(/^[^:\n]+: [\d,]+ of [\d,]+ .*\n/gm, ''),
      );
      assert.deepEqual(complaints.filter(Boolean), []);
      const shown = cells.filter(({ html }) => html);
      assert.ok(shown.length > 10, `${shown.length} cells show something`);
      const drawn = await page.locator('faces-chart .main-svg, faces-chart svg').count();
      assert.ok(drawn > 0, 'a chart is there');
      const cell = page.locator('.jp-NotebookPanel:visible .provenance td').first();
      assert.equal(await cell.evaluate((td) => getComputedStyle(td).textAlign), 'left', 'against what JupyterLab does');
      await page.screenshot({ path: `.cache/screenshots/lab-${name}.png` });
    });
  }

  it('shows a sweep as it goes, with legend, styles and time to go, also when its cell runs again', async () => {
    request({ data: 'generated', epochs: 4 });
    const sweep =
      'const rates = await sweep(nose, { vary: { learningRate: [1e-3, 1e-4] }, base: parameters, repeats: 2 });';
    writeFileSync(join(FOLDER, 'sweep.ipynb'), notebookOf(sweep));
    await open(page, `${FOLDER}/sweep.ipynb`);
    for (const time of ['first', 'second']) {
      const running = runAll(page);
      // Whoever needs the faces first draws them, which has a display of its own.
      const live = page.locator('.jp-NotebookPanel:visible .faces-live').filter({ hasText: 'of 4 runs' });
      await live.locator('.faces-static .faces-line').first().waitFor({ timeout: 500_000 });
      // In one step: the display is replaced as the sweep goes on.
      const shown = await page.evaluate(() => {
        const displays = document.querySelectorAll<HTMLElement>('.jp-NotebookPanel .faces-live');
        const own = [...displays].find((one) => one.offsetParent !== null && one.textContent.includes('of 4 runs'))!;
        const legend = own.querySelector('.faces-legend')!;
        return {
          progress: own.dataset.progress,
          legend: [...legend.querySelectorAll('li')].map((item) => item.textContent),
          layout: getComputedStyle(legend).display,
          rows: own.querySelectorAll('tbody tr').length,
        };
      });
      assert.match(shown.progress!, /^\d of 4 runs, .* to go/);
      assert.deepEqual(shown.legend, ['learning rate 1e-3', 'learning rate 1e-4']);
      assert.equal(shown.layout, 'flex', time);
      assert.equal(shown.rows, 2);
      await page.screenshot({ path: `.cache/screenshots/lab-sweep-${time}.png` });
      await running;
      assert.match((await live.getAttribute('data-progress'))!, /^4 of 4 runs, done/);
    }
  });

  it('shows still pictures in a notebook that is not trusted, and only there', async () => {
    const chart = 'lossCurves({ default: (await train(nose, parameters)).training })';
    request({ ...smokeOf('nose'), data: 'generated' });
    writeFileSync(join(FOLDER, 'still.ipynb'), notebookOf(chart));
    await open(page, `${FOLDER}/still.ipynb`);
    await runAll(page);
    const notebook = page.locator('.jp-NotebookPanel:visible');
    await notebook.locator('faces-chart.faces-drawn').waitFor();
    const picture = notebook.locator('.jp-RenderedImage img');
    assert.equal(await picture.count(), 1);
    assert.ok(!(await picture.isVisible()));

    // Executed elsewhere, as nbconvert does, it has no signature of this JupyterLab's.
    const { content } = await page.evaluate(() => ({ content: jupyterapp.shell.currentWidget.content.model.toJSON() }));
    writeFileSync(join(FOLDER, 'untrusted.ipynb'), JSON.stringify(withoutTrust(content)));
    await open(page, `${FOLDER}/untrusted.ipynb`);
    await picture.waitFor({ state: 'visible' });
    assert.equal(await notebook.locator('svg.faces-static').count(), 0, 'JupyterLab has removed the drawing');
    const width = await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth);
    assert.equal(width, 1080);
    await page.screenshot({ path: '.cache/screenshots/lab-untrusted.png' });
  });

  it('shows a training as it goes, and stops it at once when it is interrupted', async () => {
    request({ epochs: 2000 });
    writeFileSync(join(FOLDER, 'long.ipynb'), longTraining());
    await open(page, `${FOLDER}/long.ipynb`);
    const running = runAll(page);
    const live = page.locator('.jp-NotebookPanel:visible [data-progress]').last();
    await live.waitFor();
    const first = await live.getAttribute('data-progress');
    await page.waitForFunction(
      ([before]) => [...document.querySelectorAll('[data-progress]')].at(-1)?.getAttribute('data-progress') !== before,
      [first],
    );
    await page.evaluate(async () => void (await jupyterapp.commands.execute('kernelmenu:interrupt')));
    await running;
    const [, training] = await outputs(page);
    assert.match(training!.stderr, /stopped|interrupted/i);
    assert.doesNotMatch(training!.stderr, /\.js:\d+/, 'only what a reader can use');
  });
});

/** What the tests use of JupyterLab's own application object. */
interface Lab {
  readonly restored: Promise<unknown>;
  readonly commands: { execute(command: string, args?: object): Promise<unknown> };
  readonly shell: { readonly currentWidget: Panel };
}
interface Panel {
  readonly context: { readonly ready: Promise<void> };
  readonly sessionContext: {
    readonly ready: Promise<void>;
    readonly session?: { readonly kernel?: { readonly status: string } };
  };
  readonly content: { readonly model: { toJSON(): unknown } };
}
declare const jupyterapp: Lab;

async function open(page: Page, path: string): Promise<void> {
  await page.evaluate(async (path) => {
    const panel = await jupyterapp.commands.execute('docmanager:open', { path });
    await (panel as Panel).context.ready;
    await (panel as Panel).sessionContext.ready;
  }, path);
  await page.locator('.jp-NotebookPanel:visible .jp-Notebook-ExecutionIndicator[data-status="idle"]').waitFor();
}

/** Runs all cells and waits for the last one. */
async function runAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    try {
      await jupyterapp.commands.execute('notebook:run-all-cells');
    } catch {
      // A cell that failed says so in its output.
    }
  });
}

/** An output as notebook files have it. */
interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string;
  readonly data?: object;
  readonly ename?: string;
  readonly evalue?: string;
}

/** What the code cells of the notebook in front have shown. */
async function outputs(page: Page): Promise<{ stderr: string; error: string; html: boolean }[]> {
  const notebook = (await page.evaluate(() => jupyterapp.shell.currentWidget.content.model.toJSON())) as {
    cells: { cell_type: string; outputs: Output[] }[];
  };
  const code = notebook.cells.filter(({ cell_type: type }) => type === 'code');
  return code.map(({ outputs }) => ({
    stderr: outputs.map(({ name, text }) => (name === 'stderr' ? String(text) : '')).join(''),
    error: outputs.map(({ ename, evalue }) => (ename === undefined ? '' : `${ename}: ${evalue}`)).join(''),
    html: outputs.some(({ data }) => data && 'text/html' in data),
  }));
}

/** How far the notebook in front is, for who wants to know why a test took too long. Keeps a picture of the page. */
async function whereItIs(page: Page): Promise<string> {
  try {
    const { kernel, notebook } = await page.evaluate(() => {
      const { content, sessionContext } = jupyterapp.shell.currentWidget;
      return { kernel: sessionContext.session?.kernel?.status, notebook: content.model.toJSON() };
    });
    const { cells } = notebook as { cells: { execution_count?: number | null; outputs?: Output[] }[] };
    const next = cells.findIndex(({ execution_count: count }) => count === null);
    await page.screenshot({ path: '.cache/screenshots/lab-failed.png' });
    const { outputs } = cells[next] ?? {};
    if (!outputs) return `The kernel is ${kernel}; all cells have ended.`;
    return `The kernel is ${kernel}; cell ${next} has not ended: ${JSON.stringify(outputs).slice(-2000)}`;
  } catch (error) {
    return `The page does not answer: ${String(error)}`;
  }
}

function request(parameters: object): void {
  writeFileSync(REQUEST, JSON.stringify({ parameters, force: true }));
}

const smokeOf = (name: string): object => experiments.find((one) => one.name === name)!.smoke;

/** A notebook's content as from another machine. */
function withoutTrust(content: unknown): unknown {
  const { cells, ...rest } = content as { cells: { metadata: object }[] };
  const without = ({ metadata, ...cell }: { metadata: object }): object => ({
    ...cell,
    metadata: { ...metadata, trusted: undefined },
  });
  return { ...rest, cells: cells.map(without) };
}

/** A notebook that trains, as the experiments' own begin. */
const longTraining = (): string => notebookOf('const run = await train(nose, parameters);');

/** A notebook of two cells: imports with parameters, and what is done with them. */
function notebookOf(source: string): string {
  const { metadata } = JSON.parse(readFileSync('notebooks/1-nose.ipynb', 'utf8')) as { metadata: object };
  const cell = (source: string): object => ({
    cell_type: 'code',
    execution_count: null,
    metadata: {},
    outputs: [],
    source,
  });
  const imports = "import { lossCurves, nose, sweep, train } from './lib/notebook';";
  const cells = [cell(`${imports}\nconst parameters = nose.parameters();`), cell(source)];
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 4 });
}

/** @param log Takes the lines that JupyterLab prints. */
async function startLab(log: string[]): Promise<{ lab: ChildProcess; address: string }> {
  const args = ['--no-browser', '--port=0', '--ServerApp.port_retries=0', '--IdentityProvider.token=secret'];
  const lab = spawn(process.execPath, ['scripts/lab.mjs', ...args, '--LabApp.expose_app_in_browser=True'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      FACES_JOB: join(process.cwd(), REQUEST),
      // What was open in an earlier session would be opened again.
      JUPYTERLAB_WORKSPACES_DIR: join(process.cwd(), FOLDER, 'workspaces'),
      JUPYTERLAB_SETTINGS_DIR: join(process.cwd(), FOLDER, 'settings'),
    },
  });
  return new Promise((resolve, reject) => {
    lab.once('close', (code) => reject(new Error(`JupyterLab ended with ${code}.`)));
    createInterface({ input: lab.stderr }).on('line', (line) => {
      log.push(line);
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (address) resolve({ lab, address });
    });
  });
}
