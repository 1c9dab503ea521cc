import { drawLines } from './draw-lines.ts';
import { drawMap } from './draw-map.ts';
import { drawRanges } from './draw-ranges.ts';
import { drawStack } from './draw-stack.ts';
import { frame, type Body } from './frame.ts';
import type { Picture } from './picture.ts';
import { element, escapeMarkup, textDefaults } from './svg.ts';

const font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const margin = 20;
const between = 36;

/** A picture as an SVG element within a page, whose font and text color it takes. */
export function drawInPage(picture: Picture, width: number): string {
  const { height, markup } = frame(picture, bodyOf(picture, width), width);
  const words = `${picture.title}. ${picture.subtitle}`;
  return element(
    'svg',
    {
      viewBox: `0 0 ${width} ${Math.ceil(height)}`,
      width,
      height: Math.ceil(height),
      role: 'img',
      'aria-label': words,
      ...textDefaults,
    },
    markup,
  );
}

/** Pictures below each other, as an SVG file on white. */
export function drawFile(title: string, pictures: readonly Picture[], width = 760): string {
  let y = margin;
  const drawn = pictures.map((picture) => {
    const { height, markup } = frame(picture, bodyOf(picture, width - 2 * margin), width - 2 * margin);
    const group = element('g', { transform: `translate(${margin} ${y})` }, markup);
    y += height + between;
    return group;
  });
  const height = Math.ceil(y - between + margin);
  const content = `<title>${escapeMarkup(title)}</title>${element('rect', { width, height, fill: '#ffffff' })}${drawn.join('')}`;
  return `${element('svg', { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', color: '#1a1a1a', 'font-family': font, ...textDefaults }, content)}\n`;
}

function bodyOf(picture: Picture, width: number): Body {
  switch (picture.picture) {
    case 'lines':
      return drawLines(picture, width);
    case 'stack':
      return drawStack(picture, width);
    case 'ranges':
      return drawRanges(picture, width);
    case 'map':
      return drawMap(picture, width);
  }
}
