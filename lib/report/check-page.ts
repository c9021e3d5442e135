import type { CheckResult } from '../datasets/check/check';
import type { FindingKind } from '../datasets/check/finding';
import type { Decision, OwnData, Problem } from '../datasets/own/own-data';
import type { Figure } from '../figures/figure';
import { findingGallery } from '../figures/finding-gallery';
import { FINDING_KINDS, findingLine } from '../figures/finding-words';
import { figuresScript, figuresStyle } from '../figures/runtime';
import { table } from '../figures/table';
import { count, fixed, formatDate, pluralOf } from '../format';
import { html, slug } from '../html';
import type { Html } from '../html';
import { subjectOf } from '../landmarks/landmark-set';
import { pageHtml } from './page-html';

/** Findings of one kind that are shown in pictures; further ones are listed. */
const PICTURES = 60;

/** Photos without annotation that are named. */
const NAMES = 20;

/**
 * The page that `npm run check-data` writes: what was read and decided, what could not be read, and pictures of what may
 * be wrong. It is self-contained.
 *
 * @param data As it was read.
 * @param result What was found in it.
 * @param date When, as `Date.toISOString` gives it.
 * @returns HTML from the doctype on.
 */
export async function checkPage(data: OwnData, result: CheckResult, date: string): Promise<string> {
  const title = `Check of ${data.set.title}`;
  const problems = [...data.report.problems, ...result.problems];
  const numbers = { figure: 0, table: 0 };
  const show = (figure: Figure): Html => figure.html(++numbers[figure.kind]);
  const body = html`<main class="index" id="main">
    <div class="page-controls"><button type="button" data-action="theme">Dark</button></div>
    <h1>${title}</h1>
    <p>${checkSummary(data, result)} ${formatDate(date)}.</p>
    ${
      problems.length > 0 &&
      html`<h2 id="problems">What could not be read</h2>
        ${show(problemsTable(problems))}`
    }
    ${await findingSections(data, result, show)}
    <h2 id="data">What was read</h2>
    ${show(formatsTable(data))} ${leftOutList(data)}
    <h2 id="decisions">What the annotations do not say</h2>
    <p>Where this is not what you want, say so in <code>landmarks.json</code> beside the photos.</p>
    ${show(decisionsTable(data.decisions))}
  </main>`;
  return pageHtml({ title, body, style: figuresStyle(), scripts: [figuresScript()] });
}

/** What was read and found, in two or three sentences. */
export function checkSummary({ set, report }: OwnData, { findings, problems }: CheckResult): string {
  const { present, missing } = report.landmarks;
  const photos = new Set(set.faces.map(({ photo }) => photo)).size;
  const subjects = count(set.faces.length, subjectOf(set.landmarkSet));
  const unread = report.problems.length + problems.length;
  return [
    `${subjects} with ${count(set.landmarkSet.count, 'landmark')} in ${count(photos, 'photo')}`,
    missing > 0 ? `, ${fixed(missing, 0)} of ${fixed(present + missing, 0)} landmarks missing.` : '.',
    unread > 0 ? ` ${count(unread, 'entry', 'entries')} could not be read.` : '',
    findings.length > 0 ? ` ${count(findings.length, 'doubt')} to look at.` : ' No doubts.',
  ].join('');
}

function problemsTable(problems: readonly Problem[]): Figure {
  const columns = [
    { title: 'File', value: ({ place }: Problem) => place },
    { title: 'What is wrong', value: ({ problem }: Problem) => problem },
    { title: 'What to do', value: ({ remedy }: Problem) => remedy },
  ];
  return table(problems, columns, `${count(problems.length, 'entry', 'entries')} that could not be read.`);
}

async function findingSections(
  { set }: OwnData,
  { findings }: CheckResult,
  show: (figure: Figure) => Html,
): Promise<Html[]> {
  const kinds = Object.keys(FINDING_KINDS) as FindingKind[];
  const sections: Html[] = [];
  for (const kind of kinds) {
    const all = findings.filter((one) => one.kind === kind);
    if (all.length === 0) continue;
    const { title, advice } = FINDING_KINDS[kind];
    const shown = all.slice(0, PICTURES);
    const figure = await findingGallery(shown, set, `${title}: ${captionOf(shown.length, all.length)}.`);
    const rest = all.slice(PICTURES).map((one) => html`<li>${findingLine(one, set)}</li>`);
    sections.push(html`<h2 id="${slug(title)}">${title}</h2>
      <p>${advice}</p>
      ${show(figure)} ${rest.length > 0 && html`<ul>${rest}</ul>`}`);
  }
  return sections;
}

const captionOf = (shown: number, all: number): string =>
  shown === all
    ? count(all, 'doubt')
    : `the first ${fixed(shown, 0)} of ${count(all, 'doubt')}; the others are listed below`;

function formatsTable({ report: { formats }, set }: OwnData): Figure {
  const subjects = pluralOf(subjectOf(set.landmarkSet));
  type Row = (typeof formats)[number];
  const columns = [
    { title: 'Format', value: ({ format }: Row) => format },
    { title: 'Files', value: ({ files }: Row) => files },
    { title: capital(subjects), value: ({ faces }: Row) => faces },
  ];
  return table(formats, columns, `Annotation files and ${subjects} by format.`);
}

function leftOutList({ report: { leftOut, withoutAnnotation } }: OwnData): Html | null {
  const lines = leftOut.map(({ what, number }) => `Left out: ${fixed(number, 0)} ${what}.`);
  const names = withoutAnnotation.slice(0, NAMES).join(', ') + (withoutAnnotation.length > NAMES ? ', ...' : '');
  if (names) lines.push(`${count(withoutAnnotation.length, 'photo')} without annotation: ${names}.`);
  return lines.length > 0 ? html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>` : null;
}

function decisionsTable(decisions: readonly Decision[]): Figure {
  const columns = [
    { title: 'What', value: ({ topic }: Decision) => topic },
    { title: 'Taken as', value: ({ value }: Decision) => value },
    { title: 'Because of', value: ({ basis }: Decision) => basis },
  ];
  return table(decisions, columns, 'What was worked out from the data, or read from landmarks.json.');
}

const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;
