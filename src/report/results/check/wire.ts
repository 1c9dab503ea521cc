import { policyRules, type CheckCase, type CheckResult, type PolicyRule } from '../../../policy/index.ts';
import {
  countCodec as count,
  figureCodec as figure,
  flagCodec as flag,
  listCodec as list,
  nullable,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import { catalogWire, scenarioWire } from '../parts.ts';

const place = record<NonNullable<CheckCase['place']>>({ file: text, line: count, column: count });

const oneCase = record<CheckCase>({
  rule: word(...(Object.keys(policyRules) as PolicyRule[])),
  file: text,
  scenario: text,
  workload: nullable(text),
  option: nullable(text),
  input: nullable(text),
  outcome: word('passed', 'warned', 'failed', 'skipped'),
  standing: flag,
  message: text,
  actual: nullable(figure),
  limit: nullable(figure),
  unit: text,
  place: nullable(place),
  policyLine: count,
});

/** `crossover/check/1`. */
export const checkWire = record<CheckResult>({
  schema: word('crossover/check/1'),
  policy: text,
  passed: flag,
  files: list(
    record<CheckResult['files'][number]>({ file: text, scenario: scenarioWire, catalog: catalogWire }),
  ),
  cases: list(oneCase),
});
