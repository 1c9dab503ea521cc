import type { JsonObject, Json } from '../wire/index.ts';

/** Shorter schemas are repeated: a reference would save nothing, and reads worse. */
const shortest = 200;

/**
 * The same JSON Schema with what it says more than once said in `$defs`, each under the name of the key where it stands first.
 * Editors read it the same, and it is a third of the size.
 */
export function shareDefinitions(schema: JsonObject): JsonObject {
  const times = new Map<string, number>();
  const count = (part: JsonObject): void => {
    const text = JSON.stringify(part);
    const before = times.get(text) ?? 0;
    times.set(text, before + 1);
    // What is within it is then said once, however often it stands here.
    if (before === 0) mapParts(part, 'schema', (inner) => (count(inner), inner));
  };
  mapParts(schema, 'schema', (part) => (count(part), part));

  const given = isObject(schema.$defs) ? schema.$defs : {};
  const names = new Map<string, string>();
  const definitions = new Map<string, Json>(Object.entries(given));
  const shared = (part: JsonObject, key: string): JsonObject => {
    const text = JSON.stringify(part);
    const inner = (): JsonObject => mapParts(part, key, shared);
    if (text.length < shortest || (times.get(text) ?? 0) < 2) return inner();
    let name = names.get(text);
    if (name === undefined) {
      name = freeName(key, definitions);
      names.set(text, name);
      definitions.set(name, true); // keeps the name while what is within it is read
      definitions.set(name, inner());
    }
    return { $ref: `#/$defs/${name}` };
  };
  return { ...mapParts(schema, 'schema', shared), $defs: Object.fromEntries(definitions) };
}

function freeName(key: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(key)) return key;
  let number = 2;
  while (taken.has(`${key}-${number}`)) number += 1;
  return `${key}-${number}`;
}

/** A schema with each schema directly within it replaced; `$defs` stay as they are. */
function mapParts(
  schema: JsonObject,
  key: string,
  to: (part: JsonObject, key: string) => JsonObject,
): JsonObject {
  const one = (part: Json, name: string): Json => (isObject(part) ? to(part, name) : part);
  return Object.fromEntries(
    Object.entries(schema).map(([word, value]): [string, Json] => {
      if (word === 'properties' && isObject(value))
        return [
          word,
          Object.fromEntries(Object.entries(value).map(([name, part]) => [name, one(part, name)])),
        ];
      if (word === 'items' || word === 'additionalProperties') return [word, one(value, key)];
      if (word === 'anyOf' && Array.isArray(value)) return [word, value.map((part: Json) => one(part, key))];
      return [word, value];
    }),
  );
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
