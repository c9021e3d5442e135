/** Everything a notebook needs to train and compare. */
export { conclude } from './notebook/conclude';
export { networksToTry } from './notebook/networks-to-try';
export { findLearningRate } from './notebook/learning-rate';
export { precisionSweep, precisionTable, precisionWords } from './notebook/precision';
export { sweep, train } from './notebook/sweep';
export { trainedNetwork } from './runs/sweep';
export { smallerSubsets, subsetVariations } from './runs/variations';
export { sweepCurves, sweepParallel, sweepTable } from './notebook/sweep-views';
export { sweepWords } from './notebook/sweep-words';
