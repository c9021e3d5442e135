/** Everything a notebook needs to train and compare. */
export { conclude } from './conclude';
export { findLearningRate } from './learning-rate';
export { sweep } from './sweep';
export { train, trainedNetwork } from './train';
export { sweepCurves, sweepParallel, sweepTable } from './views';
export { sweepWords } from './words';
