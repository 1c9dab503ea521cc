import type { LocatedField, LocatedMap, LocatedNode } from '../located/index.ts';

/**
 * The map with numbers put together again that a comma has cut: in `{ input: 1,50 USD/Mtok }` the comma ends the value, and
 * `50 USD/Mtok` is read as the next key. What was written as one text is checked, and reported, as one text.
 */
export function rejoinCutNumbers(map: LocatedMap): LocatedMap {
  const entries = new Map<string, LocatedField>();
  let last: LocatedField | undefined;
  let cut = false;
  for (const field of map.entries.values()) {
    const joined: LocatedNode | undefined = last && joinedValue(last.value, field);
    if (last !== undefined && joined !== undefined) {
      last = { ...last, value: joined };
      cut = true;
    } else last = field;
    entries.set(last.key, last);
  }
  return cut ? { ...map, entries } : map;
}

function joinedValue(before: LocatedNode, after: LocatedField): LocatedNode | undefined {
  if (before.type !== 'scalar' || before.quoted || after.value.type !== 'null') return undefined;
  if (before.span.line !== after.keySpan.line || before.span.file !== after.keySpan.file) return undefined;
  if (!/^[+-]?\d[\d,]*$/u.test(before.text) || !/^\d/u.test(after.key)) return undefined;
  // A space after the comma is how keys are told apart: `{ max: 3, 4: ... }`.
  const end = before.span.column + before.text.length;
  if (after.keySpan.column !== end + 1) return undefined;
  return { ...before, text: `${before.text},${after.key}` };
}
