/**
 * The work as a function that may be called at any rate: one run at a time, at most one per frame, and always one more
 * after the last call.
 *
 * @param work What to do.
 */
export function latestOnly(work: () => Promise<void>): () => Promise<void> {
  let isRunning = false;
  let isWanted = false;
  return async () => {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isWanted) {
        isWanted = false;
        await work();
        await new Promise(requestAnimationFrame);
      }
    } finally {
      isRunning = false;
    }
  };
}
