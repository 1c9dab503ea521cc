/** The part of cli-progress that is used; it brings no types. */
declare module 'cli-progress' {
  interface SingleBarOptions {
    readonly format: string;
    readonly stream: object;
    readonly clearOnComplete: boolean;
    readonly hideCursor: boolean;
    readonly etaBuffer: number;
  }
  export class SingleBar {
    constructor(options: SingleBarOptions);
    start(total: number, value: number): void;
    update(value: number): void;
    stop(): void;
  }
  const all: { readonly SingleBar: typeof SingleBar };
  export default all;
}
