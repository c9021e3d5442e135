import { UserError } from '../errors';
import { html } from '../html';
import type { Html } from '../html';
import { bibliography } from './bibliography';
import type { Work, WorkKey } from './bibliography';

/**
 * A work as texts name it.
 *
 * @param key Its key in the bibliography.
 * @returns `Kingma & Ba, 2015` or `He et al., 2016`.
 */
export function citation(key: WorkKey): string {
  const { authors, year } = bibliography[key];
  const [first = '', second, third] = authors.map((author) => author.replace(/,.*$/, ''));
  const names = third !== undefined ? `${first} et al.` : second !== undefined ? `${first} & ${second}` : first;
  return `${names}, ${year}`;
}

/**
 * The works that a page cites, by links such as `#ref-adam`.
 *
 * @param page The page's HTML.
 * @returns Their keys, sorted as the list of references is.
 * @throws UserError for a link to a work that is not in the bibliography.
 */
export function citedWorks(page: string): WorkKey[] {
  const cited = new Set([...page.matchAll(/<a [^>]*href="#ref-([\w-]+)"/g)].map(([, key]) => key!));
  const unknown = [...cited].find((key) => !(key in bibliography));
  if (unknown !== undefined) {
    const known = Object.keys(bibliography).join(', ');
    throw new UserError(`The text cites '#ref-${unknown}', which is not in the bibliography. It has: ${known}.`);
  }
  return ([...cited] as WorkKey[]).sort((a, b) => citation(a).localeCompare(citation(b), 'en'));
}

/** The list of references, each with the id that citations link to. */
export const referenceList = (keys: readonly WorkKey[]): Html =>
  html`<ol class="references">
    ${keys.map((key) => html`<li id="ref-${key}">${reference(bibliography[key])}</li>`)}
  </ol>`;

const reference = ({ authors, year, title, venue, url }: Work): Html =>
  html`${authors.join(', ')} (${year}). <a href="${url}">${title}</a>. ${venue}.`;
