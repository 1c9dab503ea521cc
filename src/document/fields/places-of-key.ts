import { childAddress } from '../located/index.ts';
import type { Spec } from './spec.ts';

const most = 3;

/**
 * Where a key belongs that was written in the wrong map: addresses below this map where there are any, else addresses of
 * the whole format, with the ids of this one: `workloads.support.load.peak_to_average`. At most three, the shortest first.
 */
export function placesOfKey(
  key: string,
  fields: Readonly<Record<string, { readonly spec: Spec }>>,
  address: string,
  root: Spec | undefined,
): readonly string[] {
  const below = Object.entries(fields).flatMap(([name, { spec }]) =>
    find(key, spec, childAddress(address, name)),
  );
  const found = below.length > 0 || root === undefined ? below : find(key, root, '');
  const named = found.map((each) => withIds(each, address));
  return [...new Set(named)].toSorted((a, b) => a.split('.').length - b.split('.').length).slice(0, most);
}

function find(key: string, spec: Spec, address: string): readonly string[] {
  switch (spec.form) {
    case 'record':
      return [...spec.fields].flatMap(([name, field]) => {
        const at = childAddress(address, name);
        return [...(name === key ? [at] : []), ...find(key, field.spec, at)];
      });
    case 'map':
    case 'entries':
      return find(key, spec.of, childAddress(address, 'NAME'));
    case 'variants':
      return [...spec.variants.values()].flatMap((each) => find(key, each, address));
    case 'word-or':
    case 'list':
      return find(key, spec.of, address);
    default:
      return [];
  }
}

/** The ids of the map in which the key was met, where the address agrees with it up to there. */
function withIds(pattern: string, address: string): string {
  const given = address.split('.');
  let agrees = true;
  return pattern
    .split('.')
    .map((part, index) => {
      const own = given[index];
      if (agrees && part === 'NAME' && own !== undefined) return own;
      agrees &&= part === own;
      return part;
    })
    .join('.');
}
