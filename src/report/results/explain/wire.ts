import type { ExplainResult, Explanation } from '../../../analysis/index.ts';
import {
  figureCodec as figure,
  listCodec as list,
  nullable,
  recordCodec as record,
  recursiveCodec,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import { catalogWire, scenarioWire } from '../parts.ts';

const explanation = recursiveCodec<Explanation>('explanation', (self) =>
  record<Explanation>({
    address: text,
    label: text,
    value: nullable(figure),
    unit: text,
    formula: nullable(record<NonNullable<Explanation['formula']>>({ words: text, numbers: text })),
    origin: nullable(record<NonNullable<Explanation['origin']>>({ kind: text, source: text })),
    parts: list(self),
  }),
);

/** `crossover/explain/1`. */
export const explainWire = record<ExplainResult>({
  schema: word('crossover/explain/1'),
  scenario: scenarioWire,
  catalog: catalogWire,
  explanation,
});
