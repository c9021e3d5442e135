import type { ExecuteReply, Handler } from './tslab';

/**
 * Lets a notebook go on after a cell that may fail: where Jupyter asks for that (`stop_on_error: false`, for cells tagged
 * `raises-exception`), tslab would drop all cells that arrive within 200 ms. Dropped cells are called 'aborted', as the
 * protocol has it.
 *
 * @param handler The handler of messages, tslab's own; its method is replaced.
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#execution-results
 */
export function continueAfterErrors({ prototype }: Handler): void {
  const { handleExecute } = prototype;
  prototype.handleExecute = async function (request, writeStream, ...rest) {
    if (request.stop_on_error !== false) {
      const reply = await handleExecute.call(this, request, writeStream, ...rest);
      return reply.status === 'abort' ? { ...reply, status: 'aborted' } : reply;
    }
    // A task that never rejects, so that those after it are run.
    return this.execQueue.add(async (): Promise<ExecuteReply> => {
      try {
        const { count } = await this.handleExecuteImpl(request, writeStream, ...rest);
        return { status: 'ok', execution_count: count };
      } catch (error) {
        return { status: 'error', execution_count: (error as { count?: number }).count };
      }
    });
  };
}

/**
 * Leaves empty writes out of a cell's output, which JupyterLab would show as a colored bar: Node.js passes on what a
 * program such as esbuild has written to standard error, also where that is nothing.
 *
 * @param handler The handler of messages, tslab's own; its method is replaced.
 */
export function withoutEmptyWrites({ prototype }: Handler): void {
  const { handleExecuteImpl } = prototype;
  prototype.handleExecuteImpl = function (request, writeStream, ...rest) {
    const write: typeof writeStream = (name, text) => {
      if (text !== '') writeStream(name, text);
    };
    return handleExecuteImpl.call(this, request, write, ...rest);
  };
}
