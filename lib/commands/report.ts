import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import { experiments } from '../experiments/all';
import { duration, formatDate } from '../format';
import { slug } from '../html';
import { shellWord } from '../parameters/names';
import { root } from '../paths';
import { makeReport } from '../report/make-report';
import type { ReportOptions, WrittenReport } from '../report/make-report';
import { rememberReport, reportKey, unchangedReport } from '../report/unchanged';
import type { NotebookExperiment } from '../runs/experiment';
import { SYNTHETIC } from '../runs/result-text';
import { fromCaller } from './common/caller';
import { commandForEach } from './common/choices';
import { executionProgress } from './common/execution-progress';
import { addParameterOptions, optionsFor, parametersFrom } from './common/options';
import { addStrictOption, newCommand, runCommand, stopOnInterrupt } from './common/run-command';

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
    withFlags(own.option('--smoke', 'Quick smoke run to check the set-up; keeps the full report.'));
    addParameterOptions(own, experiment).action((flags: ReportFlags) => report(experiment, flags));
  },
)
  .usage('<experiment | notebook.ipynb> [options]')
  .addHelpText('after', '\nA notebook of your own: npm run report -- notebooks/mine.ipynb');

function withFlags<C extends Command>(command: C): C {
  addStrictOption(command);
  return command
    .option('--force', 'Execute the notebook and train all runs again, even if nothing has changed.')
    .option('--tensorboard', 'Write TensorBoard event files to .cache/tensorboard/.')
    .option('--open', 'Open the report in a browser if there is a desktop.');
}

/** `npm run report -- notebooks/mine.ipynb`: the same for a notebook of one's own. */
const ownCommand = withFlags(
  newCommand('report', 'Runs a notebook of your own and writes its report to reports/, under the name of the notebook.')
    .usage('<notebook.ipynb> [options]')
    .argument('<notebook>', 'Path of the notebook.'),
).action(async (file: string, flags: ReportFlags) => {
  const notebook = resolve(fromCaller(file));
  const experiment = experiments.find((one) => resolve(root(), one.notebook.file) === notebook);
  if (experiment) return report(experiment, flags);
  const name = slug(basename(notebook, '.ipynb')) || 'notebook';
  const isTaken = experiments.some((one) => one.name === name);
  await write(
    {
      notebook,
      name: isTaken ? `${name}-notebook` : name,
      parameters: {},
      ...shared(flags),
      command: `npm run report -- ${shellWord(file)}`,
    },
    flags,
  );
});

async function report(experiment: NotebookExperiment, flags: ReportFlags): Promise<void> {
  const given = parametersFrom(experiment, flags);
  const options = [optionsFor(given), flags.smoke ? '--smoke' : ''].filter(Boolean).join(' ');
  const command = `npm run report -- ${experiment.name} ${options}`.trim();
  const smoke = flags.smoke ? { smoke: experiment.smoke } : {};
  const { file: notebook } = experiment.notebook;
  const data = await experiment.findFaces({ ...experiment.defaults, ...smoke.smoke, ...given });
  const key = reportKey({ notebook, command, data });
  const isAskedAgain = flags.force || flags.tensorboard;
  const known = isAskedAgain ? undefined : unchangedReport(key);
  if (known) {
    tellResult(known, flags);
    const since = formatDate(known.record.provenance.started);
    console.log(`Unchanged since ${since}: notebook, lib/, parameters, data and versions. --force executes it again.`);
    return;
  }
  const report = await write({ notebook, parameters: given, ...shared(flags), command, ...smoke }, flags);
  rememberReport(key, report);
  const full = join(dirname(report.html), `${experiment.name}.html`);
  if (report.html !== full && existsSync(full)) console.log(`Unchanged    ${full}`);
}

const shared = (flags: ReportFlags) => ({ force: flags.force ?? false, tensorBoard: flags.tensorboard ?? false });

/** Makes the report and says where it is. */
async function write(options: ReportOptions, flags: ReportFlags): Promise<WrittenReport> {
  const progress = executionProgress(options.notebook);
  const report = await makeReport({
    ...options,
    onEvent: (event) => progress.onEvent(event),
    signal: stopOnInterrupt('The report is unchanged. Run the same command to resume.'),
  }).finally(() => progress.end());
  tellResult(report, flags);
  return report;
}

function tellResult({ html, json, record }: WrittenReport, flags: ReportFlags): void {
  console.log(`\n${record.summary.replaceAll('**', '') || record.title}\n`);
  if (record.provenance.dataset?.generated) console.log(`${SYNTHETIC}\n`);
  console.log(`Report       ${html}  (${duration(record.provenance.seconds)})`);
  console.log(`Figures      ${json}`);
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

runCommand(process.argv[2]?.endsWith('.ipynb') ? ownCommand : command);
