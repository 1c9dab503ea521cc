const chunkBits = 8;
const chunkSize = 1 << chunkBits;

/** What is known of nodes, by their ids: in chunks, since those of one workload lie together, and others take no room. */
export class ById<T> {
  readonly #chunks: (T | undefined)[][] = [];

  get(id: number): T | undefined {
    return this.#chunks[id >>> chunkBits]?.[id & (chunkSize - 1)];
  }

  has(id: number): boolean {
    return this.get(id) !== undefined;
  }

  set(id: number, value: T): void {
    const at = id >>> chunkBits;
    while (this.#chunks.length <= at) this.#chunks.push(none);
    let chunk = this.#chunks[at];
    if (chunk === undefined || chunk === none)
      this.#chunks[at] = chunk = Array.from<T | undefined>({ length: chunkSize });
    chunk[id & (chunkSize - 1)] = value;
  }
}

const none: undefined[] = [];
