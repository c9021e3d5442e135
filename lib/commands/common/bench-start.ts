import { rmSync } from 'node:fs';
import { sum } from 'd3-array';
import { fixed } from '../../format';
import { publishBench } from '../../report/bench/page';
import type { ExecutionEvent } from '../../report/execute';
import { makeReport } from '../../report/make-report';
import type { NotebookExperiment } from '../../runs/experiment';
import { temporaryFolder } from '../../system/files.mjs';
import { machine, rounded } from './bench-machine';
import { executionProgress } from './execution-progress';

/** What is neither of the notebook's sections: Python's and the kernel's start, and the page with its network. */
const REST = 'kernel and page';

/**
 * Makes a report with all its trainings, as `npm start` does the first time on a machine that is set up; writes `bench.json`
 * and `bench.html`. The report itself is thrown away.
 *
 * @param folder The reports' folder.
 * @param experiment Its notebook is executed.
 * @param smoke Parameters that shorten it.
 * @returns Path of the page.
 * @throws As `makeReport`.
 */
export async function benchStart(
  folder: string,
  experiment: NotebookExperiment,
  smoke?: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { file: notebook } = experiment.notebook;
  const target = temporaryFolder('start');
  const progress = executionProgress(notebook);
  const sections = new Sections();
  const began = performance.now();
  try {
    await makeReport({
      notebook,
      parameters: {},
      force: true,
      tensorBoard: false,
      command: 'npm start',
      folder: target,
      ...(smoke && { smoke }),
      onEvent(event) {
        progress.onEvent(event);
        sections.add(event);
      },
    });
  } finally {
    progress.end();
    rmSync(target, { recursive: true, force: true });
  }
  const seconds = (performance.now() - began) / 1000;
  const rows = sections.rows(seconds);
  const longest = [...rows].sort((a, b) => b.seconds - a.seconds)[0]!;
  return publishBench(folder, 'start', {
    title: 'Time of the first report',
    text:
      `${smoke ? 'A smoke run' : 'The report'} of the ${experiment.name} with all trainings, on a machine that is set up: ${fixed(seconds, 0)} s. ` +
      `The longest part is '${longest.section}' (${fixed(longest.seconds, 0)} s). The time of the set-up itself is printed by \`npm run set-up\`.`,
    command: 'npm run bench -- start',
    measuredOn: `${machine()}; Node.js ${process.versions.node}; one round.`,
    measured: new Date().toISOString(),
    columns: [
      { key: 'section', title: 'Section of the notebook' },
      { key: 'seconds', title: 'Time (s)', decimals: 1 },
      { key: 'share', title: 'Share (%)', decimals: 1 },
    ],
    rows,
    charts: [],
  });
}

/** Adds up the time of a notebook's cells by the headings above them. */
export class Sections {
  private readonly titles: string[] = [];
  private readonly times = new Map<string, number>();

  add(event: ExecutionEvent): void {
    if (event.event === 'begin') this.titles[event.cell] = event.title;
    if (event.event !== 'end') return;
    const title = this.titles[event.cell] ?? '';
    this.times.set(title, (this.times.get(title) ?? 0) + event.seconds);
  }

  /** One row a section, and one for the rest of the whole time. @param seconds The whole time. */
  rows(seconds: number): { section: string; seconds: number; share: number }[] {
    const rest = Math.max(0, seconds - sum(this.times.values()));
    return [...this.times, [REST, rest] as const].map(([section, time]) => ({
      section: section || 'before the first heading',
      seconds: rounded(time),
      share: rounded((100 * time) / seconds),
    }));
  }
}
