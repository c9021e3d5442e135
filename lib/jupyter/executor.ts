import type { EventEmitter } from 'node:events';
import { INTERRUPT } from '../training/interruption';
import type { Cells } from './cells';
import { describeDiagnostics, describeError } from './errors';
import { ProjectModules } from './modules';
import { expandShorthand } from './shorthand';
import type { Compiler, Console, Converters, CreateExecutor, Executor } from './tslab';

/** How long a listener has to end its work after an interrupt before the cell is given up, in milliseconds. */
const PATIENCE = 10_000;

const FORMAT_OF_DIAGNOSTICS = '%s%d:%d - %s';

/** tslab's executor with reloading of edited files, readable errors, and interrupts that running work hears of. */
export function projectExecutor(create: CreateExecutor, compiler: Compiler, cells: Cells): CreateExecutor {
  return (root, converters, console) => {
    const modules = new ProjectModules(root);
    const executor = create(root, adapted(converters, compiler, console, cells), {
      log: (...args) => {
        console.log(...args);
      },
      error: (first, ...rest) => {
        // Already told, as a whole, when the cell was converted.
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

/** The converters, with the output of each cell named for stacks and its compile errors told. */
function adapted(converters: Converters, compiler: Compiler, console: Console, cells: Cells): Converters {
  const { node } = converters;
  const convert = node.convert.bind(node);
  node.convert = (declarations, source) => {
    const conversion = convert(declarations, expandShorthand(source, compiler));
    if (conversion.diagnostics.length > 0) console.error(describeDiagnostics(conversion.diagnostics, cells));
    if (conversion.output) conversion.output = cells.named(conversion.output);
    return conversion;
  };
  return converters;
}

/**
 * What an interrupt does: it is told to the work that listens on `process` (tslab alone would stop waiting for it, and
 * let it go on unseen), which may end the cell by itself. Without such work, after a while, or at a second interrupt,
 * the cell fails.
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
