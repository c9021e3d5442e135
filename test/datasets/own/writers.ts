import type { Box, Size } from '../../../lib/geometry';

/** A face to be written in some format. */
export interface Drawn extends Size {
  /** Path of the photo, relative to the folder. */
  readonly photo: string;
  readonly box: Box;
  /** Continuous coordinates in pixels; null for missing landmarks. */
  readonly points: readonly (readonly [number, number] | null)[];
}

/** A file of annotations, with its path relative to the folder. */
export interface Written {
  readonly name: string;
  readonly text: string;
}

/** Writes faces in one format, by that format's own convention of coordinates. */
export interface Writer {
  readonly format: string;
  /** How far coordinates may be off that were written and read again, in pixels. */
  readonly tolerance: number;
  /** Whether landmarks have names, can be missing, can be of several faces in a photo, and have boxes. */
  readonly named: boolean;
  readonly missing: boolean;
  readonly several: boolean;
  readonly boxes: boolean;
  /** Fewest landmarks. */
  readonly fewest: number;
  write(faces: readonly Drawn[], names: readonly string[]): Written[];
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const stem = (path: string): string => path.replace(/\.[^./]*$/, '');
const base = (path: string): string => path.split('/').pop()!;

function byPhoto(faces: readonly Drawn[]): Drawn[][] {
  const photos = new Map<string, Drawn[]>();
  for (const face of faces) photos.set(face.photo, [...(photos.get(face.photo) ?? []), face]);
  return [...photos.values()];
}

/** The landmarks that are there, with their names. */
const present = (face: Drawn, names: readonly string[]) =>
  face.points.flatMap((point, i) => (point ? [{ name: names[i]!, x: point[0], y: point[1], i }] : []));

const imglab: Writer = {
  format: 'imglab XML (dlib)',
  tolerance: 0.5,
  named: true,
  missing: true,
  several: true,
  boxes: true,
  fewest: 1,
  write: (faces, names) => {
    const images = byPhoto(faces).map((ones) => {
      const boxes = ones.map((face) => {
        const { x, y, width, height } = face.box;
        const parts = present(face, names).map(
          (one) => `<part name='${escape(one.name)}' x='${Math.round(one.x - 0.5)}' y='${Math.round(one.y - 0.5)}'/>`,
        );
        return `<box top='${y}' left='${x}' width='${width}' height='${height}'>${parts.join('')}</box>`;
      });
      return `<image file='${escape(ones[0]!.photo)}'>${boxes.join('\n')}</image>`;
    });
    const text = `<?xml version='1.0' encoding='UTF-8'?>\n<dataset><images>${images.join('\n')}</images></dataset>`;
    return [{ name: 'labels.xml', text }];
  },
};

const pts: Writer = {
  format: 'points file (.pts)',
  tolerance: 0.005,
  named: false,
  missing: true,
  several: false,
  boxes: false,
  fewest: 1,
  write: (faces) =>
    faces.map(({ photo, points }) => {
      const lines = points.map((point) => (point ? point.map((v) => (v + 0.5).toFixed(3)).join(' ') : 'nan nan'));
      const text = ['version: 1', `n_points: ${points.length}`, '{', ...lines, '}', ''].join('\n');
      return { name: `${stem(photo)}.pts`, text };
    }),
};

const asf: Writer = {
  format: 'AAM shape file (.asf)',
  tolerance: 0.005,
  named: false,
  missing: false,
  several: false,
  boxes: false,
  fewest: 1,
  write: (faces) =>
    faces.map(({ photo, points, width, height }) => {
      const lines = points.map((point, i) => {
        const [x, y] = point!;
        return `0 \t0 \t${(x / width).toFixed(8)} \t${(y / height).toFixed(8)} \t${i} \t${i} \t${i}`;
      });
      const text = ['# AAM Shape File', '', String(points.length), '', ...lines, '', base(photo), ''].join('\r\n');
      return { name: `${stem(photo)}.asf`, text };
    }),
};

const coco: Writer = {
  format: 'COCO keypoints (JSON)',
  tolerance: 0.005,
  named: true,
  missing: true,
  several: true,
  boxes: true,
  fewest: 1,
  write: (faces, names) => {
    const photos = byPhoto(faces);
    const images = photos.map(([face], id) => {
      return { id, file_name: face!.photo, width: face!.width, height: face!.height };
    });
    const annotations = photos.flatMap((ones, image_id) =>
      ones.map(({ box, points }) => ({
        image_id,
        category_id: 1,
        bbox: [box.x, box.y, box.width, box.height],
        keypoints: points.flatMap((point, i) => (point ? [point[0] - 0.5, point[1] - 0.5, 1 + (i % 2)] : [0, 0, 0])),
        num_keypoints: points.filter(Boolean).length,
      })),
    );
    const categories = [{ id: 1, name: 'face', keypoints: names, skeleton: names.length > 1 ? [[1, 2]] : [] }];
    const numbered = annotations.map((annotation, id) => ({ id, ...annotation }));
    return [{ name: 'coco.json', text: JSON.stringify({ images, annotations: numbered, categories }) }];
  },
};

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const csv: Writer = {
  format: 'table (CSV)',
  tolerance: 0.005,
  named: true,
  missing: true,
  several: true,
  boxes: true,
  fewest: 1,
  write: (faces, names) => {
    const header = ['file', ...names.flatMap((name) => [quoted(`${name}_x`), quoted(`${name}_y`)])];
    const rows = faces.map(({ photo, points, box }) => [
      quoted(photo),
      ...points.flatMap((point) => (point ? point.map((v) => String(v - 0.5)) : ['', ''])),
      ...[box.x, box.y, box.width, box.height],
    ]);
    const lines = [[...header, 'left', 'top', 'width', 'height'], ...rows].map((row) => row.join(','));
    return [{ name: 'landmarks.csv', text: `\ufeff${lines.join('\r\n')}\r\n` }];
  },
};

const numberedCsv: Writer = {
  ...csv,
  named: false,
  boxes: false,
  fewest: 1,
  write: (faces) => {
    const count = faces[0]!.points.length;
    const header = ['file', ...Array.from({ length: count }, (_, i) => [`x${i + 1}`, `y${i + 1}`]).flat()];
    const rows = faces.map(({ photo, points }) =>
      [photo, ...points.flatMap((point) => (point ? point.map((v) => String(v - 0.5)) : ['NaN', '']))].map((v) =>
        quoted(v),
      ),
    );
    return [{ name: 'points.csv', text: [header, ...rows].map((row) => row.join(';')).join('\n') }];
  },
};

const labelme: Writer = {
  format: 'LabelMe (JSON)',
  tolerance: 0.005,
  named: true,
  missing: true,
  several: true,
  boxes: true,
  fewest: 1,
  write: (faces, names) =>
    byPhoto(faces).map((ones) => {
      const shapes = ones.flatMap((face, group_id) => {
        const { x, y, width, height } = face.box;
        const corners = [
          [x + width, y],
          [x, y + height],
        ];
        return [
          { label: 'face', points: corners, group_id, shape_type: 'rectangle', flags: {} },
          ...present(face, names).map((one) => {
            return { label: one.name, points: [[one.x, one.y]], group_id, shape_type: 'point', flags: {} };
          }),
        ];
      });
      const { photo, width: imageWidth, height: imageHeight } = ones[0]!;
      const content = { version: '5.4.1', flags: {}, shapes, imagePath: base(photo), imageWidth, imageHeight };
      return { name: `${stem(photo)}.json`, text: JSON.stringify({ ...content, imageData: null }) };
    }),
};

const cvatImages = (faces: readonly Drawn[], shapes: (face: Drawn, group: number) => string): Written[] => {
  const images = byPhoto(faces).map((ones, id) => {
    const { photo, width, height } = ones[0]!;
    const content = ones.map((face, group) => {
      const { x, y, width, height } = face.box;
      const corners = `xtl="${x}" ytl="${y}" xbr="${x + width}" ybr="${y + height}"`;
      return `${shapes(face, group)}<box label="face" ${corners} occluded="0" group_id="${group}"></box>`;
    });
    return `<image id="${id}" name="${escape(photo)}" width="${width}" height="${height}">${content.join('\n')}</image>`;
  });
  const text = `<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n<version>1.1</version>\n${images.join('\n')}</annotations>`;
  return [{ name: 'annotations.xml', text }];
};

const cvatSkeletons: Writer = {
  format: 'CVAT for images (XML)',
  tolerance: 0.005,
  named: true,
  missing: true,
  several: true,
  boxes: true,
  fewest: 1,
  write: (faces, names) =>
    cvatImages(faces, (face, group) => {
      const points = face.points.map((point, i) => {
        const [x, y] = point ?? [0, 0];
        const visibility = `outside="${point ? 0 : 1}" occluded="${i % 2}"`;
        return `<points label="${escape(names[i]!)}" ${visibility} points="${x},${y}"><attribute name="a">b</attribute></points>`;
      });
      return `<skeleton label="face" group_id="${group}">${points.join('')}</skeleton>`;
    }),
};

const cvatPoints: Writer = {
  ...cvatSkeletons,
  named: false,
  missing: false,
  // A single point is a landmark with its label as its name.
  fewest: 2,
  write: (faces) =>
    cvatImages(faces, (face, group) => {
      const points = face.points.map((point) => point!.join(',')).join(';');
      return `<points label="face" occluded="0" points="${points}" group_id="${group}"></points>`;
    }),
};

/** A writer for each form of each format. */
export const writers: Readonly<Record<string, Writer>> = {
  imglab,
  '.pts': pts,
  '.asf': asf,
  COCO: coco,
  'CSV with names': csv,
  'CSV with numbers': numberedCsv,
  LabelMe: labelme,
  'CVAT with skeletons': cvatSkeletons,
  'CVAT with lists of points': cvatPoints,
};
