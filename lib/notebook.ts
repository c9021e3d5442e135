/**
 * Everything that a notebook needs; the only module that notebooks import. Importing it shows progress below the
 * running cell, and experiments as cards.
 */
import { experiments } from './experiments/all';
import { liveProgress } from './figures/live-progress';
import { experimentWithCard } from './notebook/cards';
import { setProgressDisplay } from './progress';

setProgressDisplay(liveProgress);
experiments.forEach(experimentWithCard);

// Experiments
export * from './experiments/all';

// Training
export { precisions } from './notebook/precision';
export { findLearningRate, search, sweep, train } from './notebook/training';
export { trainedNetwork } from './runs/trained-network';
export { smallerSubsets, subsetVariations } from './runs/variations';

// Data and networks, shown
export { parameterTable } from './figures/parameter-table';
export { architecture } from './figures/architecture';
export { networkTable } from './figures/network-table';
export { beforeAfter } from './figures/before-after';
export { samplesGrid } from './figures/samples-grid';
export { splitTable } from './figures/split-table';
export { describeData, describeTraining } from './notebook/data-words';
export { describeParameters } from './notebook/parameter-words';
export { batchTable, codeOf } from './notebook/network-views';
export { fullFaceNetwork } from './networks/models/full-face';
export { heatmapNetwork } from './networks/models/heatmap';
export { noseNetwork } from './networks/models/nose';
export { resnet18 } from './networks/models/resnet18';
export { featureMaps, filters } from './figures/filters';
export { firstFilters, layerOutput } from './figures/network-values';

// Results
export { baselineMse } from './runs/run';
export { interpret } from './metrics/interpretation';
export { lossCurves } from './figures/loss-curves';
export { errorByLabel } from './figures/error-by-label';
export { errorByLandmark } from './figures/error-by-landmark';
export { predictionGallery } from './figures/prediction-gallery';
export { describeCutOff } from './notebook/cut-off-words';
export { describeGroups } from './notebook/group-words';
export { describeBaseLearning, describeLearning, describeUnlearned } from './notebook/learning-words';
export { describeRun } from './notebook/run-words';

// Comparisons
export { cedCurve } from './figures/ced-curve';
export { cropChart, lineChart } from './figures/line-chart';
export { nmeTable } from './figures/nme-table';
export { precisionTable, describePrecision } from './notebook/precision';
export { describeSteps } from './notebook/steps';
export { learningCurve, stepCurves, sweepCurves } from './notebook/sweep-curves';
export { sweepForest } from './notebook/sweep-forest';
export { sweepParallel } from './notebook/sweep-parallel';
export { sweepTable } from './notebook/sweep-table';
export { compareSplits } from './notebook/leak-words';
export { describeSweep } from './notebook/sweep-words';
export { compareCrops, compareMethods, searchPhotos } from './notebook/methods';
export { describeCrops, describeSearch } from './notebook/method-words';

// Photos in the wild
export { photoPredictions } from './figures/photo-predictions';
export { predictPhoto } from './recipes/predictor';

// Data of one's own
export { decisionTable, describeOwnData, describeWeights, heldOut, meanShapeErrors, ownPlan } from './notebook/own';

// The best recipe, and the report
export { bestRecipe } from './notebook/best';
export { report } from './notebook/report';

// Headings that are findings, and figures as texts
export {
  cropsHeading,
  dataHeading,
  groupsHeading,
  landmarksHeading,
  leakHeading,
  resultHeading,
  sweepHeading,
  trainingHeading,
} from './notebook/headings';
export { factsOf } from './notebook/facts';

// To write figures and texts of one's own
export { chart } from './figures/chart';
export { gallery } from './figures/gallery';
export { table } from './figures/table';
export { say } from './figures/displayed';
export { count, significant } from './format';
