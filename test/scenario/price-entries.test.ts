import { describe, expect, test } from 'vitest';
import { gpuOfferField, tokenEntryField } from '../../src/catalog/index.ts';
import { readDocument, startReading } from '../../src/document/index.ts';
import type { Spec } from '../../src/document/fields/spec.ts';

// The catalog reads the entries, the scenario's specification describes them: every key that is described has to be read,
// and every key that is read has to be described.

/** The keys of a map that the specification has, with an example of each, as flow YAML. */
function exampleOf(spec: Spec): string {
  switch (spec.form) {
    case 'quantity':
      return spec.example.replace('¤', 'USD');
    case 'text':
      return spec.example ?? 'a note';
    case 'choice':
      return spec.choices[0] ?? '';
    case 'word-or':
      return exampleOf(spec.of);
    case 'flag':
      return 'false';
    case 'record':
      return `{ ${[...spec.fields].map(([key, field]) => `${key}: ${exampleOf(field.spec)}`).join(', ')} }`;
    case 'list':
    case 'entries':
    case 'rows':
      return `[${exampleOf(spec.of)}]`;
    default:
      throw new Error(`no example of ${spec.form}`);
  }
}

function variantsOf(spec: Spec): readonly (readonly [string, Spec])[] {
  if (spec.form !== 'variants') throw new Error('an entry has two forms');
  return [...spec.variants];
}

describe.each([
  ['token prices', tokenEntryField],
  ['GPU offers', gpuOfferField],
] as const)('%s', (_, entry) => {
  test.each(variantsOf(entry.spec))('the form with %s: all that is described is read', (_key, spec) => {
    const read = readDocument(exampleOf(spec), 'entry.yaml');
    if (!read.ok) throw new Error('the example is YAML');
    const report = startReading('USD', 'catalog');
    expect(entry.read(read.value, 'list', report, read.value.span)).toBeDefined();
    expect(report.diagnostics).toEqual([]);
  });

  test.each(variantsOf(entry.spec))('the form with %s: all that is read is described', (key, spec) => {
    const read = readDocument(`{ ${key}: [], notAKey: 1 }`, 'entry.yaml');
    if (!read.ok || spec.form !== 'record') throw new Error('an entry is a map');
    const report = startReading('USD', 'catalog');
    entry.read(read.value, 'list', report, read.value.span);
    const hint = report.diagnostics.find(({ code }) => code === 'catalog/unknown-key')?.hint ?? '';
    const known = hint.replace('known keys: ', '').split(', ');
    expect(known.toSorted()).toEqual([...spec.fields.keys()].toSorted());
  });
});
