/**
 * Emitted on `process` by the notebooks' kernel when its user interrupts it: the kernel itself only rejects the
 * awaited promise, while the work would go on unseen.
 */
export const INTERRUPT = 'facesInterrupt';

/** A stop that comes from an `AbortSignal` or from the kernel. */
export class Interruption {
  private interrupted = false;
  private readonly listener = (): void => {
    this.interrupted = true;
  };

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
