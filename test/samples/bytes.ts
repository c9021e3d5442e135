import { range } from 'd3-array';
import type { Images } from '../../lib/samples/images';

/** The gray values of all images, shape [N, height, width]. */
export const bytesOf = (images: Images): Uint8Array => images.read(range(images.count));
