/** What a comment on GitHub may have, in characters. */
const longest = 65_536;
const cutNote = (count) =>
  `\n\n**Left out, because a comment has at most 65,536 characters:** the last ${count} folded sections; the artifact of this run has the whole report.`;

/** Hidden in the comment, so that the next run finds it: one for each title. */
export function markerOf(title) {
  return `<!-- crossover: ${title.replaceAll(/[^\w .]/gu, '_')} -->`;
}

/** The whole comment: what changed, then what the policy says; the last folded sections are left out where it is too long. */
export function commentBody({ title, compared, checked, runUrl }) {
  const link = runUrl === '' ? '' : `\n\n<sub>[Reports of this run](${runUrl})</sub>`;
  const head = `${markerOf(title)}\n## ${title.replaceAll(/[<>&[\]\\*_\x60@#]/gu, ' ')}\n\n`;
  const parts = [checked, compared].filter((part) => part !== '').map((part) => part.trim());
  const whole = `${head}${parts.join('\n\n')}${link}\n`;
  if (whole.length <= longest) return whole;
  const blocks = parts.join('\n\n').split(/\n\n(?=<details>)/u);
  let left = 0;
  while (
    blocks.length > 1 &&
    lengthOf(blocks) + head.length + link.length + cutNote(left).length + 8 > longest
  ) {
    blocks.pop();
    left += 1;
  }
  const room = longest - head.length - link.length - cutNote(left).length - 8;
  return `${head}${blocks.join('\n\n').slice(0, room)}${cutNote(left)}${link}\n`;
}

function lengthOf(blocks) {
  return blocks.reduce((sum, block) => sum + block.length + 2, 0);
}
