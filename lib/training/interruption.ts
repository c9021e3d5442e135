/**
 * The event that the Jupyter kernel emits on `process` when its user interrupts it. The kernel itself only rejects the
 * awaited promise, while the work would continue unseen.
 */
export const INTERRUPT = 'facesInterrupt';

/** Listens for a stop by an `AbortSignal` or by the Jupyter kernel. */
export class Interruption {
  private interrupted = false;
  private readonly listener = (): void => {
    this.interrupted = true;
  };

  /** Starts listening. */
  constructor(private readonly signal?: AbortSignal) {
    process.on(INTERRUPT, this.listener);
  }

  /** Whether the work has to stop. */
  get requested(): boolean {
    return this.interrupted || (this.signal?.aborted ?? false);
  }

  /** Stops listening. */
  dispose(): void {
    process.off(INTERRUPT, this.listener);
  }
}
