import { ParameterError } from '../parameters/validation';

/** The port at which a Ray cluster takes drivers from elsewhere, unless it was started with another. */
const PORT = 10001;

/**
 * Checks where runs are to be done.
 *
 * @param on `local` starts Ray on this machine; `auto` finds the cluster that this machine belongs to;
 *   `ray://HOST:10001` is a cluster elsewhere.
 * @returns The same; an address has a port.
 * @throws ParameterError for anything else.
 * @example clusterAddress('ray://head'); // 'ray://head:10001'
 */
export function clusterAddress(on: string): string {
  if (on === 'local' || on === 'auto') return on;
  const host = /^ray:\/\/([-\w.]+|\[[\da-f:.]+\])(?::(\d{1,5}))?$/i.exec(on);
  if (host) return `ray://${host[1]}:${host[2] ?? PORT}`;
  throw new ParameterError(
    `Unknown place for runs: '${on}'. Write local (Ray on this machine), auto (the cluster that this machine is a node ` +
      `of) or ray://HOST:${PORT} (a cluster elsewhere).`,
  );
}
