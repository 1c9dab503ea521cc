/** What Excel and others would take for a cell, a row or a column, or for a truth value. */
const taken = /^(?:[a-z]{1,3}\d+|r\d*(?:c\d*)?|c\d*|true|false)$/iu;
const longest = 200;

/** Gives out names of cells. */
export interface Names {
  readonly of: (address: string) => string;
}

/** Gives out names of cells: readable, legal in spreadsheets, and never the same twice, whatever their case. */
export class CellNames implements Names {
  readonly #used = new Set<string>();
  /** The copy of a name that is tried next, so that many of one name are not tried from the first again. */
  readonly #next = new Map<string, number>();

  /** The name of an address: `workloads.support-chat.volume` is `workloads.support_chat.volume`. */
  of(address: string): string {
    // Letters of any script are legal, but not every spreadsheet folds their case alike.
    const plain = address.replaceAll(/[^\w.]/gu, '_').slice(0, longest);
    const legal = /^[a-z_]/iu.test(plain) && !taken.test(plain) ? plain : `_${plain}`;
    const key = legal.toLowerCase();
    let copy = this.#next.get(key) ?? 2;
    let name = legal;
    for (; this.#used.has(name.toLowerCase()); copy += 1) name = `${legal}_${copy}`;
    this.#next.set(key, copy);
    this.#used.add(name.toLowerCase());
    return name;
  }

  /** The same, with a prefix before all names that it gives out: for formulas that stand there twice. */
  within(prefix: string): Names {
    return { of: (address) => this.of(`${prefix}.${address}`) };
  }
}
