import { root } from '../paths';
import { writeTables } from '../report/readme/tables';
import { newCommand, runCommand } from './common/run-command';

/** `npm run readme` */
const command = newCommand(
  'readme',
  'Writes the tables of the README from reports/bench.json, reports/measured/ and lib/weights/.',
).action(() => {
  const changed = writeTables(root());
  console.log(changed.length > 0 ? `Written: ${changed.join(', ')}` : 'All tables are up to date.');
});

runCommand(command);
