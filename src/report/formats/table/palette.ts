import { Chalk } from 'chalk';
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
  const chalk = new Chalk({ level });
  const plain: Paint = (text) => text;
  return {
    tone: { good: chalk.bold.green, warning: chalk.yellow, strong: chalk.bold, muted: chalk.dim },
    row: { plain, chosen: chalk.bold.green, total: chalk.bold, muted: chalk.dim },
    title: chalk.bold,
    heading: chalk.bold.cyan,
    columnTitle: chalk.dim,
    label: chalk.dim,
    remark: chalk.dim,
  };
}
