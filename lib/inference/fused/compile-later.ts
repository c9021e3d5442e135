import { compile } from '../../graph/compile';
import { graphLibrary } from '../../graph/library';

/** Work on tensors by name. */
type Work<I extends object, O extends object> = (inputs: I) => O;

/** Runs of the same shapes after which compiling pays: it takes about as long as they do. */
const RUNS = 4;

/** Work that is compiled once it has been done a few times. */
export interface CompiledLater<I extends object, O extends object> {
  /** Does the work. The inputs stay the caller's, who disposes the results. */
  readonly run: Work<I, O>;
  /** Frees the graphs. */
  readonly dispose: () => void;
}

/**
 * Makes work one operation of TensorFlow once it has been done a few times: in a graph, TensorFlow fuses convolutions with
 * what follows them, but one photo is done before the graph is made.
 *
 * @param plain The work as it is done at first, and always where graphs are not available.
 * @param fusable Makes the work that is compiled; called once, when it is needed.
 * @param shape Tells inputs of different shapes apart.
 */
export function compileLater<I extends object, O extends object>(
  plain: Work<I, O>,
  fusable: () => Work<I, O>,
  shape: (inputs: I) => string,
): CompiledLater<I, O> {
  if (!graphLibrary()) return { run: plain, dispose: () => undefined };
  const runs = new Map<string, number>();
  let work: Work<I, O> | undefined;
  const compiled = compile<I, O>((inputs) => (work ??= fusable())(inputs));
  return {
    run(inputs) {
      const key = shape(inputs);
      const run = (runs.get(key) ?? 0) + 1;
      runs.set(key, run);
      return run > RUNS ? compiled.run(inputs) : plain(inputs);
    },
    dispose: () => compiled.dispose(),
  };
}
