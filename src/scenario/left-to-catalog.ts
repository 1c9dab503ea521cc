import { valueAt, type LocatedField, type LocatedMap } from '../document/index.ts';
import { withEntry } from './compose.ts';
import type { ScenarioValues } from './fields/scenario.ts';
import type { SourcedDefaults } from './types.ts';

/** Under `defaults: sourced` a team may leave its loaded cost to the catalog: its key is put in, and the team named. */
export function withLeftTeams(root: LocatedMap): {
  readonly root: LocatedMap;
  readonly teams: readonly string[];
} {
  const [defaults, teams] = [valueAt(root, 'defaults'), root.entries.get('teams')?.value];
  if (defaults?.type !== 'scalar' || defaults.text !== 'sourced' || teams?.type !== 'map')
    return { root, teams: [] };
  const left: string[] = [];
  const entries = new Map<string, LocatedField>();
  const currency = valueAt(root, 'currency');
  const unit = currency?.type === 'scalar' ? currency.text : 'USD';
  for (const [id, field] of teams.entries) {
    const { value } = field;
    if (value.type !== 'map' || value.entries.has('loaded_cost')) {
      entries.set(id, field);
      continue;
    }
    left.push(id);
    const cost = { type: 'scalar', span: value.span, text: `0 ${unit}/year`, quoted: false } as const;
    entries.set(id, { ...field, value: withEntry(value, 'loaded_cost', cost) });
  }
  return { root: left.length === 0 ? root : withEntry(root, 'teams', { ...teams, entries }), teams: left };
}

/** What `defaults: sourced` asks for; null where it is not there. */
export function sourcedDefaults(
  { defaults, region }: ScenarioValues,
  root: LocatedMap,
  teams: readonly string[],
): SourcedDefaults | null {
  if (defaults !== 'sourced') return null;
  const span = (valueAt(root, 'region') ?? valueAt(root, 'defaults'))?.span;
  return { region, filled: null, power: null, teams, ...(span === undefined ? {} : { span }) };
}
