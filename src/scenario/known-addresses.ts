import { childAddress, type LocatedNode, valueAt, variantOf, type Spec } from '../document/index.ts';

/** Every address of a number that the tree has or could have, ids as they are in the tree. For suggestions. */
export function knownAddresses(spec: Spec, root: LocatedNode): readonly string[] {
  return below(spec, root, '');
}

function below(spec: Spec, given: LocatedNode | undefined, address: string): readonly string[] {
  const at = (key: string): string => childAddress(address, key);
  switch (spec.form) {
    case 'quantity':
      return [address];
    case 'record': {
      const node = given && (spec.expand?.(given) ?? given);
      return [...spec.fields].flatMap(([key, field]) =>
        below(
          field.spec,
          node?.type === 'map' ? valueAt(node, key) : undefined,
          key === spec.figure ? address : at(key),
        ),
      );
    }
    case 'map':
      if (given?.type !== 'map') return [];
      return [...given.entries].flatMap(([key, { value }]) => below(spec.of, value, at(key)));
    case 'list':
      return given?.type === 'list'
        ? given.items.flatMap((item, index) => below(spec.of, item, at(String(index))))
        : [];
    case 'entries':
      if (given?.type !== 'list') return [];
      return given.items.flatMap((item) => {
        const id = item.type === 'map' ? valueAt(item, 'id') : undefined;
        if (id?.type !== 'scalar') return [];
        return below(spec.of, item, at(id.text));
      });
    case 'variants': {
      const variant = variantOf(spec, given);
      return variant === undefined ? [] : below(variant, given, address);
    }
    case 'word-or':
      return below(spec.of, given, address);
    default:
      return [];
  }
}
