/** Everything a notebook needs to train and compare. */
export { conclude } from './conclude';
export { networksToTry } from './networks-to-try';
export { findLearningRate } from './learning-rate';
export { precisionSweep, precisionTable, precisionWords } from './precision';
export { sweep } from './sweep';
export { train, trainedNetwork } from './train';
export { smallerSubsets, subsetVariations } from './variations';
export { sweepCurves, sweepParallel, sweepTable } from './views';
export { sweepWords } from './words';
