import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../files';
import { Html, html } from '../html';
import { isTrial, listReports } from './listing';
import type { ListedReport } from './listing';

const [BEGIN, END] = ['<!--neighbors-->', '<!--/neighbors-->'];
const PLACES = new RegExp(`${BEGIN}[^]*?${END}`, 'g');

/**
 * The place for links to other reports, which are there only once all reports have been written.
 *
 * @param label Names these links for screen readers; each place in a page has a name of its own.
 */
export const neighborsPlace = (label: string): Html => html`<nav class="neighbors" aria-label="${label}">
  ${new Html(BEGIN + linksTo(undefined, undefined).text + END)}
</nav>`;

/**
 * Links the pages of a folder to each other: the full reports to the one before and the one after, all to the index.
 *
 * @param folder The reports' folder.
 */
export function linkNeighbors(folder: string): void {
  const { reports } = listReports(folder);
  const pages = reports.filter(({ hasPage }) => hasPage);
  const full = pages.filter((report) => !isTrial(report));
  for (const report of pages) {
    const place = full.indexOf(report);
    const [before, after] = place < 0 ? [] : [full[place - 1], full[place + 1]];
    const file = join(folder, `${report.file}.html`);
    const page = readFileSync(file, 'utf8');
    const linked = page.replace(PLACES, () => BEGIN + linksTo(before, after).text + END);
    if (linked !== page) writeWhole(file, linked);
  }
}

function linksTo(before: ListedReport | undefined, after: ListedReport | undefined): Html {
  const link = (report: ListedReport, rel: 'prev' | 'next', mark: string): Html =>
    html`<a href="${report.file}.html" rel="${rel}">${rel === 'prev' && mark}${report.record.title}${rel === 'next' && mark}</a>`;
  return html`<a href="index.html">All reports</a>${before && link(before, 'prev', '← ')}${after && link(after, 'next', ' →')}`;
}
