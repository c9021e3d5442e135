import { basename, join, resolve } from 'node:path';
import { checkData } from '../datasets/check/check';
import type { CheckResult } from '../datasets/check/check';
import { loadOwnData } from '../datasets/own/load';
import { problemLine } from '../datasets/own/own-data';
import type { OwnData } from '../datasets/own/own-data';
import { findingLine } from '../figures/finding-words';
import { writeWhole } from '../files';
import { fixed, textTable } from '../format';
import { slug } from '../html';
import { root } from '../paths';
import { showProgress } from '../progress';
import { checkPage, checkSummary } from '../report/check-page';
import { fromCaller } from './common/caller';
import { newCommand, runCommand } from './common/run-command';

interface CheckFlags {
  strict?: boolean;
}

/** `npm run check-data -- my-folder` */
const command = newCommand(
  'check-data',
  'Looks at photos and landmarks of your own before anything is trained on them. Writes reports/check-NAME.html, with ' +
    'pictures of what may be wrong. Exit status 1 if a file could not be read.',
)
  .argument('<folder>', 'Folder with photos and annotations: imglab XML, CVAT XML, COCO, LabelMe, CSV, .pts or .asf.')
  .option('--strict', 'Stop at the first file that cannot be read.')
  .action(check);

/** Lines of one kind that the terminal shows; the page has all. */
const LINES = 20;

async function check(given: string, { strict = false }: CheckFlags): Promise<void> {
  const folder = fromCaller(given);
  const data = await withProgress('Reading', 'annotations', (onProgress) =>
    loadOwnData(folder, { strict, onProgress }),
  );
  const result = await withProgress('Looking at the photos', 'photos', (onProgress) => checkData(data, onProgress));
  const file = join(root(), 'reports', `check-${slug(basename(resolve(folder))) || 'data'}.html`);
  writeWhole(file, await checkPage(data, result, new Date().toISOString()));
  console.log(report(data, result));
  console.log(`\nPage  ${file}`);
  if (data.report.problems.length + result.problems.length > 0) process.exitCode = 1;
}

function report(data: OwnData, result: CheckResult): string {
  const { set, decisions, report } = data;
  const formats = report.formats.map(({ format, files, faces }) => [format, fixed(files, 0), fixed(faces, 0)]);
  const problems = [...report.problems, ...result.problems].map(problemLine);
  const doubts = result.findings.map((finding) => findingLine(finding, set));
  const parts = [
    checkSummary(data, result),
    textTable(['Format', 'Files', 'Annotations'], formats),
    textTable(
      ['', 'Taken as', 'Because of'],
      decisions.map(({ topic, value, basis }) => [topic, value, basis]),
    ),
    ...report.leftOut.map(({ what, number }) => `Left out: ${fixed(number, 0)} ${what}.`),
    ...(report.withoutAnnotation.length > 0
      ? [`Photos without annotation: ${fixed(report.withoutAnnotation.length, 0)}.`]
      : []),
    ...(problems.length > 0 ? [['Problems', ...limited(problems)].join('\n  ')] : []),
    ...(doubts.length > 0 ? [['Doubts', ...limited(doubts)].join('\n  ')] : []),
  ];
  return parts.join('\n\n');
}

const limited = (lines: readonly string[]): readonly string[] =>
  lines.length > LINES ? [...lines.slice(0, LINES), `... and ${lines.length - LINES} more; the page has all.`] : lines;

async function withProgress<T>(
  title: string,
  unit: string,
  work: (onProgress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  let progress: ReturnType<typeof showProgress> | undefined;
  try {
    return await work((done, total) => {
      progress ??= showProgress(title, total, unit);
      progress.update(done);
    });
  } finally {
    progress?.stop();
  }
}

runCommand(command);
