/** A file that cannot be read any further. Who reads it adds the file's name and what to do. */
export class Malformed extends Error {
  /**
   * @param entry Where in the file, such as `line 12`; empty if it is the file as a whole.
   * @param problem What is wrong, as a clause without its period.
   */
  constructor(
    readonly entry: string,
    readonly problem: string,
  ) {
    super(entry ? `${entry}: ${problem}` : problem);
  }
}
