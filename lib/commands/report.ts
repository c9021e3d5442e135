import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { experiments } from '../experiments/all';
import { duration } from '../format';
import { makeReport } from '../report/make-report';
import type { NotebookExperiment } from '../runs/experiment';
import { commandForEach } from './common/choices';
import { executionProgress } from './common/execution-progress';
import { addParameterOptions, optionsFor, parametersFrom } from './common/options';
import { runCommand, stopOnInterrupt } from './common/run-command';

interface ReportFlags {
  smoke?: boolean;
  force?: boolean;
  tensorboard?: boolean;
  open?: boolean;
  [parameter: string]: unknown;
}

/** `npm run report -- nose --epochs 30 --learning-rate 5e-4 --seed 7`; `npm start` is `npm run report -- nose --open` */
const command = commandForEach(
  'report',
  "Runs an experiment's notebook and writes its report to reports/, under a name of its own if parameters are changed.",
  experiments,
  (own, experiment) => {
    own
      .option('--smoke', 'Quick smoke run to check the set-up; keeps the full report.')
      .option('--force', 'Retrain cached runs.')
      .option('--tensorboard', 'Write TensorBoard event files to .cache/tensorboard/.')
      .option('--open', 'Open the report in a browser if there is a desktop.');
    addParameterOptions(own, experiment).action((flags: ReportFlags) => report(experiment, flags));
  },
);

async function report(experiment: NotebookExperiment, flags: ReportFlags): Promise<void> {
  const given = parametersFrom(experiment, flags);
  const options = [optionsFor(given), flags.smoke ? '--smoke' : ''].filter(Boolean).join(' ');
  const progress = executionProgress(experiment.notebook.file);
  const { html, json, record } = await makeReport({
    notebook: experiment.notebook.file,
    parameters: given,
    force: flags.force ?? false,
    tensorBoard: flags.tensorboard ?? false,
    command: `npm run report -- ${experiment.name} ${options}`.trim(),
    ...(flags.smoke && { smoke: experiment.smoke }),
    onEvent: (event) => progress.onEvent(event),
    signal: stopOnInterrupt('The report is unchanged. Run the same command to resume.'),
  }).finally(() => progress.end());
  console.log(`\n${record.summary.replaceAll('**', '')}\n`);
  console.log(`Report       ${html}  (${duration(record.provenance.seconds)})`);
  console.log(`Figures      ${json}`);
  const full = join(dirname(html), `${experiment.name}.html`);
  if (html !== full && existsSync(full)) console.log(`Unchanged    ${full}`);
  console.log('All reports  reports/index.html');
  if (flags.open && hasDesktop()) openInBrowser(html);
}

const hasDesktop = (): boolean =>
  Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY) && !process.env.CI && process.stdout.isTTY;

function openInBrowser(file: string): void {
  const browser = spawn('xdg-open', [pathToFileURL(file).href], { stdio: 'ignore', detached: true });
  // Without xdg-open, the path printed above has to do.
  browser.on('error', () => undefined);
  browser.unref();
}

runCommand(command);
