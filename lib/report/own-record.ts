import { gatherEnvironment } from '../runs/provenance';
import { headingsOf } from './markdown';
import type { Notebook } from './notebook';
import type { ReportRecord } from './record';

/**
 * The record of a person's own notebook, which need not call `report(...)`: it has a title, a place and a time, and no
 * figures that the project knows of.
 *
 * @param notebook The notebook.
 * @param name Name of the report's files, which is its title too if the notebook has no heading.
 * @param command The command that reproduces the report.
 */
export function ownRecord({ cells }: Notebook, name: string, command: string): ReportRecord {
  return {
    format: 1,
    name,
    title: titleOf({ cells }) ?? name,
    summary: '',
    smoke: false,
    changes: '',
    command,
    notebook: '',
    parameters: {},
    provenance: { ...gatherEnvironment(), dataset: null, seeds: [] },
    headline: {},
    headlineDescriptions: {},
    runs: [],
    determinism: 'The cells ran from top to bottom in a fresh kernel.',
  };
}

/**
 * The title of a notebook.
 *
 * @param notebook The notebook.
 * @returns Its first heading; undefined without one.
 */
const titleOf = ({ cells }: Pick<Notebook, 'cells'>): string | undefined =>
  cells.filter((cell) => cell.cell_type === 'markdown').flatMap(({ source }) => headingsOf(source))[0]?.text;
