/** Numbers that a seed and a place decide: the input of a number is the same whatever came before it. */
export class Random {
  #state: number;

  constructor(seed: number, place: number) {
    // Both are mixed, so that neighbours have nothing in common.
    this.#state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(place + 1, 0xc2b2ae35)) >>> 0;
    this.next();
  }

  /** From 0 up to, and not including, 1 (the generator is mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(from: readonly T[]): T {
    const found = from[this.whole(0, from.length - 1)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }

  /** A decimal of few digits whose size is spread evenly over the powers of ten between. */
  decimal(low: number, high: number): string {
    const value = low * (high / low) ** this.next();
    return String(Number(value.toPrecision(this.whole(1, 4))));
  }
}
