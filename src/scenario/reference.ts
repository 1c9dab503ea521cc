import { shapeNames, shapeOf } from '../statistics/index.ts';
import {
  childAddress,
  currencySign,
  describeRange,
  unitNames,
  writtenExample,
  type Spec,
} from '../document/index.ts';
import { scenarioFields } from './fields/scenario.ts';
import { scenarioProblems } from './problems.ts';

interface ReferenceRow {
  readonly address: string;
  readonly what: string;
  readonly value: string;
  readonly absent: string;
}

/** docs/scenario-reference.md: every key of a scenario file with its address, its value and what holds without it. */
export function scenarioReference(): string {
  const rows = rowsOf(scenarioFields.spec, '', '');
  const sections = new Map<string, ReferenceRow[]>();
  for (const row of rows) {
    const [top = ''] = row.address.split('.');
    const title = row.address.includes('.') ? top : 'The file';
    sections.set(title, [...(sections.get(title) ?? []), row]);
  }
  return [
    '# Scenario files: every key',
    '',
    'Generated from the field specification in `src/scenario/fields`; do not edit it here. `npx vitest run test/scenario -u` writes it anew.',
    '',
    'The address of a key is the same everywhere: in `--set`, `--vary`, `--solve`, in sensitivity and in results. [glossary.md](glossary.md) explains the terms. `*` stands for one of your ids,',
    'or for the number of an item from 0. Any currency may replace USD. Numbers may have k, M, B or G, T directly after them. A key without a',
    'default is required, unless it says `optional`. Monthly values may be written per second, minute, hour, day, week or year: a month is',
    '730 hours, a twelfth of 365 days.',
    '',
    ...[...sections].flatMap(([title, section]) => [
      `## ${title === 'The file' ? title : `\`${title}\``}`,
      '',
      '| address | what it is | value | default |',
      '|---|---|---|---|',
      ...section.map(
        (row) => `| \`${row.address}\` | ${cell(row.what)} | ${cell(row.value)} | ${cell(row.absent)} |`,
      ),
      '',
    ]),
    '## Distributions',
    '',
    'Any number may instead be one of these. Its middle is what counts where one figure is shown: the mode, the midpoint, the mean, or the median of',
    '`lognormal` and `observed`; for a count, the whole number nearest to it.',
    '',
    ...shapeNames.map((name) => `- \`{ ${name}: ${shapeOf(name).written.example} }\``),
    '',
    '## Files that build on each other',
    '',
    '`extends: base.yaml` lays a file over another one: maps are merged key by key, lists and everything else are replaced, and a key without a value',
    '(`retries: null`) takes the inherited one away. `defaults:` is merged below every workload in the same way.',
    '`cases:` are alternatives such as low, base and high, each with what is different of workloads. A workload that some case changes becomes one for each',
    'case, `support.low`, and each case has a total of its own; cases are never added up. `case: low`, or `--set case=low`, takes that case alone.',
    '`defaults: sourced`, or `from: sourced` among them, fills hidden costs that are not stated from the facts of the catalog.',
    '',
    '## Problems',
    '',
    '| code | meaning |',
    '|---|---|',
    ...Object.entries(scenarioProblems).map(([code, { means }]) => `| \`${code}\` | ${cell(means)} |`),
    '',
  ].join('\n');
}

/** `need` says, where there is no default, whether the key has to be there. */
function rowsOf(spec: Spec, address: string, need: string): readonly ReferenceRow[] {
  const at = (key: string): string => childAddress(address, key);
  const own = (value: string): ReferenceRow => ({
    address,
    what: spec.label,
    value,
    absent: absentOf(spec, need),
  });
  switch (spec.form) {
    case 'quantity': {
      const parts = [unitNames(spec), describeRange(spec.range), spec.range.whole ? 'whole' : ''];
      const value = `\`${writtenExample(spec)}\`; ${parts.filter((part) => part !== '').join('; ')}`;
      return [own(value)];
    }
    case 'text':
      return [own(spec.example === undefined ? 'text' : `\`${spec.example}\``)];
    case 'choice':
      return [own(spec.choices.map((each) => `\`${each}\``).join(', '))];
    case 'flag':
      return [own('`true` or `false`')];
    case 'numbers':
      return [own(`a list of ${spec.count} numbers`)];
    case 'partial':
      return [own('the keys of a workload')];
    case 'rows':
      return [own('a list of dated rows, as in a catalog')];
    case 'record': {
      const shorthand = spec.shorthand === undefined ? [] : [own(`${spec.shorthand}, or a map`)];
      return [
        ...shorthand,
        ...[...spec.fields].flatMap(([key, field]) =>
          rowsOf(field.spec, at(key), needOf(field.required, address, need)),
        ),
      ];
    }
    case 'list':
      return spec.orOne === true && spec.of.form === 'text'
        ? [own(`${spec.of.example === undefined ? 'text' : `\`${spec.of.example}\``}, or a list`)]
        : rowsOf(spec.of, at('*'), '');
    case 'map':
    case 'entries':
      return rowsOf(spec.of, at('*'), '');
    case 'variants':
      return distinct([...spec.variants.values()].flatMap((variant) => rowsOf(variant, address, '')));
    case 'word-or':
      if (isNumber(spec.of)) {
        return rowsOf(spec.of, address, need).map((row) => ({
          ...row,
          value: `\`${spec.word}\`, or ${row.value}`,
        }));
      }
      return [own(`\`${spec.word}\`, or a map`), ...rowsOf(spec.of, address, '')];
  }
}

/** A number, or a word that stands for one. */
function isNumber(spec: Spec): boolean {
  return spec.form === 'quantity' || (spec.form === 'word-or' && isNumber(spec.of));
}

/** Variants have keys in common, which count once. */
function distinct(rows: readonly ReferenceRow[]): readonly ReferenceRow[] {
  return [...new Map(rows.map((row) => [row.address, row])).values()];
}

function absentOf(spec: Spec, need: string): string {
  return spec.default === undefined ? need : spec.default.replace(currencySign, 'USD');
}

/** What is needed within an optional map is needed with it. */
function needOf(isRequired: boolean, address: string, need: string): string {
  if (!isRequired) return 'optional';
  const key = address.slice(address.lastIndexOf('.') + 1);
  return need === '' ? '' : `needed with \`${key}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
