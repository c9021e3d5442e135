import { DataError } from '../errors';
import { Html } from '../html';
import type { Attachments } from './attachments';
import type { TryItData } from './try-it/data';

/** Bytes that a published page may have: it is kept in the repository. */
const PUBLISHED_SIZE = 4_000_000;

/** Images of weights, which are the only ones that a published page may have. */
const OF_WEIGHTS = /<image id="[\w-]+" data-shows="weights"[^>]*>/g;

/** Any other image with pixels, in whatever element or style. */
const PIXELS = /data:image\/(?!svg)[\w.+-]+/i;

/**
 * Makes sure that no pixel of a photo gets into a page for sharing.
 *
 * @param body The page's body, without the networks to try.
 * @param tryIt The networks and the faces to try them on.
 * @throws DataError when the body has an image that is not of weights, or the faces were not drawn by a program.
 * @example checkWithheld(html`<p>No image.</p>`, undefined)
 */
export function checkWithheld(body: Html, tryIt: unknown): void {
  const [found] = PIXELS.exec(body.text.replace(OF_WEIGHTS, '')) ?? [];
  if (found !== undefined) {
    throw new DataError(
      `The report has an image (${found}) that may be made of a photo, so it is not published. ` +
        'Make images with pageImage(), which draws lines instead.',
    );
  }
  if (tryIt !== undefined && (tryIt as TryItData).areDrawn !== true) {
    throw new DataError('The networks to try come with faces of photos, so the report is not published.');
  }
}

/** Dark rims make marks visible on bright photos. */
const RIMS = /<path class="faces-[\w-]+-halo"[^>]*><\/path>/g;

/**
 * The body without what only photos need: rims are a tenth of a page.
 *
 * @param body The page's body.
 * @example withoutRims(html`<path class="faces-truth-halo" d="M0 0"></path>`).text // ''
 */
export const withoutRims = (body: Html): Html => new Html(body.text.replace(RIMS, ''));

/**
 * Leaves out networks to try, the last ones first, until the page is small enough.
 *
 * @param attachments Of the report.
 * @param render Makes the page.
 * @param limit In bytes.
 * @returns The page.
 * @throws DataError when even the page without networks is too large.
 */
export async function fittingPage(
  attachments: Attachments,
  render: (attachments: Attachments) => Promise<string>,
  limit = PUBLISHED_SIZE,
): Promise<string> {
  const page = await render(attachments);
  const size = Buffer.byteLength(page);
  if (size <= limit) return page;
  const { tryIt, ...others } = attachments;
  if (tryIt === undefined) {
    throw new DataError(`The page has ${size} bytes, though a published one may have ${limit} at most.`);
  }
  return fittingPage(withoutLast(tryIt as TryItData, others), render, limit);
}

/** What a reader is told where a network is missing. */
const LEFT_OUT = ' Another network is left out here to keep the page small.';

function withoutLast(tryIt: TryItData, others: Attachments): Attachments {
  const kept = tryIt.networks.slice(0, -1);
  const [first, ...further] = kept;
  if (!first) return others;
  const about = first.about.endsWith(LEFT_OUT) ? first.about : first.about + LEFT_OUT;
  const faces = tryIt.faces.map((face) => ({ ...face, views: face.views.slice(0, kept.length) }));
  return { ...others, tryIt: { ...tryIt, networks: [{ ...first, about }, ...further], faces } };
}
