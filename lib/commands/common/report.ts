import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import type { NotebookExperiment } from '../../runs/experiment';
import { duration } from '../../format';
import { makeReport } from '../../report/make-report';
import { executionProgress } from './execution-progress';
import { addParameterOptions, optionsFor, parametersFrom } from './options';
import { stopOnInterrupt } from './run-command';

interface ReportFlags {
  smoke?: boolean;
  force?: boolean;
  tensorboard?: boolean;
  open?: boolean;
  [parameter: string]: unknown;
}

/** Makes a command that runs an experiment's notebook and writes its report. */
export function reportCommand(command: Command, experiment: NotebookExperiment): Command {
  command
    .option('--smoke', 'a trial that ends in seconds, to see that everything works')
    .option('--force', 'train again what is there already')
    .option('--tensorboard', 'write TensorBoard event files, below .cache/tensorboard/')
    .option('--open', 'open the report where there is a desktop');
  return addParameterOptions(command, experiment).action((flags: ReportFlags) => report(experiment, flags));
}

async function report(experiment: NotebookExperiment, flags: ReportFlags): Promise<void> {
  const given = parametersFrom(experiment, flags);
  const parameters = flags.smoke ? { ...experiment.smoke, ...given } : given;
  const options = [optionsFor(given), flags.smoke ? '--smoke' : ''].filter(Boolean).join(' ');
  const progress = executionProgress(experiment.notebook.file);
  const { html, json, record } = await makeReport({
    name: experiment.name,
    notebook: experiment.notebook.file,
    parameters,
    force: flags.force ?? false,
    tensorBoard: flags.tensorboard ?? false,
    command: `npm run report -- ${experiment.name} ${options}`.trim(),
    smoke: flags.smoke ?? false,
    onEvent: (event) => progress.onEvent(event),
    signal: stopOnInterrupt('The report is as it was; the same command goes on from here.'),
  }).finally(() => progress.end());
  console.log(`\n${record.summary.replaceAll('**', '')}\n`);
  console.log(
    `Report   ${html}  (${duration(record.provenance.seconds)})\nFigures  ${json}\nAll      reports/index.html`,
  );
  if (flags.open && hasDesktop()) openInBrowser(html);
}

/** Whether there is a screen with someone before it. */
const hasDesktop = (): boolean =>
  Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY) && !process.env.CI && process.stdout.isTTY;

function openInBrowser(file: string): void {
  const browser = spawn('xdg-open', [pathToFileURL(file).href], { stdio: 'ignore', detached: true });
  // Without xdg-open the path printed above has to do.
  browser.on('error', () => undefined);
  browser.unref();
}
