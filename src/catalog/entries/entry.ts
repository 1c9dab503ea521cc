import { childAddress, type LocatedNode } from '../../document/index.ts';

/** The address of an entry of a list: its id below that of the list, where it has one. */
export function entryAddress(node: LocatedNode, listAddress: string): string {
  const name = node.type === 'map' ? node.entries.get('id')?.value : undefined;
  return name?.type === 'scalar' ? childAddress(listAddress, name.text.slice(0, 200)) : listAddress;
}
