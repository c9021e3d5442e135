import { el } from '../../../figures/page/elements';
import type { Photo } from './photos';

/** The image of the reader's camera, mirrored as in a mirror. */
export interface Camera {
  /** Its pixels change with `update`. */
  readonly photo: Photo;
  /** Takes the newest image. */
  update(): void;
  stop(): void;
}

/** Whether this browser lets the page ask for a camera. */
export const hasCamera = (): boolean => (navigator.mediaDevices as MediaDevices | undefined) !== undefined;

/**
 * Asks the reader for the camera and starts it.
 *
 * @returns The camera; its image stays in the page.
 * @throws Error with a sentence for the reader when there is no camera or no permission.
 */
export async function startCamera(): Promise<Camera> {
  const wanted = { width: { ideal: 640 }, height: { ideal: 480 }, facingMode: 'user' };
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: wanted });
  } catch (error) {
    throw new Error(problemOf(error as DOMException), { cause: error });
  }
  const video = el('video', { playsinline: true, muted: true });
  video.srcObject = stream;
  await video.play();
  const { videoWidth: width, videoHeight: height } = video;
  const canvas = el('canvas', { width: String(width), height: String(height) });
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.setTransform(-1, 0, 0, 1, width, 0);
  const camera: Camera = {
    photo: { width, height, element: canvas, levels: [{ image: canvas, scale: 1 }] },
    update: () => context.drawImage(video, 0, 0),
    stop: () => stream.getTracks().forEach((track) => track.stop()),
  };
  camera.update();
  return camera;
}

function problemOf({ name, message }: DOMException): string {
  if (name === 'NotAllowedError') {
    return 'The browser does not let this page use the camera. Allow it beside the address, or choose a photo instead.';
  }
  if (name === 'NotFoundError') return 'This device has no camera that the browser can use. Choose a photo instead.';
  if (name === 'NotReadableError') return 'Another program uses the camera. Close it, or choose a photo instead.';
  return `The camera does not start: ${message}`;
}
