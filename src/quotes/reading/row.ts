import { problem, type Diagnostic } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';
import { readAmount, type Amount } from './amount.ts';
import type { Header, PriceColumn, Role } from './header.ts';
import { readUnit, takeCurrency, wordsOf, type PriceUnit } from './price-unit.ts';
import type { Cell } from './records.ts';
import type { Separators } from './separators.ts';
import { readMonths, readTerm, type QuotedTerm } from './term.ts';

const nothing = /^(?:-|–|—|#?n\/?a|none|null|nil|tbd|tba)?$/iu;

/** The cells of one row by what they say. What is wrong in them is collected, and the row is then not taken. */
export class QuoteRow {
  readonly cells: readonly Cell[];
  readonly problems: Diagnostic[] = [];
  readonly #header: Header;
  readonly #separators: Separators;

  constructor(cells: readonly Cell[], header: Header, separators: Separators) {
    this.cells = cells;
    this.#header = header;
    this.#separators = separators;
  }

  /** The cell of a role that says something. */
  cell(role: Role): Cell | null {
    const column = this.#header.columns.get(role);
    const cell = column === undefined ? undefined : this.cells[column.index];
    return cell === undefined || nothing.test(cell.text) ? null : cell;
  }

  text(role: Role): string {
    return this.cell(role)?.text ?? '';
  }

  /** Adds a problem at a cell, named by its column; gives null, so that a reader can end with it. */
  refuse(cell: Cell, message: string, hint?: string): null {
    const column = this.cells.indexOf(cell);
    const title = [cell.name ?? '', this.#titleAt(column)].filter((each) => each !== '').join(', ');
    const said = title === '' ? message : `${title}: ${message}`;
    this.problems.push(problem('quotes/row', said, { span: cell.span, hint }));
    return null;
  }

  #titleAt(index: number): string {
    const columns = [...this.#header.columns.values(), ...this.#header.prices];
    return columns.find((each) => each.index === index)?.title ?? '';
  }

  /** The words of the header of a role's column. */
  title(role: Role): string {
    return wordsOf(this.#header.columns.get(role)?.title ?? '').join(' ');
  }

  /** What the header of a role's column says beside its name. */
  unitOf(role: Role): PriceUnit | null {
    return this.#header.columns.get(role)?.unit ?? null;
  }

  amount(cell: Cell): Amount | null {
    const read = readAmount(cell.text, cell.isNumber === true ? 'point' : this.#separators);
    return typeof read === 'string' ? this.refuse(cell, read) : read;
  }

  /** A whole number from 1 up; null where there is none. */
  count(role: Role): Exact | null {
    const cell = this.cell(role);
    if (cell === null) return null;
    const digits = /^(\d{1,5})(?:\s*(?:x\s*)?(?:gpus?|nodes?|instances?|servers?))?$/iu.exec(cell.text)?.[1];
    if (digits === undefined || Number(digits) === 0)
      return this.refuse(cell, `expected a whole number from 1 up, found '${cell.text}'`);
    return new Exact(digits);
  }

  /** A share: `5%` or `0.05`. */
  share(role: Role): Exact | null {
    const cell = this.cell(role);
    if (cell === null) return null;
    const [, digits = '', percent] = /^(\d{1,3}(?:\.\d{1,10})?)\s*(%)?$/u.exec(cell.text) ?? [];
    const value = digits === '' ? null : new Exact(digits).div(percent === undefined ? 1 : 100);
    if (value === null || value.gte(1))
      return this.refuse(cell, `expected a share such as 5%, found '${cell.text}'`);
    return value;
  }

  /** The term of the row; on-demand where it says none. */
  term(): QuotedTerm | null {
    const cell = this.cell('term');
    if (cell === null) return { term: 'on-demand', termMonths: null };
    const read = readTerm(cell.text, this.#bareLength('term'));
    if (read !== null) return read;
    const isBare = /^\d+$/u.test(cell.text);
    const hint = isBare ? `write '${cell.text} months' or '${cell.text} years'` : undefined;
    return this.refuse(
      cell,
      `expected on-demand, spot or a length such as '1yr' or '12 months', found '${cell.text}'`,
      hint,
    );
  }

  minimumTerm(): Exact | null {
    const cell = this.cell('minimum_term');
    if (cell === null) return null;
    const months = readMonths(cell.text, this.#bareLength('minimum_term'));
    if (months !== null) return months.isZero() ? null : months;
    return this.refuse(cell, `expected a length such as '3 months', found '${cell.text}'`);
  }

  /** What a bare number in a column of lengths counts, by its header. */
  #bareLength(role: 'term' | 'minimum_term'): 'month' | 'year' | null {
    const period = this.unitOf(role)?.period;
    return period === 'month' || period === 'year' ? period : null;
  }

  /**
   * Currency, basis and period of an amount: by its cell, by the columns for them, by its header. Where two of these say
   * different things the row is refused. `shared` says whether the columns `per` and `currency` speak of it.
   */
  unit(cell: Cell, amount: Amount, header: PriceUnit | null, shared: boolean): PriceUnit | null {
    const per = shared ? this.cell('per') : null;
    const perUnit = per === null ? null : readUnit(per.text);
    if (per !== null && perUnit === null)
      return this.refuse(per, `'${per.text}' is not a price unit such as '$/GPU/hr'`);
    const named = this.#currency();
    if (named === undefined) return null;
    const sources = [amount.unit, perUnit, header];
    const agree = <K extends keyof PriceUnit>(
      key: K,
      more: PriceUnit[K] | null = null,
    ): PriceUnit[K] | null => {
      const said = [more, ...sources.map((each) => each?.[key] ?? null)].filter((each) => each !== null);
      const [first = null, ...others] = [...new Set(said)];
      if (others.length > 0)
        this.refuse(cell, `is per ${String(first)} in one place and per ${others.join(', ')} in another`);
      return first;
    };
    const currency = agree('currency', named);
    const unit = { currency, basis: agree('basis'), period: agree('period'), traffic: agree('traffic') };
    return this.problems.length > 0 ? null : unit;
  }

  /** Undefined where the column says something that is no currency. */
  #currency(): string | null | undefined {
    const cell = this.cell('currency');
    if (cell === null) return null;
    const { currency, rest } = takeCurrency(cell.text);
    if (currency !== null && rest.trim() === '') return currency;
    if (/^[A-Z]{3}$/u.test(cell.text)) return cell.text;
    this.refuse(cell, `expected a currency code such as USD, found '${cell.text}'`);
    return undefined;
  }

  /**
   * The price columns that have an amount in this row, by the term of their header. What is written in place of one, such as
   * `contact us`, costs that price and no other.
   */
  pricesByTerm(): {
    readonly groups: readonly (readonly { readonly column: PriceColumn; readonly cell: Cell }[])[];
    readonly unpriced: readonly Cell[];
  } {
    const unpriced: Cell[] = [];
    const groups = new Map<string, { column: PriceColumn; cell: Cell }[]>();
    for (const column of this.#header.prices) {
      const cell = this.cells[column.index];
      if (cell === undefined || nothing.test(cell.text)) continue;
      if (!/\d/u.test(cell.text) || /^#[A-Z]+[/!?]/u.test(cell.text)) {
        unpriced.push(cell);
        continue;
      }
      const key =
        column.term === null ? '' : `${column.term.term} ${column.term.termMonths?.toFixed() ?? ''}`;
      groups.set(key, [...(groups.get(key) ?? []), { column, cell }]);
    }
    return { groups: [...groups.values()], unpriced };
  }
}
