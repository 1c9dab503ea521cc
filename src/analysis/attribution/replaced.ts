import type { OptionModel, WorkloadModel } from '../../model/index.ts';
import type { ReplacedGroup } from './groups.ts';

/** An option that is not what it was; null where that side lacks it. */
export interface Replaced {
  readonly workload: string;
  readonly option: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What became of the options of a workload: those that are something else, and what a change of each option's formulas is put down to. */
export interface OptionChanges {
  readonly replaced: ReadonlyMap<ReplacedGroup, readonly Replaced[]>;
  /** Of every option by id; `structure` where it is the same by name. */
  readonly groups: ReadonlyMap<string, ReplacedGroup | 'structure'>;
}

/** Compares the options of a workload before and after by their names, models, price entries and offers. */
export function optionChanges(
  before: WorkloadModel | undefined,
  after: WorkloadModel | undefined,
): OptionChanges {
  const [was, is] = [byId(before), byId(after)];
  const replaced = new Map<ReplacedGroup, Replaced[]>();
  const groups = new Map<string, ReplacedGroup | 'structure'>();
  const ids = [...new Set([...is.keys(), ...was.keys()])];
  const own = (id: string): ReplacedGroup | null => groupOfPair(was.get(id), is.get(id));
  for (const id of ids) {
    const group = own(id);
    groups.set(id, group ?? groupOfParts(is.get(id), own));
    if (group === null) continue;
    const [old, now] = [was.get(id)?.title ?? null, is.get(id)?.title ?? null];
    const entry = { workload: after?.id ?? before?.id ?? '', option: id, before: old, after: now };
    replaced.set(group, [...(replaced.get(group) ?? []), entry]);
  }
  return { replaced, groups };
}

function byId(workload: WorkloadModel | undefined): ReadonlyMap<string, OptionModel> {
  return new Map((workload?.options ?? []).map((option) => [option.id, option]));
}

/** Null where an option is on both sides what it was. */
function groupOfPair(was: OptionModel | undefined, is: OptionModel | undefined): ReplacedGroup | null {
  if (was === undefined || is === undefined) return 'added';
  if (was.title === is.title) return null;
  if (was.kind !== 'build' || is.kind !== 'build') return 'model';
  // Built ones are titled by model and offer.
  return modelIn(was.title) === modelIn(is.title) ? 'offer' : 'model';
}

function modelIn(title: string): string {
  return title.slice(0, title.lastIndexOf(' on '));
}

/** A hybrid whose parts are called the same changes with what they are. */
function groupOfParts(
  is: OptionModel | undefined,
  own: (id: string) => ReplacedGroup | null,
): ReplacedGroup | 'structure' {
  if (is?.option.kind !== 'hybrid') return 'structure';
  const { option } = is;
  const parts = option.form === 'burst' ? [option.base, option.overflow] : [option.small, option.large];
  return parts.map(own).find((group) => group !== null) ?? 'structure';
}
