import type { Cell, Row } from '../../document/document.ts';

type Paint = (text: string) => string;

/** The colours of a report, or none; never what this process believes of its terminal. */
export interface Palette {
  readonly tone: Readonly<Record<NonNullable<Cell['tone']>, Paint>>;
  readonly row: Readonly<Record<Row['role'], Paint>>;
  readonly title: Paint;
  readonly heading: Paint;
  readonly columnTitle: Paint;
  readonly label: Paint;
  readonly remark: Paint;
}

export function createPalette(level: 0 | 1 | 2 | 3): Palette {
  const paint = level === 0 ? () => plain : painted;
  const [bold, dim] = [paint('bold'), paint('dim')];
  const good = paint('bold', 'green');
  return {
    tone: { good, warning: paint('yellow'), strong: bold, muted: dim },
    row: { plain, chosen: good, total: bold, muted: dim },
    title: bold,
    heading: paint('bold', 'cyan'),
    columnTitle: dim,
    label: dim,
    remark: dim,
  };
}

function plain(text: string): string {
  return text;
}

/** The numbers with which terminals turn a style on and off (ECMA-48, "select graphic rendition"): every one has these. */
const styles = {
  bold: [1, 22],
  dim: [2, 22],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** Each line by itself, so that what stands beside it keeps its own style; what ends within the text goes on behind that. */
function painted(...names: readonly (keyof typeof styles)[]): Paint {
  const on = names.map((name) => code(styles[name][0]));
  const off = names.map((name) => code(styles[name][1]));
  const [start, end] = [on.join(''), off.toReversed().join('')];
  return (text) => {
    if (text === '') return text;
    const resumed = names.reduceRight(
      (made, _, index) => made.replaceAll(off[index] ?? '', `${off[index]}${on[index]}`),
      text,
    );
    return `${start}${resumed.replaceAll(/\r?\n/gu, (line) => `${end}${line}${start}`)}${end}`;
  };
}

function code(number: number): string {
  return `\u001B[${number}m`;
}
