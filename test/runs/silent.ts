import type { SweepDisplay } from '../../lib/runs/progress';

/** Shows nothing of a sweep. */
export const SILENT: SweepDisplay = { begin() {}, batch() {}, epoch() {}, end() {}, fail() {}, close() {} };
