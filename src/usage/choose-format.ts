import { fail, nearest, ok, problem, type Result } from '../diagnostics/index.ts';
import { usageFormats } from './formats/index.ts';
import { recognizeFormat, type LogSample, type Recognized } from './recognize.ts';

/** What a user says of a log's format. */
export interface FormatWishes {
  /** A format's id; null leaves it to be recognized. */
  readonly named: string | null;
  /** Fields of `table` with the columns that hold them; empty where the columns have the names of the fields. */
  readonly columns: readonly (readonly [field: string, column: string])[];
}

/** The format of a log: as its columns were named, as it was named itself, or as it is recognized. `name` is the log's, for messages. */
export function chooseFormat(
  sample: LogSample,
  name: string,
  { named, columns }: FormatWishes,
): Result<Recognized> {
  if (columns.length > 0) return mapped(sample, columns);
  const format = usageFormats.find(({ id }) => id === named);
  if (format !== undefined) return ok({ format, because: '--log-format says so' });
  const recognized = recognizeFormat(sample, usageFormats);
  if (recognized !== undefined) return ok(recognized);
  if (isMetrics(sample))
    return fail(
      problem('usage/unknown-format', `${name}: metrics of a server are counts since its start, at no time`, {
        hint: 'ask Prometheus for their increase by the hour, and read that as a table with --map, such as --map requests=requests',
      }),
    );
  if (isAzureDiagnostic(sample))
    return fail(
      problem('usage/unknown-format', `${name}: diagnostic logs of Azure OpenAI hold bytes and no tokens`, {
        hint: 'export the metrics ProcessedPromptTokens and GeneratedTokens of Azure Monitor and read that table with --map, or read the bill',
      }),
    );
  if (sample.container === 'documents' && sample.values.some((text) => text.includes('"resourceSpans"')))
    return fail(
      problem('usage/unknown-format', `${name}: no span of it is a call of a model`, {
        hint: 'export the spans that have attributes such as gen_ai.usage.input_tokens or llm.token_count.prompt',
      }),
    );
  const has =
    sample.container === 'table'
      ? `its columns are ${sample.columns.slice(0, 20).join(', ')}`
      : 'its JSON has none of the keys of a known format';
  return fail(
    problem('usage/unknown-format', `${name}: no known log format; ${has}`, {
      hint: 'name the format with --log-format, or the columns of a table with --map, such as --map input_tokens=prompt',
    }),
  );
}

/** Whether documents are what Azure writes of each call: durations and bytes. */
function isAzureDiagnostic(sample: LogSample): boolean {
  return (
    sample.container === 'documents' &&
    sample.values.some((text) => text.includes('"RequestResponse"') && text.includes('"resultSignature"'))
  );
}

/** Whether a table is what Prometheus scrapes: names with labels, and a value. */
function isMetrics(sample: LogSample): boolean {
  return (
    sample.container === 'table' &&
    sample.columns.some((each) => /^(?:# (?:HELP|TYPE) |\w+:\w+\{)/u.test(each))
  );
}

function mapped(sample: LogSample, columns: FormatWishes['columns']): Result<Recognized> {
  const format = usageFormats.find(({ id }) => id === 'table');
  if (format === undefined) return fail(problem('usage/map', '--map names columns of a table'));
  // Documents have a key or not, each for itself.
  if (sample.container === 'documents') return ok({ format, because: '--map names its keys' });
  for (const [field, column] of columns) {
    if (sample.columns.includes(column)) continue;
    const near = nearest(column, sample.columns);
    return fail(
      problem('usage/map', `--map ${field}=${column}: the table has no column '${column}'`, {
        hint:
          near === undefined
            ? `its columns: ${sample.columns.slice(0, 20).join(', ')}`
            : `did you mean '${near}'?`,
      }),
    );
  }
  return ok({ format, because: '--map names its columns' });
}
