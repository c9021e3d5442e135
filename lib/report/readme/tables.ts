import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '../../errors';
import { writeWhole } from '../../files';
import { accuracyTable } from './accuracy';
import { predictionTable } from './prediction';
import { reliabilityTable } from './reliability';
import { setUpTable } from './set-up';
import { speedTable } from './speed';

/**
 * The tables of documents by the names in their marks, `<!-- table: speed -->` and `<!-- end of table -->`, each on a line
 * of its own. Every one is made from JSON files of the project and undefined where there are none.
 */
const TABLES: Readonly<Record<string, (root: string) => string | undefined>> = {
  accuracy: (root) => accuracyTable(root),
  speed: speedTable,
  prediction: predictionTable,
  'set-up': setUpTable,
  reliability: reliabilityTable,
};

const MARKED = /^<!-- table: ([\w-]+) -->$[^]*?^<!-- end of table -->$/gm;

/**
 * A document with its tables made anew.
 *
 * @param text Markdown with marks.
 * @param root The project's folder, where the measurements are.
 * @returns The Markdown; nothing stands between the marks of a table without measurements.
 * @throws DataError when a mark names no table, or a file of measurements is not valid.
 * @example withTables(readFileSync('README.md', 'utf8'), '.')
 */
export function withTables(text: string, root: string): string {
  return text.replace(MARKED, (_, name: string) => {
    const make = TABLES[name];
    if (!make) throw new DataError(`No table is called '${name}'. Must be one of: ${Object.keys(TABLES).join(', ')}.`);
    const table = make(root);
    return `<!-- table: ${name} -->\n${table === undefined ? '' : `\n${table}\n\n`}<!-- end of table -->`;
  });
}

/** Documents with tables. */
const DOCUMENTS = ['README.md'];

/**
 * Writes the tables of all documents anew.
 *
 * @param root The project's folder.
 * @returns Names of the documents that have changed.
 * @throws DataError as `withTables` does.
 */
export function writeTables(root: string): string[] {
  return DOCUMENTS.filter((name) => {
    const file = join(root, name);
    const before = readFileSync(file, 'utf8');
    const after = withTables(before, root);
    if (after !== before) writeWhole(file, after);
    return after !== before;
  });
}
