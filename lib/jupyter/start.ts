import { createRequire } from 'node:module';
import { endWith } from '../system/lifeline.mjs';
import { Cells } from './cells';
import { projectCompiler } from './compiler';
import { describeError } from './errors';
import { projectExecutor } from './executor';
import { continueAfterErrors, withoutEmptyWrites } from './handler';
import { completionReply, withHints } from './hints';
import { sendAll } from './sockets';
import type { SocketClass } from './sockets';
import type { Compiler, CreateExecutor, Handler } from './tslab';

const COMPILER = '@tslab/typescript-for-tslab';

/**
 * Starts the kernel in the current folder, the project's root.
 *
 * @param connectionFile Path of Jupyter's file with the ports and the key.
 */
export function start(connectionFile: string): void {
  // Jupyter and nbclient name themselves to their kernels. A kernel goes on when its browser closes, but ends with them.
  const parent = Number(process.env.JPY_PARENT_PID);
  if (parent > 0) endWith(parent);
  const cells = new Cells();
  const compiler = replaceExports<Compiler>(COMPILER, (compiler) =>
    withHints(
      projectCompiler(compiler, (first, secondMap) => {
        cells.compiled(first, secondMap);
      }),
    ),
  );
  /* eslint-disable @typescript-eslint/no-require-imports -- tslab must be loaded after its compiler was replaced. */
  const executor = require('tslab/dist/executor.js') as { createExecutor: CreateExecutor };
  executor.createExecutor = projectExecutor(executor.createExecutor, compiler, cells);
  const { JupyterHandlerImpl } = require('tslab/dist/jupyter.js') as { JupyterHandlerImpl: Handler };
  JupyterHandlerImpl.prototype.handleComplete = function (request) {
    return completionReply(this.executor, request);
  };
  continueAfterErrors(JupyterHandlerImpl);
  withoutEmptyWrites(JupyterHandlerImpl);
  const tslabRequire = createRequire(require.resolve('tslab/dist/jupyter.js'));
  const { Publisher, Router } = tslabRequire('zeromq') as Record<'Publisher' | 'Router', SocketClass>;
  sendAll([Publisher, Router]);
  const { startKernel } = require('tslab/dist/main.js') as { startKernel: (options: object) => void };
  /* eslint-enable @typescript-eslint/no-require-imports */
  startKernel({ configPath: connectionFile, enableFindLocal: false });
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', (reason) => {
    console.error(`Unhandled promise rejection. ${describeError(reason, process.cwd(), cells)}`);
  });
}

function replaceExports<T>(name: string, change: (exports: T) => T): T {
  const file = require.resolve(name);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- named by the argument.
  const exports = require(file) as T;
  const module = require.cache[file];
  if (!module) throw new Error(`${name} was not loaded from ${file}.`);
  const changed = change(exports);
  module.exports = changed;
  return changed;
}
