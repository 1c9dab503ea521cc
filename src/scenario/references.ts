import {
  type LocatedMap,
  type LocatedNode,
  type LocatedScalar,
  isFull,
  report,
  valueAt,
  type FileReading,
} from '../document/index.ts';
import { nearest } from '../diagnostics/index.ts';

type OptionKind = 'buy' | 'build' | 'hybrid' | 'cascade';

const kinds: readonly OptionKind[] = ['buy', 'build', 'hybrid', 'cascade'];

/** What the parts of a hybrid may be: hybrids of hybrids have no formula. */
const parts = {
  hybrid: { base: ['build'], overflow: ['buy'] },
  cascade: { small: ['buy', 'build'], large: ['buy', 'build'] },
} as const;

/**
 * Reports names in options that the file does not have. It looks at the tree, so that it also does where other things are
 * wrong. Names of prices, offers and models are checked with the catalog.
 */
export function checkReferences(
  root: LocatedMap,
  reading: FileReading,
  /** Workloads of the file that stand in the tree under other names, one for each case. */
  inCases: readonly string[] = [],
): void {
  checkPlan(root, reading, inCases);
  for (const [id, cluster] of mapsIn(root, 'clusters')) {
    const used = valueAt(cluster, 'platforms');
    for (const [index, name] of (used?.type === 'list' ? used.items : []).entries())
      checkName(name, `clusters.${id}.platforms.${index}`, 'platform', keysIn(root, 'platforms'), reading);
  }
  for (const [id, workload] of mapsIn(root, 'workloads')) {
    const options = new Map(mapsIn(workload, 'options'));
    checkFailover(`workloads.${id}.options`, options, reading);
    for (const [optionId, option] of options) {
      if (isFull(reading)) return;
      const address = `workloads.${id}.options.${optionId}`;
      checkName(valueAt(option, 'build'), `${address}.build`, 'cluster', keysIn(root, 'clusters'), reading);
      checkName(valueAt(option, 'team'), `${address}.team`, 'team', keysIn(root, 'teams'), reading);
      for (const form of ['hybrid', 'cascade'] as const) {
        const hybrid = valueAt(option, form);
        if (hybrid?.type !== 'map') continue;
        for (const [key, allowed] of Object.entries<readonly OptionKind[]>(parts[form])) {
          const name = valueAt(hybrid, key);
          const at = `${address}.${form}.${key}`;
          if (!checkName(name, at, 'option', [...options.keys()], reading)) continue;
          checkKind(name, at, allowed, optionId, options, reading);
        }
      }
    }
  }
}

/** Names in `plan` of what the file has. */
function checkPlan(root: LocatedMap, reading: FileReading, inCases: readonly string[]): void {
  const plan = valueAt(root, 'plan');
  if (plan?.type !== 'map') return;
  const pairs = valueAt(plan, 'two_vendors');
  for (const [index, name] of (pairs?.type === 'list' ? pairs.items : []).entries())
    checkName(
      name,
      `plan.two_vendors.${index}`,
      'workload',
      [...keysIn(root, 'workloads'), ...inCases],
      reading,
    );
  const rented = mapsIn(root, 'clusters').flatMap(([, cluster]) => {
    const fleet = valueAt(cluster, 'fleet');
    const names = [valueAt(cluster, 'offer'), ...(fleet?.type === 'list' ? fleet.items : [])];
    return names.flatMap((name) => (name?.type === 'scalar' ? [name.text] : []));
  });
  checkKeys(valueAt(plan, 'quotas'), 'plan.quotas', 'offer of a cluster', rented, reading);
  checkKeys(valueAt(plan, 'headcount'), 'plan.headcount', 'team', keysIn(root, 'teams'), reading);
}

function checkKeys(
  map: LocatedNode | undefined,
  address: string,
  what: string,
  known: readonly string[],
  reading: FileReading,
): void {
  if (map?.type !== 'map') return;
  for (const { key, keySpan } of map.entries.values()) {
    const name: LocatedScalar = { type: 'scalar', text: key, span: keySpan, quoted: false };
    checkName(name, `${address}.${key}`, what, known, reading);
  }
}

