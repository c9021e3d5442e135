/**
 * The work as a function that may be called at any rate: one run at a time, at most one a frame, and after the last
 * call always one more.
 */
export function latestOnly(work: () => Promise<void>): () => Promise<void> {
  let running = false;
  let again = false;
  return async () => {
    again = true;
    if (running) return;
    running = true;
    try {
      while (again) {
        again = false;
        await work();
        await new Promise(requestAnimationFrame);
      }
    } finally {
      running = false;
    }
  };
}
