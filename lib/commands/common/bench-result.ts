/** What both sides of a benchmark do. */
export interface BenchJob {
  readonly experiment: string;
  readonly width: number;
  readonly height: number;
  readonly batchSize: number;
  readonly precision: 'float32' | 'bfloat16';
  readonly threads: number;
  /** Random images to train on and to validate with after each epoch. */
  readonly images: number;
  readonly validation: number;
  readonly epochs: number;
  /** Stop after so many seconds; 0 trains all epochs. */
  readonly seconds: number;
}

/** What one side reached. */
export interface BenchResult {
  readonly imagesPerSecond: number;
  /** Of the whole training. */
  readonly seconds: number;
  readonly peakMemoryMB: number;
  readonly version: string;
  /** Part of a step that making the batch takes, augmentation included; only measured here, not in PyTorch. */
  readonly inputShare?: number;
}