/** What an option fails over to is there, and leads on to another one, not back. */
function checkFailover(
  address: string,
  options: ReadonlyMap<string, LocatedMap>,
  reading: FileReading,
): void {
  const nextOf = (id: string): LocatedNode | undefined => {
    const option = options.get(id);
    return option === undefined ? undefined : valueAt(option, 'failover');
  };
  for (const id of options.keys()) {
    const at = `${address}.${id}.failover`;
    const name = nextOf(id);
    if (!checkName(name, at, 'option', [...options.keys()], reading)) continue;
    const way = [id];
    for (
      let next: LocatedNode | undefined = name;
      next?.type === 'scalar' && options.has(next.text);
      next = nextOf(next.text)
    ) {
      const isBack = way.includes(next.text);
      way.push(next.text);
      if (!isBack) continue;
      const text = `the options fail over to each other in a circle: ${way.join(' → ')}`;
      report(reading, 'scenario/cycle', at, text, { span: name.span });
      break;
    }
  }
}

function checkName(
  name: LocatedNode | undefined,
  address: string,
  what: string,
  known: readonly string[],
  reading: FileReading,
): name is LocatedScalar {
  if (name?.type !== 'scalar') return false;
  if (known.includes(name.text)) return true;
  const meant = nearest(name.text, known);
  const listed =
    known.length === 0 ? `there is no ${what} here at all` : `there is ${known.slice(0, 10).join(', ')}`;
  const hint = meant === undefined ? listed : `did you mean '${meant}'?`;
  report(reading, 'scenario/reference', address, `there is no ${what} '${name.text}'`, {
    span: name.span,
    hint,
  });
  return false;
}

function checkKind(
  name: LocatedScalar,
  address: string,
  allowed: readonly OptionKind[],
  from: string,
  options: ReadonlyMap<string, LocatedMap>,
  reading: FileReading,
): void {
  const found = options.get(name.text);
  const kind = kinds.find((each) => found !== undefined && valueAt(found, each) !== undefined);
  if (kind === undefined || allowed.includes(kind)) return;
  const circle = circleFrom(from, options);
  if (circle === undefined) {
    const text = `'${name.text}' is a ${kind} option; expected a ${allowed.join(' or ')} option`;
    report(reading, 'scenario/reference', address, text, { span: name.span });
  } else {
    const text = `the options name each other: ${circle.join(' → ')}`;
    report(reading, 'scenario/cycle', address, text, { span: name.span });
  }
}

/** The way from a hybrid back to itself, if there is one. */
function circleFrom(start: string, options: ReadonlyMap<string, LocatedMap>): readonly string[] | undefined {
  const visited = new Set<string>();
  const walk = (from: string, way: readonly string[]): readonly string[] | undefined => {
    const option = options.get(from);
    for (const name of option === undefined ? [] : partsOf(option)) {
      if (name === start) return [...way, name];
      if (visited.has(name)) continue;
      visited.add(name);
      const found = walk(name, [...way, name]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return walk(start, [start]);
}

function partsOf(option: LocatedMap): readonly string[] {
  return (['hybrid', 'cascade'] as const).flatMap((form) => {
    const hybrid = valueAt(option, form);
    if (hybrid?.type !== 'map') return [];
    return Object.keys(parts[form]).flatMap((key) => {
      const name = valueAt(hybrid, key);
      return name?.type === 'scalar' ? [name.text] : [];
    });
  });
}

function mapsIn(of: LocatedMap, key: string): readonly (readonly [string, LocatedMap])[] {
  const map = valueAt(of, key);
  if (map?.type !== 'map') return [];
  return [...map.entries.values()].flatMap(({ key: id, value }) =>
    value.type === 'map' ? [[id, value] as const] : [],
  );
}

function keysIn(root: LocatedMap, key: string): readonly string[] {
  const map = valueAt(root, key);
  return map?.type === 'map' ? [...map.entries.keys()] : [];
}
