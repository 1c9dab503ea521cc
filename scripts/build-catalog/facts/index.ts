import { Exact } from '../../../src/formula/index.ts';
import type { SourceNote } from '../sources.ts';
import { fact, type FactEntry } from './fact.ts';
import { peopleFacts } from './people.ts';
import { lifeFacts, placeFacts } from './places.ts';
import { platformFacts, serviceFacts, trendFacts } from './vendors.ts';

/** The entries of facts.yaml, in order of their ids; of two with one id the first stands. */
export function buildFacts(folder: string): readonly FactEntry[] {
  const all = [
    ...peopleFacts(folder),
    ...placeFacts(folder),
    ...lifeFacts(folder),
    ...platformFacts(folder),
    ...serviceFacts(folder),
    ...trendFacts(folder),
    ...usageFacts(),
  ];
  const byId = new Map<string, FactEntry>();
  for (const each of all) if (!byId.has(each.id)) byId.set(each.id, each);
  return [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * How a service is used, which nobody publishes: the careful case of the bundled scenario `hidden-costs`, and a trace of a
 * request of some thousand tokens. Estimates, so that what they add is seen before one's own are measured.
 */
function usageFacts(): readonly FactEntry[] {
  const source = (line: number, note: string): SourceNote => ({
    url: `hidden-costs.yaml:${line}`, retrieved: '2026-11-25', grade: 'D', record: '', note,
  }); // prettier-ignore
  const usage = (name: string, label: string, value: string, line: number, unit = '1'): FactEntry =>
    fact({
      id: `traffic/${name}`,
      subject: 'usage',
      label,
      value: new Exact(value),
      unit,
      kind: 'estimated',
      source: source(line, 'an assumption: measure your own'),
    });
  return [
    usage(
      'experimentation',
      'tokens of development, evaluation and tests, by those of production',
      '0.15',
      22,
    ),
    usage('failure-rate', 'attempts that fail and are made again', '0.04', 19),
    usage('ab-testing', 'traffic that is also sent to a challenger', '0.1', 23),
    usage('failover', 'traffic and capacity in a second region', '0.25', 20),
    usage('trace', 'trace of a request', '12', 25, 'kB/request'),
  ];
}
