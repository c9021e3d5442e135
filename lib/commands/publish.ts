import { statSync } from 'node:fs';
import { join } from 'node:path';
import { experiments } from '../experiments/all';
import { fixed } from '../format';
import { root } from '../paths';
import { makeReport } from '../report/make-report';
import { keepHeadline } from '../report/readme/accuracy';
import { writeTables } from '../report/readme/tables';
import { isSynthetic } from '../report/record';
import type { NotebookExperiment } from '../runs/experiment';
import { executionProgress } from './common/execution-progress';
import { newCommand, runCommand, stopOnInterrupt } from './common/run-command';

/** Experiments whose data sets are named in their reports; data of one's own are one's own to publish. */
const published = experiments.filter(({ name }) => name !== 'own');

/** `npm run publish`, `npm run publish -- nose` */
const command = newCommand('publish', 'Makes reports for sharing, without pixels of the photos, in reports/published/.')
  .argument('[experiments...]', `Which ones; by default all: ${published.map(({ name }) => name).join(', ')}.`)
  .option('--smoke', 'Quick smoke runs, to check how the pages look.')
  .option('--folder <folder>', 'Where the pages go.', join('reports', 'published'))
  .action(async (names: readonly string[], { smoke = false, folder }: { smoke?: boolean; folder: string }) => {
    for (const experiment of chosen(names)) await publish(experiment, smoke, folder);
    console.log(`All reports  ${join(folder, 'index.html')}`);
  });

function chosen(names: readonly string[]): readonly NotebookExperiment[] {
  const unknown = names.find((name) => !published.some((one) => one.name === name));
  if (unknown !== undefined) {
    command.error(`Unknown experiment: '${unknown}'. Must be one of: ${published.map(({ name }) => name).join(', ')}.`);
  }
  return published.filter(({ name }) => names.length === 0 || names.includes(name));
}

async function publish(experiment: NotebookExperiment, smoke: boolean, folder: string): Promise<void> {
  const progress = executionProgress(experiment.notebook.file);
  const { html, record } = await makeReport({
    notebook: experiment.notebook.file,
    parameters: {},
    force: false,
    tensorBoard: false,
    withoutPhotos: true,
    command: `npm run report -- ${experiment.name}${smoke ? ' --smoke' : ''}`,
    ...(smoke && { smoke: experiment.smoke }),
    folder,
    onEvent: (event) => progress.onEvent(event),
    signal: stopOnInterrupt('The published report is unchanged. Run the same command to resume.'),
  }).finally(() => progress.end());
  console.log(`Published    ${html}  (${fixed(statSync(html).size / 1e6, 1)} MB)`);
  if (!smoke && !isSynthetic(record.provenance)) {
    keepHeadline(record, root());
    writeTables(root());
  }
}

runCommand(command);
