import { withoutUnsafeInLines } from '../../diagnostics/index.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as content or attribute of SVG or HTML, without what is not text: XML refuses it, and browsers act on it. */
export function escapeMarkup(text: string): string {
  return withoutUnsafeInLines(text).replaceAll(/[&<>"']/gu, (character) => entities[character] ?? character);
}

type Attributes = Readonly<Record<string, string | number>>;

/** An element; `content` is markup already. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? coordinate(value) : escapeMarkup(value)}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** Elements that share attributes, each of which need not say them. */
export function group(attributes: Attributes, parts: readonly string[]): string {
  return parts.length === 0 ? '' : element('g', attributes, parts.join(''));
}

/** Straight lines in one element. */
export function strokes(
  lines: readonly (readonly [x1: number, y1: number, x2: number, y2: number])[],
  attributes: Attributes,
): string {
  const drawn = lines.map((each) => {
    const [x1, y1, x2, y2] = each.map(coordinate);
    return `M${x1} ${y1}${y1 === y2 ? `H${x2}` : x1 === x2 ? `V${y2}` : `L${x2} ${y2}`}`;
  });
  if (drawn.length === 0) return '';
  return element('path', { d: drawn.join(''), stroke: 'currentColor', ...attributes });
}

/** What a picture's root says of all its texts, so that none has to say it again. */
export const textDefaults: Attributes = { fill: 'currentColor', 'font-size': 12 };

/** A text at a place, in the color and size of `textDefaults` unless others are given. */
export function label(x: number, y: number, text: string, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, escapeMarkup(text));
}

/** A tenth of a pixel is as fine as anybody sees, and the same on every machine. */
function coordinate(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** About how wide a text is drawn: fonts differ, so this is on the wide side. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text)
    width += /[ilj.,:;'|!]/u.test(character)
      ? 0.32
      : /[mwMW—]/u.test(character)
        ? 0.92
        : /[\u1100-\uffff]/u.test(character)
          ? 1
          : 0.58;
  return width * size;
}

/** The same in bold. */
export function boldWidth(text: string, size: number): number {
  return 1.2 * textWidth(text, size);
}

/** The text, cut with a mark where it would be wider; `widthOf` is that of its weight. */
export function fitted(text: string, size: number, width: number, widthOf = textWidth): string {
  if (widthOf(text, size) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 1 && widthOf(`${characters.join('')}…`, size) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** The text in lines that are no wider. */
export function wrapped(text: string, size: number, width: number, widthOf = textWidth): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || widthOf(longer, size) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map((each) => fitted(each, size, width, widthOf));
}
