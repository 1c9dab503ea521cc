import { againstCauses, type Recalibrated, type UsageAgainstResult } from '../../../usage/index.ts';
import {
  countCodec as count,
  figureCodec as figure,
  listCodec as list,
  nullable,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import { catalogWire, scenarioWire } from '../parts.ts';

type Line = UsageAgainstResult['lines'][number];
type Cause = NonNullable<UsageAgainstResult['causes']>[number];

/** `crossover/usage-against/1`. */
export const usageAgainstWire = record<UsageAgainstResult>({
  schema: word('crossover/usage-against/1'),
  log: record<UsageAgainstResult['log']>({ title: text, files: list(text) }),
  period: record<UsageAgainstResult['period']>({ from: text, until: text, hours: count }),
  scenario: scenarioWire,
  catalog: catalogWire,
  workload: text,
  option: record<UsageAgainstResult['option']>({ id: text, title: text }),
  month: nullable(text),
  currency: text,
  expected: figure,
  actual: figure,
  change: figure,
  share: nullable(figure),
  logged: nullable(figure),
  lines: list(record<Line>({ id: text, label: text, expected: figure, actual: figure, change: figure })),
  causes: nullable(list(record<Cause>({ cause: word(...againstCauses), change: figure }))),
  notAttributedBecause: nullable(text),
  recalibrated: list(
    record<Recalibrated>({
      address: text,
      cause: word('volume', 'mix', 'price', 'retries', 'load'),
      expected: nullable(text),
      logged: text,
      basis: text,
    }),
  ),
  notes: list(text),
  patch: nullable(text),
});
