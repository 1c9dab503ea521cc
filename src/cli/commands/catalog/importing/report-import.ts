import type { Imported, MergedImport, Reported } from '../../../../importing/index.ts';

export interface ImportReport {
  readonly source: string;
  readonly file: string;
  readonly digest: string;
  readonly into: string;
  readonly imported: Imported;
  readonly merged: MergedImport;
  readonly files: readonly string[];
}

/** How much of a list is shown to people; the JSON has all of it. */
const shown = { names: 3, contradictions: 20, fields: 30 } as const;

/** Everything that an import did, as JSON (`crossover/import/1`). */
export function importJson(report: ImportReport): string {
  const { source, file, digest, into, imported, merged, files } = report;
  return JSON.stringify(
    {
      schema: 'crossover/import/1',
      source,
      file,
      digest,
      retrieved: imported.retrieved,
      rows: imported.rows,
      listings: imported.listings,
      entries: entriesOf(imported),
      price_rows: imported.listings - imported.reported.length,
      into: { catalog: into, ...merged.outcomes, changed_entries: merged.changed, files },
      reported: imported.reported,
      contradictions: [...imported.contradictions, ...merged.contradictions],
      unknown_tiers: imported.unknownTiers,
      doubts: imported.doubts,
      unmapped_fields: Object.fromEntries(imported.unmapped),
    },
    null,
    2,
  );
}

/** The same in lines for people: counts by rule, with the first names of each. */
export function importText(report: ImportReport): string {
  const { source, file, digest, into, imported, merged, files } = report;
  const { added, changed, unchanged, kept } = merged.outcomes;
  const contradictions = [...imported.contradictions, ...merged.contradictions];
  const blocks = [
    [
      `${source}: ${file}, as of ${imported.retrieved}, sha256 ${digest.slice(0, 16)}`,
      `${imported.rows} rows in, ${imported.listings} prices: ${imported.listings - imported.reported.length} in ${entriesOf(imported)} entries out, ${imported.reported.length} reported`,
      `${into}: ${added} added, ${changed} changed, ${unchanged} unchanged, ${kept} kept as they were; ${files.length === 0 ? 'nothing written' : `wrote ${files.join(', ')}`}`,
    ],
    byRule('Reported: no price row was made of them', imported.reported),
    byRule('Doubtful, but imported', imported.doubts),
    namesOf(
      'Context tiers of which it is not known whether they price the whole request',
      imported.unknownTiers,
    ),
    contradictions.length === 0
      ? []
      : [
          'Contradictions beyond 1 %',
          ...contradictions
            .slice(0, shown.contradictions)
            .map((each) => `  ${each.id}: ${each.taken} is taken, not ${each.other}: ${each.rule}`),
          ...more(contradictions.length - shown.contradictions),
        ],
    fieldsOf(imported.unmapped),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => `${block.join('\n')}\n`)
    .join('\n');
}

function entriesOf({ tokens, offers, throughput, gpus, exchange }: Imported): number {
  return tokens.length + offers.length + throughput.length + gpus.length + exchange.length;
}

function byRule(title: string, list: readonly Reported[]): readonly string[] {
  const rules = new Map<string, Reported[]>();
  for (const each of list) {
    const known = rules.get(each.rule);
    if (known === undefined) rules.set(each.rule, [each]);
    else known.push(each);
  }
  if (rules.size === 0) return [];
  const width = String(list.length).length;
  const lines = [...rules]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([rule, each]) => {
      const names = [...new Set(each.map(({ name }) => name))];
      const rest = names.length > shown.names ? ', ...' : '';
      return `  ${String(each.length).padStart(width)}  ${rule}: ${names.slice(0, shown.names).join(', ')}${rest}`;
    });
  return [title, ...lines];
}

function namesOf(title: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const rest =
    names.length > shown.contradictions
      ? `, and ${names.length - shown.contradictions} more (--format json)`
      : '';
  return [title, `  ${names.length}: ${names.slice(0, shown.contradictions).join(', ')}${rest}`];
}

function fieldsOf(unmapped: ReadonlyMap<string, number>): readonly string[] {
  if (unmapped.size === 0) return [];
  const all = [...unmapped].map(([field, count]) => `${field} (${count})`);
  return [
    'Fields without a counterpart',
    `  ${all.slice(0, shown.fields).join(', ')}`,
    ...more(all.length - shown.fields),
  ];
}

function more(count: number): readonly string[] {
  return count > 0 ? [`  and ${count} more (--format json)`] : [];
}
