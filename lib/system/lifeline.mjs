import { spawn } from 'node:child_process';
import { commandLineOf, identityOf, isRunning, parentOf } from './identity.mjs';

// A child process ends with its parent, however the parent ends: of a parent that was killed outright, the system still
// closes the pipes, and its number is no longer that of a running process.

/**
 * What the shell does before it becomes the program: it leaves a second shell behind that reads the lifeline, a pipe on
 * which nothing is ever sent. When the pipe ends, so has the parent (or the program, see below), and the program's whole
 * group is asked to end, and made to after three seconds.
 */
const WATCH = `(
  read -r line <&3
  trap '' TERM
  kill -TERM "$0$$"
  for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do kill -0 $$ && sleep 0.2; done
  kill -KILL "$0$$"
) > /dev/null 2>&1 < /dev/null &
exec "$@" 3<&-`;

/**
 * Starts a program that ends when this process ends, with all processes that it has started itself.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, terminal?: boolean }} [options] `terminal`: it shares this process's
 *   terminal, input and Ctrl-C included, and must see to its own children; otherwise it has no input, and its two outputs
 *   are pipes.
 * @returns {import('node:child_process').ChildProcess}
 */
export function spawnWithLifeline(program, args, { terminal = false, ...options } = {}) {
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = terminal ? ['inherit', 'inherit', 'inherit', 'pipe'] : ['ignore', 'pipe', 'pipe', 'pipe'];
  const child = spawn('/bin/sh', ['-c', WATCH, terminal ? '' : '-', program, ...args], {
    ...options,
    detached: !terminal,
    stdio,
  });
  // Ends the second shell, and what the program may have left behind.
  child.once('exit', () => child.stdio[3]?.destroy());
  return child;
}

/** Milliseconds between two looks at an ancestor. */
const PAUSE = 500;

/**
 * Ends this process, as if asked by SIGTERM, when another one has ended.
 * @param {number} pid The other process.
 */
export function endWith(pid) {
  const identity = identityOf(pid);
  const timer = setInterval(() => {
    if (identity !== undefined && isRunning(identity)) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, PAUSE);
  timer.unref();
}

/** Ends this process, as if asked by SIGTERM, when the npm that runs it as one of its scripts has ended. */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  // There may be a shell between the two.
  const ancestors = [process.ppid, parentOf(process.ppid)];
  const npm = ancestors.find((pid) => commandLineOf(pid).some((word) => /^npm\b|\/npm(-cli\.js)?$/.test(word)));
  if (npm !== undefined) endWith(npm);
}
