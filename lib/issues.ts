/**
 * What is wrong with a value from a file, as a clause for people.
 *
 * @param issue An issue of zod.
 * @returns Such as `expected string, got nothing` or `Too small: expected number to be >0`.
 * @example issueText(schema.safeParse({}).error!.issues[0]!)
 */
export const issueText = ({ message }: { readonly message: string }): string =>
  message.replace(/^Invalid (input|option): /, '').replace(/, received undefined$/, ', got nothing');
