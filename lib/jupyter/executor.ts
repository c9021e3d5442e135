import type { EventEmitter } from 'node:events';
import { picturesShown } from '../figures/kernel';
import { INTERRUPT } from '../training/interruption';
import type { Cells } from './cells';
import { describeDiagnostics, describeError } from './errors';
import { withoutExports } from './exports';
import { hasForAwait } from './for-await';
import { ProjectModules } from './modules';
import { expandShorthand } from './shorthand';
import type { Compiler, Converters, CreateExecutor, Executor, ExecutorConsole } from './tslab';

/** Time for running work to stop after an interrupt, in milliseconds; then the cell fails. */
const PATIENCE = 10_000;

const FORMAT_OF_DIAGNOSTICS = '%s%d:%d - %s';

/**
 * Wraps tslab's executor: it reloads edited files, its errors are readable, and interrupts reach the running work.
 *
 * @param create Makes tslab's executor.
 * @param compiler The compiler in use.
 * @param cells Where the source of each cell is kept.
 * @returns A function to put in the place of `create`.
 */
export function projectExecutor(create: CreateExecutor, compiler: Compiler, cells: Cells): CreateExecutor {
  return (root, converters, console) => {
    const modules = new ProjectModules(root);
    const executor = create(root, adapted(converters, compiler, console, cells), {
      log: (...args) => {
        console.log(...args);
      },
      error: (first, ...rest) => {
        // Shown already, all at once, when the cell was converted.
        if (first === FORMAT_OF_DIAGNOSTICS) return;
        console.error(rest.length === 0 ? describeError(first, root, cells) : first, ...rest);
      },
    });
    const interruption = new Interruption(executor);
    return {
      ...executor,
      async execute(source) {
        cells.begin(source);
        modules.refresh();
        try {
          return await executor.execute(source);
        } finally {
          await picturesShown();
          modules.remember();
          interruption.end();
        }
      },
      interrupt() {
        interruption.begin();
      },
    };
  };
}

/** The converters, naming the output of each cell for stacks and showing its compile errors. */
function adapted(converters: Converters, compiler: Compiler, console: ExecutorConsole, cells: Cells): Converters {
  const { node } = converters;
  const convert = node.convert.bind(node);
  node.convert = (declarations, source) => {
    const conversion = convert(declarations, expandShorthand(withoutExports(source, compiler), compiler));
    conversion.hasToplevelAwait ||= hasForAwait(source, compiler);
    if (conversion.diagnostics.length > 0) console.error(describeDiagnostics(conversion.diagnostics, cells));
    if (conversion.output) conversion.output = cells.named(conversion.output);
    return conversion;
  };
  return converters;
}

/**
 * An interrupt is announced on `process` to the running work, which then ends the cell by itself (tslab alone would stop
 * waiting for the work and leave it running). If no work listens, if it takes too long, or at a second interrupt, the
 * cell fails.
 */
class Interruption {
  readonly #executor: Executor;
  #timer: NodeJS.Timeout | undefined;

  constructor(executor: Executor) {
    this.#executor = executor;
  }

  begin(): void {
    const heard = (process as EventEmitter).emit(INTERRUPT);
    if (!heard || this.#timer) this.#executor.interrupt();
    else
      this.#timer = setTimeout(() => {
        this.#executor.interrupt();
      }, PATIENCE);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
