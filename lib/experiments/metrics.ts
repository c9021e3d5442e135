import { meanDistance } from '../metrics/pixels';
import type { TrainingRecord } from '../training/record';
import type { ExperimentSamples } from './experiment';
