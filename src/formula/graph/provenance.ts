/** Where a figure stands or was found, as data; `citation` puts it in words. */
export type Origin =
  | { readonly type: 'file'; readonly file: string; readonly line: number }
  /** A page; `retrieved` is the day on which somebody looked it up. */
  | { readonly type: 'page'; readonly url: string; readonly retrieved: string | null }
  | { readonly type: 'exchange-rate'; readonly url: string; readonly date: string }
  /** Given on the command line. */
  | { readonly type: 'flag'; readonly flag: string }
  /** What was assumed, in words: `default 730`. */
  | { readonly type: 'assumption'; readonly words: string };

/** Where an input's figure comes from and how much it can be trusted. Both are opaque here: readings carry them along. */
export interface Provenance {
  /** `contract`, `list`, `measured` ...: the caller's own scale. */
  readonly kind: string;
  readonly origin: Origin;
}

/** An origin as reports and saved results cite it: `support.yaml:12`, `https://example.com/prices (2026-11-01)`. */
export function citation(origin: Origin): string {
  switch (origin.type) {
    case 'file':
      return `${origin.file}:${origin.line}`;
    case 'page':
      return origin.retrieved === null ? origin.url : `${origin.url} (${origin.retrieved})`;
    case 'exchange-rate':
      return `${origin.url} (rate of ${origin.date})`;
    case 'flag':
      return origin.flag;
    case 'assumption':
      return origin.words;
  }
}
