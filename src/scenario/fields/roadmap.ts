import {
  choiceField as choice,
  derived,
  id as idReader,
  mapOf,
  month as monthReader,
  oneOrMore,
  optional,
  plain,
  quantityField as quantity,
  record,
  reportAt,
  text,
  wordOr,
  type FileReading,
  type IsoMonth,
  type Quantity,
  type ValueOf,
} from '../../document/index.ts';
import type { Span } from '../../diagnostics/index.ts';
import { roadmapTemplates, type TemplateName, type TemplatePhase } from '../roadmap-templates.ts';

const mostMonths = 600;

const phaseFields = record('a phase', {
  months: optional(
    plain(text, 'first and last month, counted from the first month of the roadmap', '2-4'),
    'those of the template',
  ),
  people: quantity('people who work on it', {
    units: ['FTE', '1'],
    most: 10_000,
    default: '0 FTE',
    group: 'people',
  }),
  team: optional(plain(idReader, 'team whose loaded cost they have', 'mlops')),
  loaded_cost: optional(
    quantity('fully loaded cost per FTE, where they are of no team', {
      trend: 'wage',
      group: 'people',
      units: ['¤/year'],
      per: 'FTE',
      example: '190k USD/year',
    }),
  ),
  one_time: quantity('paid once, at the beginning of its first month', {
    units: ['¤'],
    default: '0 ¤',
    example: '30k USD',
  }),
  monthly: quantity('paid in each of its months', {
    units: ['¤/month'],
    default: '0 ¤/month',
    example: '2k USD/month',
  }),
  after: optional(
    oneOrMore('phases that have to end no later than in its first month', plain(idReader, 'phase', 'pilot')),
    'those of the template',
  ),
  gate: optional(
    plain(text, 'what has to hold before it ends', 'the pilot meets its minimum score'),
    'that of the template',
  ),
});

type PhaseValues = ValueOf<typeof phaseFields>;

/** One phase of a roadmap; months are counted from 1, the first month of the roadmap. */
export interface RoadmapPhase {
  readonly id: string;
  readonly first: number;
  readonly last: number;
  readonly people: Quantity;
  readonly team: string | null;
  readonly loadedCost: Quantity | null;
  readonly oneTime: Quantity;
  readonly monthly: Quantity;
  readonly after: readonly string[];
  readonly gate: string | null;
  readonly span?: Span;
}

/** Phases on the way to production; their cost is in the forecast. */
export interface Roadmap {
  readonly template: TemplateName | null;
  /** Null takes the first month of the horizon. */
  readonly start: IsoMonth | null;
  readonly phases: readonly RoadmapPhase[];
  readonly span?: Span;
}

interface Stated {
  readonly value: PhaseValues;
  readonly span: Span;
}

const roadmapRecord = record('phases with their months, people, cost and gates', {
  template: optional(choice('built-in phases, over which those of the file are laid', ['readiness-12'])),
  start: optional(plain(monthReader, 'first month', '2026-12'), 'the first month of the horizon'),
  phases: mapOf(
    'phases, by id',
    'phase',
    derived(phaseFields, (value, _address, _reading, span): Stated => ({ value, span })),
  ),
});

/** `roadmap: readiness-12`, or phases of one's own; see `roadmapTemplates`. */
export const roadmapField = optional(
  derived(wordOr('readiness-12', roadmapRecord), (value, address, reading, span): Roadmap | undefined => {
    const stated =
      value === 'readiness-12' ? { template: value, start: null, phases: new Map<string, Stated>() } : value;
    const { template, start } = stated;
    const fromTemplate = template === null ? [] : Object.keys(roadmapTemplates[template]);
    const ids = [...new Set([...fromTemplate, ...stated.phases.keys()])];
    if (ids.length === 0)
      return reportAt(
        reading,
        'missing-key',
        address,
        "the roadmap has no phases: add 'phases' or a 'template'",
        {
          span,
        },
      );
    const phases: RoadmapPhase[] = [];
    for (const id of ids) {
      const own = stated.phases.get(id) ?? emptyPhase(`${address}.phases.${id}`, reading, span);
      const phase =
        own === undefined ? undefined : phaseOf(id, own, template, `${address}.phases.${id}`, reading);
      if (phase !== undefined) phases.push(phase);
    }
    return phases.length < ids.length ? undefined : { template, start, phases, span };
  }),
);

/** A phase of a template that the file says nothing of. */
function emptyPhase(address: string, reading: FileReading, span: Span): Stated | undefined {
  const value = phaseFields.read({ type: 'map', span, entries: new Map() }, address, reading, span);
  return value === undefined ? undefined : { value, span };
}

function phaseOf(
  id: string,
  { value, span }: Stated,
  template: TemplateName | null,
  address: string,
  reading: FileReading,
): RoadmapPhase | undefined {
  const phases: Readonly<Record<string, TemplatePhase>> = template === null ? {} : roadmapTemplates[template];
  const known = Object.hasOwn(phases, id) ? phases[id] : undefined;
  const months = value.months === null ? (known?.months ?? null) : monthsIn(value.months);
  if (months === null) {
    const [found, hint] = [value.months, "write the first and the last month, such as 'months: 2-4'"];
    return found === null
      ? reportAt(reading, 'missing-key', address, "the key 'months' is missing", { span, hint })
      : reportAt(
          reading,
          'wrong-value',
          `${address}.months`,
          `'${found.slice(0, 60)}' is no range of months`,
          { span, hint },
        );
  }
  const [first, last] = months;
  return {
    id,
    first,
    last,
    people: value.people,
    team: value.team,
    loadedCost: value.loaded_cost,
    oneTime: value.one_time,
    monthly: value.monthly,
    after: value.after ?? known?.after ?? [],
    gate: value.gate ?? known?.gate ?? null,
    span,
  };
}

/** `2-4`, `2..4`, `2 to 4` or `3`. */
function monthsIn(words: string): readonly [first: number, last: number] | null {
  const found = /^(\d{1,3})(?:\s*(?:-|–|\.\.|to)\s*(\d{1,3}))?$/u.exec(words.trim());
  if (found === null) return null;
  const first = Number(found[1]);
  const last = Number(found[2] ?? found[1]);
  return first >= 1 && last >= first && last <= mostMonths ? [first, last] : null;
}
