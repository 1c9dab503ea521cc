/** A map whose values are decoded when they are first asked for: a run looks at a few entries of some hundred. */
export class DecodedMap<T> implements ReadonlyMap<string, T> {
  readonly #encoded: ReadonlyMap<string, string>;
  readonly #decode: (encoded: string) => T;
  readonly #decoded = new Map<string, T>();

  constructor(encoded: ReadonlyMap<string, string>, decode: (encoded: string) => T) {
    this.#encoded = encoded;
    this.#decode = decode;
  }

  get size(): number {
    return this.#encoded.size;
  }

  has(key: string): boolean {
    return this.#encoded.has(key);
  }

  get(key: string): T | undefined {
    const known = this.#decoded.get(key);
    if (known !== undefined) return known;
    const encoded = this.#encoded.get(key);
    if (encoded === undefined) return undefined;
    const value = this.#decode(encoded);
    this.#decoded.set(key, value);
    return value;
  }

  keys(): MapIterator<string> {
    return this.#encoded.keys();
  }

  *entries(): MapIterator<[string, T]> {
    for (const key of this.#encoded.keys()) {
      const value = this.get(key);
      if (value !== undefined) yield [key, value];
    }
  }

  *values(): MapIterator<T> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[string, T]> {
    return this.entries();
  }

  forEach(visit: (value: T, key: string, map: ReadonlyMap<string, T>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }
}
