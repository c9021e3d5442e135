// Usage: node scripts/run.mjs COMMAND [ARGUMENTS]
// Runs lib/commands/COMMAND.ts in the project's root, after the set-up if that is needed.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { endWithNpm } from '../lib/system/lifeline.mjs';
import { root, setUp } from './set-up/set-up.mjs';

process.chdir(root);
const [command = ''] = process.argv.slice(2);
const file = join(root, 'lib/commands', `${command}.ts`);
if (!existsSync(file)) {
  console.error(`Unknown command: '${command}'. \`npm run\` lists the commands.`);
  process.exit(1);
}
endWithNpm();
await setUp();
const require = createRequire(import.meta.url);
process.argv.splice(1, 2, file);
require('../lib/system/typescript.cjs');

require(file);
