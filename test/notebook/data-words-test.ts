import assert from 'node:assert/strict';
import {
  dataWords,
  describeData,
  describeTraining,
  trainingLength,
  trainingWords,
} from '../../lib/notebook/data-words';
import type { ExperimentData } from '../../lib/runs/experiment';
import { toy } from '../runs/toy';
import { matchSnapshot } from '../snapshot';

describe('notebook/data-words', () => {
  const data = (generated: boolean): ExperimentData =>
    ({
      training: { faces: new Array(1864).fill({ labels: {} }) },
      validation: { faces: new Array(48).fill({ labels: {} }) },
      set: { title: 'IMM Face Database', generated },
      split: 'by person (1-32 / 33-40)',
    }) as unknown as ExperimentData;

  it("counts the optimizer's steps, with and without the last, smaller batch", () => {
    assert.equal(trainingLength({ epochs: 2, batchSize: 16 }, 100).steps, 7);
    assert.equal(trainingLength({ epochs: 2, batchSize: 16, dropLast: true }, 100).steps, 6);
    assert.equal(trainingLength({ epochs: 2, batchSize: 16, augmentationRepeats: 8 }, 100).steps, 56);
  });

  it('says who is in the validation data, and whether the training data has them too', () => {
    const faces = (people: number[], poses = 2) =>
      people.flatMap((person) =>
        Array.from({ length: poses }, (_, pose) => ({
          labels: { person: `${person}`, pose: `${pose}`, sex: person === 1 ? 'female' : 'male' },
        })),
      );
    const words = (training: number[], validation: object[]) =>
      dataWords({
        ...data(false),
        training: { faces: faces(training) },
        validation: { faces: validation },
      } as unknown as ExperimentData).replace(/^.*?validation\*\*, split .*?\)\. /, '');
    const texts = [
      words([4, 5], faces([1, 2, 3])),
      words([1, 2], faces([1, 2])),
      words([2], faces([1, 2])),
      words([4], faces([3], 1)),
      words([4], faces([2, 3]).slice(1)),
    ];
    matchSnapshot(texts.join('\n\n'), 'people.md');
  });

  it('describes data and training', () => {
    const texts = [dataWords(data(false)), dataWords(data(true))];
    const lengths = [
      trainingLength({ epochs: 15, batchSize: 16 }, 192),
      trainingLength({ epochs: 1, batchSize: 64 }, 64),
      trainingLength({ epochs: 15, batchSize: 16, augmentationRepeats: 8 }, 192),
    ];
    matchSnapshot([...texts, ...lengths.map(trainingWords)].join('\n\n'), 'data.md');
    assert.equal(describeData(data(true)).markdown, dataWords(data(true)));
    assert.equal(describeTraining(toy.training(toy.defaults), data(false)).markdown.split(' ')[0], '3');
  });
});
