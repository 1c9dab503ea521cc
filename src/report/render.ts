import type {
  Content,
  Rendered,
  Renderer,
  RenderOptions,
  ReportableResult,
  ResultOf,
  ResultSchema,
} from './types.ts';

/** A format: the results that it is for, and its renderer, which is loaded when it is asked for. */
interface Format<S extends ResultSchema> {
  /** Null for any result. */
  readonly only: readonly S[] | null;
  readonly load: () => Promise<Renderer<ResultOf<S>>>;
}

function anyResult(load: () => Promise<Renderer>): Format<ResultSchema> {
  return { only: null, load };
}

function only<S extends ResultSchema>(
  schemas: readonly S[],
  load: () => Promise<Renderer<ResultOf<S>>>,
): Format<S> {
  return { only: schemas, load };
}

/** Every format, in the order in which help lists them. A new format is one line here, and its file. */
const formats = {
  table: anyResult(async () => (await import('./formats/table/index.ts')).renderTable),
  markdown: anyResult(async () => (await import('./formats/markdown/index.ts')).renderMarkdown),
  json: anyResult(async () => (await import('./formats/json.ts')).renderJson),
  csv: anyResult(async () => (await import('./formats/csv.ts')).renderCsv),
  xlsx: anyResult(async () => (await import('./formats/xlsx/render-xlsx.ts')).renderXlsx),
  html: anyResult(async () => (await import('./formats/html/render-html.ts')).renderHtml),
  svg: only(
    [
      'crossover/result/1',
      'crossover/sweep/1',
      'crossover/simulate/1',
      'crossover/sensitivity/1',
      'crossover/forecast/1',
      'crossover/place/1',
    ],
    async () => (await import('./formats/svg/render-svg.ts')).renderSvg,
  ),
  focus: only(
    ['crossover/result/1', 'crossover/forecast/1', 'crossover/usage/1'],
    async () => (await import('./formats/focus/render-focus.ts')).renderFocus,
  ),
  junit: only(
    ['crossover/check/1'],
    async () => (await import('./formats/junit/render-junit.ts')).renderJunit,
  ),
  sarif: only(
    ['crossover/check/1'],
    async () => (await import('./formats/sarif/render-sarif.ts')).renderSarif,
  ),
} as const;

export type ReportFormat = keyof typeof formats;

type SchemaOf<F extends ReportFormat> = (typeof formats)[F] extends Format<infer S> ? S : never;

/** The formats that results of a schema can be written in. */
export type FormatOf<S extends ResultSchema> = {
  [F in ReportFormat]: [S] extends [SchemaOf<F>] ? F : never;
}[ReportFormat];

/** The formats that any result can be written in. */
export type GeneralFormat = FormatOf<ResultSchema>;

function namesWhere(isMeant: (only: readonly ResultSchema[] | null) => boolean): readonly ReportFormat[] {
  return (Object.keys(formats) as ReportFormat[]).filter((name) => isMeant(formats[name].only));
}

/** The names of the formats that results of a schema can be written in; table, the default, comes first. */
export function formatsOf<S extends ResultSchema>(schema: S): readonly FormatOf<S>[] {
  return namesWhere((each) => each === null || each.includes(schema)) as readonly FormatOf<S>[];
}

/** The names of the formats that any result can be written in. */
export const generalFormats = namesWhere((each) => each === null) as readonly GeneralFormat[];

/** A result in one of the formats that there are for it; another one does not type-check. */
export async function render<R extends ReportableResult>(
  result: R,
  options: RenderOptions & { readonly format: FormatOf<R['schema']> },
): Promise<Rendered> {
  const { mediaType, body } = await renderInParts(result, options);
  return { mediaType, body: wholeOf(body) };
}

/** Parts as one text; they can be read once. */
export function wholeOf(content: Content): string | Uint8Array {
  return typeof content === 'string' || content instanceof Uint8Array ? content : [...content].join('');
}

/** The same, where a long text may come in parts, to be written one after the other. They can be read once. */
export async function renderInParts<R extends ReportableResult>(
  result: R,
  { format, ...options }: RenderOptions & { readonly format: FormatOf<R['schema']> },
): Promise<Rendered<Content>> {
  const name: ReportFormat = format;
  const { load }: { readonly load: () => Promise<Renderer<never>> } = formats[name];
  // What FormatOf says of the result and the format, the compiler cannot follow through the record of formats.
  const renderer = (await load()) as Renderer<R>;
  return renderer(result, options);
}
