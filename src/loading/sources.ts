/** The texts of the files that a run has read, by the name that diagnostics give them. */
export class Sources {
  readonly #texts = new Map<string, string>();
  readonly #paths = new Map<string, string>();

  add(name: string, path: string, text: string): void {
    this.#texts.set(name, text);
    this.#paths.set(name, path);
  }

  get texts(): ReadonlyMap<string, string> {
    return this.#texts;
  }

  textOf(name: string): string | undefined {
    return this.#texts.get(name);
  }

  /** The path of every file read, by its name. */
  get paths(): ReadonlyMap<string, string> {
    return this.#paths;
  }
}
