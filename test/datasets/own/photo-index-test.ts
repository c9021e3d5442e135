import assert from 'node:assert/strict';
import { PhotoIndex, WrongPhoto } from '../../../lib/datasets/own/photo-index';

describe('PhotoIndex', () => {
  const index = new PhotoIndex(['a/1.jpg', 'a/2.jpg', 'b/1.jpg', 'b/c/1.png', 'Große Fotos/É.JPG']);
  const cases: [title: string, written: string | null, annotation: string, expected: string][] = [
    ['from the annotation file’s folder', '1.jpg', 'b/labels.xml', 'b/1.jpg'],
    ['from the data’s folder', 'a/1.jpg', 'b/labels.xml', 'a/1.jpg'],
    ['above the annotation file’s folder', '../a/1.jpg', 'b/labels.xml', 'a/1.jpg'],
    ['by the end of an absolute path', 'D:\\x\\b\\1.jpg', 'labels.xml', 'b/1.jpg'],
    ['by its name', '/home/me/2.jpg', 'labels.xml', 'a/2.jpg'],
    ['with another ending', 'c/1.bmp', 'labels.xml', 'b/c/1.png'],
    ['without ending', 'a/2', 'labels.csv', 'a/2.jpg'],
    ['in other case and composition', 'grosse/../GROßE FOTOS/É.jpg'.normalize('NFD'), 'x.csv', 'Große Fotos/É.JPG'],
    ['beside the annotation', null, 'b/1.pts', 'b/1.jpg'],
    ['in another folder than the annotation', null, 'points/2.pts', 'a/2.jpg'],
  ];
  for (const [title, written, annotation, expected] of cases) {
    it(`finds a photo ${title}`, () => assert.equal(index.find(written, annotation), expected));
  }

  it('names what is missing or ambiguous', () => {
    const problem = (written: string | null, annotation: string, ...named: string[]) =>
      assert.throws(
        () => index.find(written, annotation),
        (error) => error instanceof WrongPhoto && named.every((name) => error.problem.includes(name)),
      );
    problem('3.jpg', 'x.csv', '3.jpg', 'not in the folder');
    problem(null, 'x/3.pts', 'the name 3', 'not in the folder');
    problem('1.jpg', 'x.csv', 'a/1.jpg', 'b/1.jpg');
  });
});
