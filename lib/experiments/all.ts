import type { Experiment } from './experiment';
import { fullFace } from './full-face';
import { nose } from './nose';

/** The experiments in the order of their notebooks. */
export const experiments: readonly Experiment[] = [nose, fullFace] as readonly Experiment[];
