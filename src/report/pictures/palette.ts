/** Okabe and Ito's colors: told apart with every kind of color vision, on a light ground and on a dark one. */
const colors = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#8c6bb1',
  '#7f7f7f',
] as const;
/** Lines are told apart without color, too. */
const dashes = ['', '7 3', '2 3', '9 3 2 3', '12 4', '4 2', '1 4', '6 6'] as const;

export function colorOf(index: number): string {
  return colors[index % colors.length] ?? colors[0];
}

export function dashOf(index: number): string {
  return dashes[index % dashes.length] ?? '';
}

/** Of a text on the color. */
export function textOn(index: number): string {
  return [0, 6].includes(index % colors.length) ? '#ffffff' : '#000000';
}
