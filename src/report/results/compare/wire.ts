import {
  effectGroups,
  type Change,
  type ChangedInput,
  type ChoiceState,
  type ComparedState,
  type CompareResult,
  type Effect,
  type OneSided,
  type ScenarioComparison,
  type WorkloadComparison,
} from '../../../analysis/index.ts';
import {
  addedKey,
  countCodec as count,
  figureCodec as figure,
  flagCodec as flag,
  listCodec as list,
  nullable,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import { catalogWire, optionKindWire, partialKey } from '../parts.ts';

const amounts = {
  before: nullable(figure),
  after: nullable(figure),
  change: figure,
  share: nullable(figure),
};
const change = record<Change>(amounts);

const effect = record<Effect>({
  group: word(...effectGroups),
  change: figure,
  inputs: list(
    record<ChangedInput>({
      path: text,
      label: text,
      unit: text,
      before: nullable(figure),
      after: nullable(figure),
    }),
  ),
  replaced: list(
    record<Effect['replaced'][number]>({
      workload: text,
      option: text,
      before: nullable(text),
      after: nullable(text),
    }),
  ),
});

const state = record<ComparedState>({ name: text, digest: text, catalog: catalogWire });

const choice = record<ChoiceState>({
  option: nullable(text),
  title: nullable(text),
  kind: nullable(optionKindWire),
  verdict: word('clear', 'too_close', 'none'),
  margin: nullable(figure),
  tokens: figure,
});

const workload = record<WorkloadComparison>({
  id: text,
  before: nullable(choice),
  after: nullable(choice),
  flipped: flag,
  swapped: flag,
  changed: flag,
  monthly: change,
  perMtok: record<WorkloadComparison['perMtok']>({ before: nullable(figure), after: nullable(figure) }),
  lines: list(record<WorkloadComparison['lines'][number]>({ id: text, label: text, ...amounts })),
  effects: nullable(list(effect)),
  options: list(
    record<WorkloadComparison['options'][number]>({
      id: text,
      was: nullable(text),
      is: nullable(text),
      ...amounts,
    }),
  ),
});

const scenario = record<ScenarioComparison>({
  name: text,
  currency: text,
  before: state,
  after: state,
  changed: flag,
  monthly: change,
  cases: addedKey(list(record<ScenarioComparison['cases'][number]>({ id: text, ...amounts })), []),
  effects: nullable(list(effect)),
  notAttributedBecause: nullable(text),
  unused: addedKey(
    list(
      record<ScenarioComparison['unused'][number]>({
        address: text,
        by: word('forecast', 'place', 'simulate', 'stress'),
      }),
    ),
    [],
  ),
  workloads: list(workload),
});

/** `crossover/compare/1`. */
export const compareWire = record<CompareResult>({
  schema: word('crossover/compare/1'),
  before: text,
  after: text,
  partial: partialKey,
  changed: flag,
  flips: count,
  swaps: count,
  totals: list(record<CompareResult['totals'][number]>({ currency: text, ...amounts })),
  scenarios: list(scenario),
  onlyBefore: list(text),
  onlyAfter: list(text),
  oneSided: list(
    record<OneSided>({
      name: text,
      side: word('before', 'after'),
      currency: text,
      monthly: nullable(figure),
    }),
  ),
});
