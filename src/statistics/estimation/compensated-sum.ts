/**
 * The sum with Neumaier's compensation: to about one rounding of the result, in the given order, which a caller keeps
 * fixed so that the sum does not depend on who computed the parts.
 */
export function compensatedSum(values: Iterable<number>): number {
  const sum = new RunningSum();
  for (const value of values) sum.add(value);
  return sum.total;
}

/** The same, one value at a time. */
export class RunningSum {
  #sum = 0;
  #lost = 0;

  add(value: number): void {
    const next = this.#sum + value;
    // An infinite sum has lost nothing that could be told.
    if (Number.isFinite(next)) {
      this.#lost +=
        Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - next + value : value - next + this.#sum;
    }
    this.#sum = next;
  }

  get total(): number {
    return this.#sum + this.#lost;
  }
}
