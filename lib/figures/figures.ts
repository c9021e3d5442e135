/** Everything a notebook shows. Each function returns a figure that shows itself as the last expression of a cell. */
export { cedCurve } from './ced-curve';
export { chart } from './chart';
export { errorByLabel } from './error-by-label';
export { errorByPoint } from './error-by-point';
export { featureMaps, filters } from './filters';
export { gallery } from './gallery';
export { interpret } from './interpretation';
export { ladder } from './ladder';
export { learningRateFigure } from './learning-rate-finder';
export { lineChart } from './line-chart';
export { lossCurves } from './loss-curves';
export { networkTable } from './network-table';
export { parameterTable } from './parameter-table';
export { predictionGallery } from './prediction-gallery';
export { beforeAfter, samplesGrid } from './samples-grid';
export { splitTable } from './split-table';
export { table } from './table';
export { trainingDisplay } from './training-display';
