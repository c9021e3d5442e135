import { parseFragment, serialize } from 'parse5';
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { UserError } from '../errors';
import { figureLabel } from '../figures/figure';
import type { FigureKind } from '../figures/figure';
import { Html, html } from '../html';

type TreeElement = Tree.Element;
type Parent = Tree.ParentNode;

/** A report's body, ready for its page. */
export interface PreparedBody {
  readonly html: Html;
  /** Whether it needs the figures' script and style. */
  readonly hasFigures: boolean;
}

/**
 * Makes one page of the outputs of many cells: numbers the captions of figures and tables in their order, writes the numbers into links (`[the figure below](#fig-losses)` becomes `Figure 3`), gives
 * headings links to themselves, and keeps each embedded image once, though several figures define it.
 *
 * @param source The sections of the report; figures are `<figure id="fig-losses" data-kind="figure">` as `Figure` makes
 *   them.
 * @returns The body's HTML, complete.
 * @throws UserError naming an id that a link refers to without being there, or while several figures have it.
 */
export function prepareBody(source: Html): PreparedBody {
  const fragment = parseFragment(source.text);
  const images = new Set<string>();
  removeElements(fragment, (element) => isRepeated(element, images));
  const elements = [...elementsIn(fragment)];
  const figures = elements.filter((element) => classesOf(element).includes('faces-figure'));
  const labels = numberFigures(figures);
  for (const element of elements) {
    if (element.tagName === 'a') labelLink(element, labels);
    if (/^h[23]$/.test(element.tagName)) addAnchor(element);
  }
  return { html: new Html(serialize(fragment)), hasFigures: figures.length > 0 };
}

/** In the place of a label: figures without ids of their own and with the same caption. No link can mean one of them. */
const AMBIGUOUS = '';

/** Numbers figures and tables apart. @returns The label of each, such as `Figure 3`, by id. */
function numberFigures(figures: readonly TreeElement[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const counts = { figure: 0, table: 0 };
  for (const figure of figures) {
    const id = attribute(figure, 'id') ?? '';
    const kind = attribute(figure, 'data-kind') as FigureKind;
    const label = figureLabel(kind, ++counts[kind]);
    if (labels.has(id)) {
      labels.set(id, AMBIGUOUS);
      setId(figure, (n) => labels.has(`${id}-${n}`));
    }
    labels.set(attribute(figure, 'id') ?? '', label);
    const caption = figure.childNodes.filter(isElement).find(({ tagName }) => tagName === 'figcaption');
    const number = caption?.childNodes.filter(isElement).find((one) => classesOf(one).includes('faces-number'));
    if (number) setText(number, `${label}.`);
  }
  return labels;
}

/**
 * What a link to a figure says where figures have no numbers, as in a notebook's text; the report has the number
 * instead. Other words stay.
 */
const UNNUMBERED = /^((the )?(figure|table)( above| below)?)?$/i;

function labelLink(link: TreeElement, labels: ReadonlyMap<string, string>): void {
  const [, id] = /^#((?:fig|tbl)-.+)$/.exec(decoded(attribute(link, 'href') ?? '')) ?? [];
  if (id === undefined) return;
  const label = labels.get(id);
  if (label === undefined) throw new UserError(`The text refers to '#${id}', but no figure or table has that id.`);
  if (label === AMBIGUOUS) throw new UserError(`Two figures of the report have the id '${id}'. Give each its own.`);
  const text = link.childNodes.map((node) => ('value' in node ? node.value : '-')).join('');
  if (UNNUMBERED.test(text)) setText(link, label);
}

/** A heading's link to itself, to copy. */
function addAnchor(heading: TreeElement): void {
  const id = attribute(heading, 'id');
  if (id === undefined || classesOf(heading).includes('visually-hidden')) return;
  const anchor = html`<a class="anchor" href="#${id}" aria-label="Link to this section">#</a>`;
  const [element] = parseFragment(anchor.text).childNodes;
  heading.childNodes.push({ ...element!, parentNode: heading });
}

/** Figures embed what they show as `<image id="pic-HASH">`, or `<g>` where lines stand for a photo, and draw it by that name. */
function isRepeated(image: TreeElement, seen: Set<string>): boolean {
  const id = attribute(image, 'id');
  if (!id?.startsWith('pic-')) return false;
  const isKnown = seen.has(id);
  seen.add(id);
  return isKnown;
}

const isElement = (node: Tree.ChildNode): node is TreeElement => 'tagName' in node;

const attribute = ({ attrs }: TreeElement, name: string): string | undefined =>
  attrs.find((one) => one.name === name)?.value;

const classesOf = (element: TreeElement): string[] => attribute(element, 'class')?.split(/\s+/) ?? [];

function* elementsIn(parent: Parent): Generator<TreeElement> {
  for (const child of parent.childNodes.filter(isElement)) {
    yield child;
    yield* elementsIn(child);
  }
}

function removeElements(parent: Parent, isRemoved: (element: TreeElement) => boolean): void {
  parent.childNodes = parent.childNodes.filter((node) => !isElement(node) || !isRemoved(node));
  for (const child of parent.childNodes.filter(isElement)) removeElements(child, isRemoved);
}

/** An address as its author wrote it: Markdown encodes letters of other scripts. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** Gives an element the first id of `id-2`, `id-3`, ... that is not taken. */
function setId({ attrs }: TreeElement, isTaken: (n: number) => boolean): void {
  const id = attrs.find(({ name }) => name === 'id');
  let n = 2;
  while (isTaken(n)) n++;
  if (id) id.value = `${id.value}-${n}`;
}

function setText(element: TreeElement, value: string): void {
  element.childNodes = [{ nodeName: '#text', value, parentNode: element }];
}
