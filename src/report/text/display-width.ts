// oxlint-disable-next-line no-control-regex -- colours are written with control characters
const colours = /\u001b\[[0-9;]*m/gu;
/** What most texts are made of, each a column wide: letters, dashes, dots, quotes, the euro, arrows, signs, lines of boxes. */
const plain = /^[ -~\u00a0-\u02ff\u2010-\u2027\u20ac\u2190-\u22ff\u2500-\u25ff]*$/;
const combining = /\p{Mark}/u;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u;

/** How many columns of a terminal a text takes; colours take none. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  const visible = text.replaceAll(colours, '');
  if (plain.test(visible)) return visible.length;
  let width = 0;
  for (const character of visible) width += combining.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}
