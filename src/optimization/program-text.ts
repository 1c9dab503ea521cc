import type { LinearProgram } from './linear-program.ts';

/**
 * Names as the text formats take them: letters, digits, dots and underscores, at most 200 characters, none twice, none
 * that reads as a number. What stands between keeps its place, so that a person still reads the address in it.
 */
function plainNames(names: readonly string[], prefix: string): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = name.replaceAll(/[^A-Za-z0-9_.]/gu, '_').slice(0, 200);
    const begun = /^[A-Za-df-z_]/u.test(plain) ? plain : `${prefix}_${plain}`;
    let free = begun;
    for (let number = 2; taken.has(free); number += 1) free = `${begun}_${number}`;
    taken.add(free);
    return free;
  });
}

/** The program in CPLEX LP format, which every solver reads. Numbers are written so that they read back the same. */
export function lpText(program: LinearProgram): string {
  const columns = plainNames(
    program.columns.map(({ name }) => name),
    'c',
  );
  const rows = plainNames(
    program.rows.map(({ name }) => name),
    'r',
  );
  const sum = (terms: readonly { readonly column: number; readonly coefficient: number }[]): string =>
    terms.length === 0
      ? `0 ${columns[0] ?? 'none'}`
      : terms.map(({ column, coefficient }) => `${signed(coefficient)} ${columns[column]}`).join('\n   ');
  const costs = program.columns.flatMap(({ cost }, column) =>
    cost === 0 ? [] : [{ column, coefficient: cost }],
  );
  const offset = program.offset === 0 ? '' : `\n   ${signed(program.offset)}`;
  const constraints = program.rows.flatMap(({ terms, lower, upper }, index) => {
    const name = rows[index] ?? '';
    if (lower === upper) return [` ${name}: ${sum(terms)} = ${number(lower)}`];
    const low =
      lower === -Infinity
        ? []
        : [` ${name}${upper === Infinity ? '' : '_low'}: ${sum(terms)} >= ${number(lower)}`];
    const high =
      upper === Infinity
        ? []
        : [` ${name}${lower === -Infinity ? '' : '_high'}: ${sum(terms)} <= ${number(upper)}`];
    return [...low, ...high];
  });
  const bounds = program.columns.map(({ lower, upper }, index) => {
    const [low, high] = [
      lower === -Infinity ? '-inf' : number(lower),
      upper === Infinity ? '+inf' : number(upper),
    ];
    return ` ${low} <= ${columns[index]} <= ${high}`;
  });
  const whole = program.columns.flatMap(({ isWhole }, index) => (isWhole ? [` ${columns[index]}`] : []));
  return [
    `\\ ${program.name.replaceAll(/[^\x20-\x7E]/gu, ' ')}`,
    'Minimize',
    ` cost: ${sum(costs)}${offset}`,
    'Subject To',
    ...constraints,
    'Bounds',
    ...bounds,
    ...(whole.length === 0 ? [] : ['Generals', ...whole]),
    'End',
    '',
  ].join('\n');
}

/** The program in free MPS format. */
export function mpsText(program: LinearProgram): string {
  const columns = plainNames(
    program.columns.map(({ name }) => name),
    'c',
  );
  const rows = plainNames(['cost', ...program.rows.map(({ name }) => name)], 'r');
  const [cost = 'cost', ...own] = rows;
  const kinds = program.rows.map(({ lower, upper }) =>
    lower === upper ? 'E' : upper !== Infinity ? 'L' : lower !== -Infinity ? 'G' : 'N',
  );
  const byColumn = program.columns.map((): string[] => []);
  for (const [index, { terms }] of program.rows.entries()) {
    for (const { column, coefficient } of terms)
      byColumn[column]?.push(`${own[index]} ${number(coefficient)}`);
  }
  const lines: string[] = [];
  let isMarked = false;
  for (const [index, { isWhole, cost: each }] of program.columns.entries()) {
    if (isWhole !== isMarked) {
      lines.push(`    MARKER 'MARKER' ${isWhole ? "'INTORG'" : "'INTEND'"}`);
      isMarked = isWhole;
    }
    const entries = [...(each === 0 ? [] : [`${cost} ${number(each)}`]), ...(byColumn[index] ?? [])];
    for (const entry of entries.length === 0 ? [`${cost} 0`] : entries)
      lines.push(`    ${columns[index]} ${entry}`);
  }
  if (isMarked) lines.push("    MARKER 'MARKER' 'INTEND'");
  const right = program.rows.flatMap(({ lower, upper }, index) => {
    const value = kinds[index] === 'G' ? lower : upper;
    return value === 0 || !Number.isFinite(value) ? [] : [`    RHS ${own[index]} ${number(value)}`];
  });
  const ranges = program.rows.flatMap(({ lower, upper }, index) =>
    kinds[index] === 'L' && lower !== -Infinity ? [`    RNG ${own[index]} ${number(upper - lower)}`] : [],
  );
  const bounds = program.columns.flatMap(({ lower, upper }, index) => {
    const name = columns[index];
    if (lower === -Infinity && upper === Infinity) return [` FR BND ${name}`];
    const low =
      lower === -Infinity ? [` MI BND ${name}`] : lower === 0 ? [] : [` LO BND ${name} ${number(lower)}`];
    const high = upper === Infinity ? [` PL BND ${name}`] : [` UP BND ${name} ${number(upper)}`];
    return [...low, ...high];
  });
  return [
    `NAME ${program.name.replaceAll(/[^A-Za-z0-9_.-]/gu, '_') || 'plan'}`,
    'ROWS',
    ` N ${cost}`,
    ...own.map((name, index) => ` ${kinds[index]} ${name}`),
    'COLUMNS',
    ...lines,
    'RHS',
    // The objective's right side is what is taken off it.
    ...(program.offset === 0 ? [] : [`    RHS ${cost} ${number(-program.offset)}`]),
    ...right,
    ...(ranges.length === 0 ? [] : ['RANGES', ...ranges]),
    'BOUNDS',
    ...bounds,
    'ENDATA',
    '',
  ].join('\n');
}

function number(value: number): string {
  return Object.is(value, -0) ? '0' : String(value);
}

function signed(value: number): string {
  return value < 0 ? `- ${number(-value)}` : `+ ${number(value)}`;
}
