// Usage: node scripts/run.mjs COMMAND [ARGUMENTS]
// Runs lib/commands/COMMAND.ts in the project's root, after a set-up where one is needed.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, setUp } from './set-up/set-up.mjs';

process.chdir(root);
const commands = readdirSync('lib/commands').map((file) => file.replace(/\.ts$/, ''));
const [command = ''] = process.argv.slice(2);
if (!commands.includes(command)) {
  console.error(`There is no command '${command}'. Run one of those that \`npm run\` lists.`);
  process.exit(1);
}
await setUp();
const require = createRequire(join(root, 'package.json'));
const file = join(root, 'lib/commands', `${command}.ts`);
process.argv.splice(1, 2, file);
require('tsx/cjs');
require(file);
