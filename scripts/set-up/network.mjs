/** What npm, pip and Node.js say when a server cannot be reached. */
const UNREACHABLE = new RegExp(
  [
    'ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH',
    'NewConnectionError|ConnectTimeoutError|ReadTimeoutError|ProxyError',
    'name resolution|Name or service not known|Connection refused|Network is unreachable',
  ].join('|'),
);

/**
 * What to do about a failed installation, if the network was at fault; otherwise empty.
 * @param {string} said The installer's last words.
 */
export function networkAdvice(said) {
  if (!UNREACHABLE.test(said)) return '';
  return '\nThe package registry cannot be reached. Check the network and the proxy, then run the same command again.';
}
