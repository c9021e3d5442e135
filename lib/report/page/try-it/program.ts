/**
 * A trained network as the page runs it: operations in their order, each on values made before it. Value 0 is the
 * image, shape [1, height, width, 1], gray -0.5..0.5; the last step's is the landmarks, shape [1, 2K], fractions.
 */
export interface Program {
  readonly height: number;
  readonly width: number;
  readonly steps: readonly Step[];
  readonly constants: readonly Constant[];
  /**
   * All quantized numbers: gzip, then base64. First the low bytes of all, then the high bytes. They are whole numbers
   * in the order 0, -1, 1, -2, 2, ..., so that the high bytes of short ones are mostly 0 and take little room.
   */
  readonly data: string;
}

/** One TensorFlow operation; `inputs` and `output` number values. */
export interface Step {
  readonly op: string;
  readonly inputs: readonly number[];
  readonly output: number;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export type Attribute = number | string | boolean | readonly number[];

/** A value that does not depend on the image. */
export interface Constant {
  readonly value: number;
  readonly shape: readonly number[];
  /** Small ones as they are. */
  readonly numbers?: readonly number[];
  /** Others as whole numbers times the scale of their channel, the last dimension's. */
  readonly scales?: readonly number[];
}
