import { count, fixed } from '../../format';
import type { FaceSet, Finding } from '../../landmarks/face';
import { subjectOf } from '../../landmarks/landmark-set';

/** Whether the first file that is left out or in doubt ends everything: the environment variable `FACES_STRICT` is 1. */
export const isStrict = (): boolean => process.env.FACES_STRICT === '1';

/** A finding in one line. */
export const findingLine = ({ place, problem, remedy }: Pick<Finding, 'place' | 'problem' | 'remedy'>): string =>
  `${place}: ${problem}. ${remedy}`;

/**
 * How much of a set was read: `IMM Face Database: 238 of 240 faces (data/imm_face_db)`.
 *
 * @param set With its reading.
 */
export function readingLine({ title, folder, reading, faces, landmarkSet }: FaceSet): string {
  const subject = subjectOf(landmarkSet);
  const { read, expected } = reading ?? { read: faces.length, expected: faces.length };
  const of = read === expected ? `all ${count(read, subject)}` : `${fixed(read, 0)} of ${count(expected, subject)}`;
  return `${title}: ${of} (${folder})`;
}

/** Findings that a notice lists; the report has all of them. */
const LISTED = 30;

/** What a person must be told about a set; empty if it is complete and nothing is in doubt. */
export function readingNotice(set: FaceSet): string {
  const { read, expected, findings } = set.reading!;
  if (read === expected && findings.length === 0) return '';
  const lines = findings.slice(0, LISTED).map((finding) => `  ${finding.kind}: ${findingLine(finding)}`);
  const more = findings.length > LISTED ? [`  and ${findings.length - LISTED} more, which the report lists`] : [];
  return [`${readingLine(set)}.`, ...lines, ...more].join('\n');
}
