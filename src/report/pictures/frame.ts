import { boldWidth, element, label, wrapped } from './svg.ts';

/** The part of a picture that is below its title. */
export interface Body {
  readonly height: number;
  readonly markup: string;
}

const sizes = { title: 16, subtitle: 12 } as const;
const lineHeight = 20;

/** A whole picture: title and subtitle above the body, with the words that a screen reader says. */
export function frame(
  { title, subtitle }: { readonly title: string; readonly subtitle: string },
  body: Body,
  width: number,
): { readonly height: number; readonly markup: string } {
  const titles = wrapped(title, sizes.title, width - 8, boldWidth);
  const subtitles = wrapped(subtitle, sizes.subtitle, width - 8);
  const top = titles.length * lineHeight + subtitles.length * 16 + 14;
  const markup = [
    ...titles.map((line, index) =>
      label(0, 16 + index * lineHeight, line, { 'font-size': sizes.title, 'font-weight': 600 }),
    ),
    ...subtitles.map((line, index) =>
      label(0, 16 + titles.length * lineHeight + index * 16 - 4, line, {
        'font-size': sizes.subtitle,
        'fill-opacity': 0.75,
      }),
    ),
    element('g', { transform: `translate(0 ${top})` }, body.markup),
  ].join('');
  return { height: top + body.height, markup };
}
