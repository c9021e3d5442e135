import type { OwnData } from '../../lib/datasets/own/own-data';
import { imm58 } from '../../lib/landmarks/imm58';
import { checkPage, checkSummary } from '../../lib/report/check-page';
import { matchSnapshot } from '../snapshot';

const problem = { place: 'a.pts, line 3', problem: 'expected <x> and y', remedy: 'Correct the entry.' };
const data: OwnData = {
  set: {
    title: 'mine',
    landmarkSet: imm58,
    faces: [],
    groupName: 'photo',
    generated: false,
    folder: 'mine',
    checksum: '',
  },
  crop: 'photo',
  decisions: [{ topic: 'Mirror pairs', value: 'none', basis: 'landmarks.json', given: true }],
  report: {
    formats: [{ format: 'table (CSV)', files: 1, faces: 0 }],
    photos: 2,
    withoutAnnotation: ['b.jpg'],
    landmarks: { present: 50, missing: 8 },
    leftOut: [{ what: 'annotations without landmarks', number: 2 }],
    problems: [problem],
  },
};

describe('the page of check-data', () => {
  it('says what was read, decided, left out and wrong', async () => {
    const page = await checkPage(data, { findings: [], problems: [] }, '2026-01-02T03:04:05Z');
    const text = page
      .slice(page.indexOf('<main'), page.indexOf('</main>'))
      .replace(/\s*<[^>]*>\s*/g, '\n')
      .replace(/\n+/g, '\n');
    matchSnapshot(text, 'check-page.txt');
  });

  it('sums up what was found', () => {
    const finding = { kind: 'box', face: 0 } as const;
    const clean = { ...data, report: { ...data.report, problems: [] } };
    matchSnapshot(
      [
        checkSummary(data, { findings: [finding, finding], problems: [problem] }),
        checkSummary(clean, { findings: [finding], problems: [] }),
        checkSummary(clean, { findings: [], problems: [] }),
      ].join('\n'),
      'check-summary.txt',
    );
  });
});
