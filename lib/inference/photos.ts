/** Everything a notebook needs for photos from anywhere. */
export { networkCropErrors, predictorCropErrors } from './crop-errors';
export { examplePhotos } from './examples';
export { faceApiErrors } from './face-api-errors';
export { predictPhoto } from '../recipes/predict';
export { bestPredictor, predictorOf } from '../recipes/predictor';
