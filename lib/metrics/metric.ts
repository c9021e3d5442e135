/** How far a prediction is off, per face: pixels of the photo, or percent of the landmark set's normalizer, such as the eye distance. */
export type ErrorMeasure = 'pixels' | 'nme';

/** A figure that trained networks are compared by, described as data. Smaller is better for all but `auc8`. */
export interface Metric {
  /** Its name in records and JSON files, e.g. `validationMse`. */
  readonly key: string;
  /** Its name in prose, e.g. `MSE`. */
  readonly title: string;
  /** Empty for the MSE, which is in squared fractions of the image's width and height. */
  readonly unit: '' | '%' | 'px';
  /** The measure for single faces that goes with it, for galleries and error charts. */
  readonly measure: ErrorMeasure;
  /** The landmarks it is computed from. */
  readonly landmarks: 'all' | 'noseTip';
}

const inPixels = { measure: 'pixels', landmarks: 'all' } as const;
const ofNose = { measure: 'pixels', landmarks: 'noseTip' } as const;
const ofChallenge = { unit: '%', measure: 'nme', landmarks: 'all' } as const;

/** Mean squared error of the validation faces after the last epoch, in squared fractions of the image's size. */
export const validationMse: Metric = { key: 'validationMse', title: 'MSE', unit: '', ...inPixels };

/** Mean point-to-point error of the validation faces, in pixels of the photo. */
export const validationPixels: Metric = { key: 'validationPixels', title: 'error', unit: 'px', ...inPixels };

/** MSE of the tip of the nose alone, for networks that predict the whole face. */
export const noseMse: Metric = { key: 'noseMse', title: 'MSE of the nose tip', unit: '', ...ofNose };

/** Mean error of the tip of the nose alone, in pixels of the photo. */
export const nosePixels: Metric = { key: 'nosePixels', title: 'error of the nose tip', unit: 'px', ...ofNose };

/** Normalized mean error, in percent of the landmark set's normalizer: for faces, the distance of the outer eye corners. */
export const nme: Metric = { key: 'nme', title: 'NME', ...ofChallenge };

/** Area under the cumulative error distribution up to an NME of 8%, in percent: 100 for perfect predictions. */
export const auc8: Metric = { key: 'auc8', title: 'AUC at 8%', ...ofChallenge };

/** Percentage of faces with an NME above 8%. */
export const fr8: Metric = { key: 'fr8', title: 'failure rate at 8%', ...ofChallenge };

/** Percentage of faces with an NME above 10%. */
export const fr10: Metric = { key: 'fr10', title: 'failure rate at 10%', ...ofChallenge };

const metrics: readonly Metric[] = [validationMse, validationPixels, noseMse, nosePixels, nme, auc8, fr8, fr10];

/**
 * The metric with this key, for records read from JSON.
 *
 * @param key E.g. `nme`.
 * @returns The metric, or `undefined` for an unknown key.
 */
export const findMetric = (key: string): Metric | undefined => metrics.find((metric) => metric.key === key);

/** A metric's name with its unit, for headings: `NME (%)`. */
export const headingOf = ({ title, unit }: Pick<Metric, 'title' | 'unit'>): string => `${title}${unit && ` (${unit})`}`;
