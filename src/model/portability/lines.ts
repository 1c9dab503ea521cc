import { nearest, problem } from '../../diagnostics/index.ts';
import { unit } from '../../formula/index.ts';
import type { Fact } from '../../catalog/index.ts';
import type { PortabilityLine } from '../../scenario/index.ts';
import { Unknown, type ModelContext } from '../context.ts';
import type { PortabilityModel } from '../types.ts';

/** The lines of the scenario's portability; what is wrong in one is reported at it. */
export function portabilityLines(context: ModelContext): readonly PortabilityModel[] {
  const { portability } = context.scenario;
  if (portability === null) return [];
  return portability.platforms.flatMap((line) => {
    try {
      const made = lineOf(context, line);
      if (typeof made !== 'string') return [made];
      refuse(context, line, made);
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      refuse(context, line, error.exclusion.message);
    }
    return [];
  });
}

/** The line, or what is wrong with it. */
function lineOf(context: ModelContext, { id, entry, monthly }: PortabilityLine): PortabilityModel | string {
  const address = `portability.platforms.${id}.monthly`;
  // An amount that is stated beside the name of a platform is what one pays for it.
  if (monthly !== null) return { id, monthly: context.input(address, monthly), fact: factOf(context, entry) };
  const fact = factOf(context, entry);
  if (fact === null) return `the catalog has no platform ${entry ?? ''}`;
  if (!/^[A-Z]{3}\/month$/u.test(fact.unit))
    return `${fact.id} costs so much per ${fact.unit.slice(4)}: state an amount a month`;
  const { url, retrieved, place } = fact.source;
  const quantity = {
    value: fact.value,
    unit: unit(fact.unit),
    distribution: null,
    kind: 'estimated' as const,
    origin:
      place === undefined
        ? ({ type: 'page', url, retrieved } as const)
        : ({ type: 'assumption', words: fact.label } as const),
  };
  return { id, monthly: context.input(address, quantity), fact };
}

function factOf({ catalog }: ModelContext, entry: string | null): Fact | null {
  const fact = entry === null ? undefined : catalog.facts.get(entry);
  return fact?.subject === 'platform' ? fact : null;
}

function refuse(context: ModelContext, { id, entry, span }: PortabilityLine, message: string): void {
  const { facts } = context.catalog;
  const known = [...facts.values()].flatMap((fact) => (fact.subject === 'platform' ? [fact.id] : []));
  const meant = entry === null || facts.has(entry) ? undefined : nearest(entry, known);
  const hint = meant === undefined ? undefined : `did you mean '${meant}'?`;
  context.report(problem('model/portability', `portability.platforms.${id}: ${message}`, { span, hint }));
}
