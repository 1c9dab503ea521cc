import { kinds, type Kind } from './types.ts';

/** The weakest of the kinds, which is the kind of what is computed from them; undefined of none. */
export function weakestKind(of: Iterable<Kind>): Kind | undefined {
  const rank = Math.max(-1, ...[...of].map((kind) => kinds.indexOf(kind)));
  return kinds[rank];
}
