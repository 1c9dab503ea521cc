/** Cycles in a graph of names, each from its first name in the alphabet on; one for each set of names that form one. */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const finished = new Set<string>();
  const cycles = new Map<string, readonly string[]>();
  const visit = (name: string, path: readonly string[]): void => {
    const start = path.indexOf(name);
    if (start >= 0) {
      const cycle = path.slice(start);
      cycles.set(cycle.toSorted().join(), rotated(cycle));
      return;
    }
    if (finished.has(name)) return;
    for (const next of graph.get(name) ?? []) visit(next, [...path, name]);
    finished.add(name);
  };
  for (const name of graph.keys()) visit(name, []);
  return [...cycles.values()];
}

function rotated(cycle: readonly string[]): readonly string[] {
  const [first = ''] = cycle.toSorted();
  const at = cycle.indexOf(first);
  return [...cycle.slice(at), ...cycle.slice(0, at), first];
}
