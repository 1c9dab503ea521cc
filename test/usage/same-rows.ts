/** The same rows for every container and database: made by a generator of whole numbers, and a few that no log should have. */

export interface Row {
  readonly timestamp: string;
  readonly model: string;
  readonly status: string;
  readonly input_tokens: string;
  readonly cached_tokens: string;
  readonly output_tokens: string;
  readonly cost: string;
  readonly team: string;
}
export const columns = 'timestamp,model,status,input_tokens,cached_tokens,output_tokens,cost,team';

/** So many of the rows, the first, have nothing wrong with them. */
export const goodRows = 3000;

function makeRows(): readonly Row[] {
  let state = 12_345;
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const good = Array.from({ length: goodRows }, (_, at): Row => {
    const time = Date.UTC(2026, 8, 1) + at * 947_000 + next(600_000);
    const input = 10 + next(40_000);
    return {
      timestamp: new Date(time).toISOString(),
      model: `model-${String(next(4))}`,
      status: ['200', '200', '200', '429', '500', '504', 'aborted', ''][next(8)] ?? '',
      input_tokens: String(input),
      cached_tokens: next(3) === 0 ? String(next(input)) : '',
      output_tokens: String(next(2000)),
      cost: `0.${String(next(1_000_000_000)).padStart(9, '0')}`,
      team: next(5) === 0 ? '' : `o'team "${String(next(3))}"`,
    };
  });
  const [first] = good;
  if (first === undefined) return [];
  const bad: readonly Partial<Row>[] = [
    { timestamp: 'yesterday' },
    { timestamp: '2026-02-30T10:00:00Z' },
    { timestamp: '2098-01-01T00:00:00Z' },
    { timestamp: '2026-09-03 10:15:00+05:30' },
    { timestamp: '2026-09-03T10:15Z' },
    { timestamp: '2026-09-03 10:15-05:00' },
    { timestamp: '2026-09-03 10:15:30 +0200' },
    { input_tokens: '-5' },
    { input_tokens: '12.0' },
    { input_tokens: '1e3' },
    { input_tokens: 'many' },
    { output_tokens: '99999999999999999999999' },
    { cached_tokens: '99999999' },
    { input_tokens: '', output_tokens: '' },
    { cost: 'free' },
    { model: '', team: 'NULL' },
    { model: "'; DROP TABLE requests; --" },
  ];
  return [...good, ...bad.map((each) => ({ ...first, status: '200', ...each }))];
}

export const rows = makeRows();

/** The rows as CSV, every field in quotes. */
export function csvOf(some: readonly Row[]): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = some.map((row) =>
    Object.values(row)
      .map((each: string) => quoted(each))
      .join(','),
  );
  return `${columns}\n${lines.join('\n')}\n`;
}

/** A profile without the name of what was read. */
export function nameless(profile: string): unknown {
  const { log, scenario, ...rest } = JSON.parse(profile) as Record<string, unknown> & {
    readonly log: Record<string, unknown>;
    readonly scenario: string;
  };
  // The comments of the scenario name the file.
  return {
    ...rest,
    log: { ...log, files: null, because: null },
    scenario: scenario.replaceAll(/requests(?:\.\w+)?|\S+:\/\/\S+ requests/gu, 'LOG'),
  };
}
