import {
  emptyMap,
  report,
  valueAt,
  type FileReading,
  type LocatedField,
  type LocatedMap,
  type LocatedNode,
} from '../document/index.ts';
import { nearest, type Span } from '../diagnostics/index.ts';
import { mergeMaps, withEntry } from './compose.ts';
import type { Override } from './overrides.ts';
import type { ScenarioCase } from './types.ts';

/** Workloads that cases may make of those of a file. */
const mostCaseWorkloads = 5_000;

/** The scenario with its cases written out. */
export interface WithCases {
  readonly root: LocatedMap;
  /** Alternatives that are never paid together; empty where there are none, or where one of them was chosen. */
  readonly cases: readonly ScenarioCase[];
  /** The case that was chosen. */
  readonly chosen: string | null;
  /** Workloads that cases change, each with the workloads that stand for it in the tree. */
  readonly standing: ReadonlyMap<string, readonly string[]>;
}

/**
 * `cases:` written out as workloads. A workload that some case changes becomes one workload for each case, `support.low`;
 * what no case changes stays as it is and belongs to every case. With `case: low` only that case is left, and its
 * workloads keep their names.
 */
export function applyCases(
  root: LocatedMap,
  overrides: readonly Override[],
  reading: FileReading,
): WithCases {
  const chosen = chosenCase(root, overrides);
  const cases = mapsOf(valueAt(root, 'cases'));
  const asIs = { root, cases: [], chosen: null, standing: new Map() };
  if (chosen !== null && !cases.some(({ key }) => key === chosen.name)) {
    const known = cases.map(({ key }) => key);
    const meant = nearest(chosen.name, known);
    const hint = meant !== undefined ? `did you mean '${meant}'?` : `there is ${known.join(', ')}`;
    report(reading, 'scenario/reference', 'case', `there is no case '${chosen.name}'`, {
      span: chosen.span,
      hint: known.length === 0 ? "there is no 'cases' here at all" : hint,
    });
    return asIs;
  }
  const workloads = root.entries.get('workloads');
  if (cases.length === 0 || workloads?.value.type !== 'map') return asIs;
  const changed = changedWorkloads(cases, workloads.value, reading);
  const taken = chosen === null ? cases : cases.filter(({ key }) => key === chosen.name);
  const nameOf = (id: string, inCase: string): string => (chosen === null ? `${id}.${inCase}` : id);
  if (changed.size * taken.length > mostCaseWorkloads) {
    const text = `${taken.length} cases of ${changed.size} workloads are ${taken.length * changed.size} workloads; at most ${mostCaseWorkloads} are taken`;
    report(reading, 'scenario/out-of-range', 'cases', text, { span: root.entries.get('cases')?.keySpan });
    return asIs;
  }
  const entries = new Map<string, LocatedField>();
  for (const [id, field] of workloads.value.entries) {
    if (!changed.has(id)) {
      addTo(entries, id, field, reading);
      continue;
    }
    for (const each of taken) {
      addTo(
        entries,
        nameOf(id, each.key),
        { ...field, value: laidOver(field.value, overlayOf(each, id)) },
        reading,
      );
    }
  }
  const always = [...workloads.value.entries.keys()].filter((id) => !changed.has(id));
  return {
    root: withEntry(written(root, cases), 'workloads', { ...workloads.value, entries }),
    cases:
      chosen === null
        ? cases.map(({ key }) => ({
            id: key,
            workloads: [...[...changed].map((id) => nameOf(id, key)), ...always],
          }))
        : [],
    chosen: chosen?.name ?? null,
    standing: new Map([...changed].map((id) => [id, taken.map(({ key }) => nameOf(id, key))])),
  };
}

function overlayOf({ value }: MapField, workload: string): LocatedNode | undefined {
  const own = valueAt(value, 'workloads');
  return own?.type === 'map' ? valueAt(own, workload) : undefined;
}

/** Without a value, or with one that is no map, nothing is laid over: that it is no map is said where it is read. */
function laidOver(base: LocatedNode, over: LocatedNode | undefined): LocatedNode {
  if (over?.type !== 'map') return base;
  return mergeMaps(base.type === 'map' ? base : emptyMap(base.span), over);
}

/** A case without a value changes nothing, as an empty map does. */
function written(root: LocatedMap, cases: readonly MapField[]): LocatedMap {
  const field = root.entries.get('cases');
  if (field?.value.type !== 'map') return root;
  const entries = new Map(field.value.entries);
  for (const each of cases) entries.set(each.key, each);
  return withEntry(root, 'cases', { ...field.value, entries });
}

/** What is set of a workload that cases change is set in each of them. */
export function overCases(overrides: readonly Override[], { standing }: WithCases): readonly Override[] {
  return overrides.flatMap((override) => {
    const { address } = override;
    for (const [id, names] of standing) {
      const prefix = `workloads.${id}.`;
      if (!address.startsWith(prefix)) continue;
      if (names.some((name) => address.startsWith(`workloads.${name}.`))) continue;
      return names.map((name) => ({
        ...override,
        address: `workloads.${name}.${address.slice(prefix.length)}`,
      }));
    }
    return [override];
  });
}

function chosenCase(
  root: LocatedMap,
  overrides: readonly Override[],
): { readonly name: string; readonly span: Span } | null {
  const stated = valueAt(root, 'case');
  const span = stated?.span ?? root.span;
  const set = overrides.findLast(({ address }) => address === 'case')?.text.trim();
  if (set !== undefined) return { name: set, span };
  return stated?.type === 'scalar' ? { name: stated.text, span } : null;
}

/** The workloads that at least one case has; one that the file lacks is reported. */
function changedWorkloads(
  cases: readonly MapField[],
  workloads: LocatedMap,
  reading: FileReading,
): ReadonlySet<string> {
  const known = [...workloads.entries.keys()];
  const changed = new Set<string>();
  for (const { key, value } of cases) {
    const own = valueAt(value, 'workloads');
    for (const { key: id, keySpan } of own?.type === 'map' ? own.entries.values() : []) {
      if (workloads.entries.has(id)) {
        changed.add(id);
        continue;
      }
      const meant = nearest(id, known);
      const hint =
        meant === undefined ? `there is ${known.slice(0, 10).join(', ')}` : `did you mean '${meant}'?`;
      report(reading, 'scenario/reference', `cases.${key}.workloads.${id}`, `there is no workload '${id}'`, {
        span: keySpan,
        hint,
      });
    }
  }
  return changed;
}

function addTo(
  entries: Map<string, LocatedField>,
  id: string,
  field: LocatedField,
  reading: FileReading,
): void {
  if (entries.has(id)) {
    const text = `a case makes a second workload of this name`;
    report(reading, 'scenario/conflict', `workloads.${id}`, text, { span: field.keySpan });
  }
  entries.set(id, { ...field, key: id });
}

type MapField = Omit<LocatedField, 'value'> & { readonly value: LocatedMap };

/** The entries of a map that are maps; one without a value is an empty one: a case that changes nothing. */
function mapsOf(node: LocatedField['value'] | undefined): readonly MapField[] {
  if (node?.type !== 'map') return [];
  return [...node.entries.values()].flatMap((field) => {
    const { value } = field;
    if (value.type === 'null') return [{ ...field, value: emptyMap(value.span) }];
    return value.type === 'map' ? [{ ...field, value }] : [];
  });
}
