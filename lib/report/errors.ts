import { stripVTControlCharacters } from 'node:util';

/**
 * What a failed cell wrote to its standard error, cut down to what its reader can act on: the error's own message,
 * without the stack through compiled code.
 */
export function causeFirst(text: string): string {
  const lines = stripVTControlCharacters(text).split('\n');
  const isStack = (line: string): boolean => /^\s+at .+/.test(line);
  const first = lines.findIndex((line) => /^(?:Uncaught )?\w*(?:Error|Exception)\b.*:/.test(line));
  const from = lines.slice(Math.max(first, 0));
  const stack = from.findIndex(isStack);
  const message = from.slice(0, stack < 0 ? undefined : stack).join('\n');
  return message.replace(/^Uncaught /, '').trim() || 'The cell failed without a message.';
}
