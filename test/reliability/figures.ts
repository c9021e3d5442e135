import { existsSync, readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from '../../lib/files';
import { root } from '../../lib/paths';
import { readableJson } from '../../lib/recipes/readable-json';
import { repositoryState } from '../../lib/runs/provenance';

/** The file of all figures about reliability. */
const FILE = join(root(), 'reports', 'measured', 'reliability.json');

/** Figures of one harness, with when and on what they were measured. */
type Measured<T> = T & {
  readonly date: string;
  readonly revision: string | null;
  readonly node: string;
  readonly platform: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly seconds: number;
};

/** Writes a harness's figures to the file; they replace its earlier ones. The time counts from the start of this process. */
export function keepFigures(name: string, figures: object): void {
  const measured: Measured<object> = {
    ...figures,
    date: new Date().toISOString().slice(0, 10),
    revision: repositoryState().revision,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 1e9),
    seconds: Math.round(process.uptime()),
  };
  writeWhole(FILE, `${readableJson({ ...allFigures(), [name]: measured })}\n`);
  console.log(FILE);
}

/** The figures of a harness; none before it has run. */
export const readFigures = (name: string): object => allFigures()[name] ?? {};

/** All figures, by the name of their harness. */
function allFigures(): Readonly<Record<string, object>> {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, object>) : {};
}
